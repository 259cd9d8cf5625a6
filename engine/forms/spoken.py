"""A submission in words, as a paper prints it: choices by their labels, units and people by name, days in Chinese.

Every field of the form is there, blank where nothing was filled in, so that a template may name any of them. A choice
stands beside its word as `<key>_code`, for templates that say one thing or another by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from engine.texts.catalogue import say

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_LISTS: Final = frozenset({"checklist", "taglist"})
_CHOICES: Final = frozenset({"radio", "select"}) | _LISTS
#: papers are written in Chinese, whoever draws them
LANG: Final = "zh"


def day_word(day: date | None, lang: str = LANG) -> str:
    """The day as papers write it, in Arabic figures without leading noughts; "" for none."""
    return say("papers.day", lang, year=day.year, month=day.month, day=day.day) if day else ""


def spoken(schema: Mapping[str, Any], data: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The submission in words. `names` are the words of choices that were handed in, such as units by their keys."""
    return _branch(schema.get("components") or [], data, names)


def field_names(schema: Mapping[str, Any]) -> frozenset[str]:
    """What a template may name of a form: `summary`, `choice_code`, `subjects[].pseudonym`."""
    return frozenset(_names(schema.get("components") or [], ""))


def _branch(components: Iterable[Any], data: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for component in components:
        kind, key = component.get("type"), component.get("key") or component.get("path")
        inner = component.get("components") or []
        if kind == "group":
            held = data.get(key) if key else data
            branch = _branch(inner, held if isinstance(held, Mapping) else {}, names)
            said.update({key: branch} if key else branch)
        elif kind == "dynamiclist" and key:
            said[key] = [_branch(inner, row, names) for row in _list(data.get(key)) if isinstance(row, Mapping)]
        elif key:
            said.update(_field(component, str(key), data.get(key), names))
    return said


def _field(component: Mapping[str, Any], key: str, value: Any, names: Mapping[str, str]) -> dict[str, Any]:
    kind = component.get("type")
    if kind not in _CHOICES:
        return {key: _plain(value)}
    words = {**names, **{str(one["value"]): str(one["label"]) for one in component.get("values") or []}}
    if kind in _LISTS:
        return {key: [words.get(str(one), str(one)) for one in _list(value)]}
    code = "" if value is None else str(value)
    return {key: words.get(code, code), f"{key}_code": code}


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return say(f"papers.{'yes' if value else 'no'}", LANG)
    if isinstance(value, str) and _DAY.fullmatch(value):
        return day_word(date.fromisoformat(value))
    return "" if value is None else str(value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _names(components: Iterable[Any], before: str) -> Iterator[str]:
    for component in components:
        kind, key = component.get("type"), component.get("key") or component.get("path")
        inner = component.get("components") or []
        if kind == "group":
            yield from _names(inner, f"{before}{key}." if key else before)
        elif kind == "dynamiclist" and key:
            yield f"{before}{key}"
            yield from _names(inner, f"{before}{key}[].")
        elif key:
            yield f"{before}{key}"
            if kind in _CHOICES - _LISTS:
                yield f"{before}{key}_code"
