"""A submission for reading: each value with its label, choices in their own words, in the order of the form.

The values come in as their reader may see them: covered (`Form.masked`) or real. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.forms.languages import in_language
from engine.forms.views import COVER
from engine.texts.catalogue import say
from engine.texts.drawn import DRAWN

#: the word for a value of a list of choices that the form asks to be handed in, such as ("units", "education")
WordOf = Callable[[str, str], str]
#: kinds of component that hold text a person wrote
WRITTEN = frozenset({"textarea", "textfield"})
#: answers that say no
DENIALS: tuple[str | bool | int, ...] = ("no", "none", False, 0)


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field. `rows` are the rows of a list, each with its own fields; `day` is set where the value is one."""

    key: str
    label: str
    kind: str  #: the component's type, such as `textarea`
    text: str
    day: date | None = None
    covered: bool = False
    rows: tuple[tuple[ShownField, ...], ...] = ()
    #: a question whose answer is no, none or nought: of little interest beside the others
    denied: bool = False

    @property
    def is_written(self) -> bool:
        """Whether it is text of a person rather than a choice, a number or a day."""
        return self.kind in WRITTEN


@dataclass(frozen=True, slots=True)
class Saying:
    """The few words of the house that stand among those of the form."""

    word_of: WordOf
    yes: str
    no: str
    separator: str
    lang: str = DRAWN

    @classmethod
    def in_language(cls, lang: str, word_of: WordOf) -> Saying:
        separator = say("deadlines.day.separator", lang)
        return cls(word_of, say("forms.shown.yes", lang), say("forms.shown.no", lang), separator, lang)


def shown(schema: Mapping[str, Any], values: Mapping[str, Any], saying: Saying) -> tuple[ShownField, ...]:
    """Every field of the form that has a value, its labels in the language of the saying."""
    return tuple(_fields(in_language(schema, saying.lang).get("components") or (), values, saying))


def _fields(components: Sequence[Mapping[str, Any]], values: Any, saying: Saying) -> Iterator[ShownField]:
    for component in components:
        kind, inner = str(component.get("type")), component.get("components") or ()
        if kind == "group":
            within = _at(values, component.get("path"))
            yield from _fields(inner, within, saying)
            continue
        value = _at(values, component.get("path") if kind == "dynamiclist" else component.get("key"))
        if value in (None, "", [], {}):
            continue
        if kind == "dynamiclist" and isinstance(value, list):
            rows = tuple(tuple(_fields(inner, row, saying)) for row in value if isinstance(row, Mapping))
            yield ShownField(_key(component), _label(component), kind, "", rows=rows)
        elif component.get("key"):
            yield _field(component, kind, value, saying)


def _field(component: Mapping[str, Any], kind: str, value: Any, saying: Saying) -> ShownField:
    key, label = _key(component), _label(component)
    if value == COVER:
        return ShownField(key, label, kind, COVER, covered=True)
    denied = value in DENIALS if isinstance(value, str | bool | int) else False
    if isinstance(value, bool):
        return ShownField(key, label, kind, saying.yes if value else saying.no, denied=denied)
    if kind == "datetime" and (day := _day(value)) is not None:
        return ShownField(key, label, kind, str(value), day=day)
    words = {str(choice.get("value")): str(choice.get("label")) for choice in component.get("values") or ()}
    listed = component.get("valuesKey")
    several = value if isinstance(value, list) else [value]
    told = [words.get(str(one)) or (saying.word_of(str(listed), str(one)) if listed else str(one)) for one in several]
    return ShownField(key, label, kind, saying.separator.join(told), denied=denied and kind not in WRITTEN)


def _at(values: Any, path: Any) -> Any:
    """The value under a dotted path; None where there is none."""
    for step in str(path or "").split(".") if path else ():
        values = values.get(step) if isinstance(values, Mapping) else None
    return values


def _key(component: Mapping[str, Any]) -> str:
    return str(component.get("key") or component.get("path") or "")


def _label(component: Mapping[str, Any]) -> str:
    """The label as drawn; a day or time keeps it in a place of its own."""
    return str(component.get("label") or component.get("dateLabel") or component.get("timeLabel") or _key(component))


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
