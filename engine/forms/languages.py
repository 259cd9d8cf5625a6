"""A form in the reader's language: labels, hints, choices and texts; keys, values, rules and conditions stay.

Words come from the shared catalogue (`engine.texts.drawn`), or stand beside the word itself: a component's property
`label_en` is its label in English, before any catalogue. What nobody translated stays as it was drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from engine.texts.drawn import DRAWN, drawn_in

#: what a component says to people
SPOKEN: Final = ("label", "dateLabel", "timeLabel", "description", "text", "content", "alt", "title")
#: what a component says inside another value, such as the unit behind a number
AROUND: Final = {"appearance": ("prefixAdorner", "suffixAdorner")}


def in_language(schema: Mapping[str, Any], lang: str) -> Mapping[str, Any]:
    """The schema in this language; the one handed in is left alone, and given back where nothing is to be said."""
    if lang == DRAWN:
        return schema
    return {**schema, "components": _components(schema.get("components") or (), lang)}


def said_in(value: Any, lang: str) -> Any:
    """Anything made of lists and mappings with every text in it in this language, such as a guide."""
    if lang == DRAWN:
        return value
    if isinstance(value, str):
        return drawn_in(value, lang)
    if isinstance(value, Mapping):
        return {key: said_in(inner, lang) for key, inner in value.items()}
    return [said_in(inner, lang) for inner in value] if isinstance(value, list) else value


def words_in(schema: Mapping[str, Any]) -> list[str]:
    """Every text that a form says to people, as drawn, in its order."""
    found: list[str] = []
    for component in schema.get("components") or ():
        spoken = [component.get(key) for key in SPOKEN]
        spoken += [(component.get(holder) or {}).get(key) for holder, keys in AROUND.items() for key in keys]
        spoken += [choice.get("label") for choice in component.get("values") or ()]
        found += [one for one in spoken if isinstance(one, str) and one and not one.startswith("=")]
        found += words_in(component)
    return found


def _components(components: Sequence[Mapping[str, Any]], lang: str) -> list[dict[str, Any]]:
    return [_component(one, lang) for one in components]


def _component(component: Mapping[str, Any], lang: str) -> dict[str, Any]:
    said = dict(component)
    beside = component.get("properties") or {}
    for key in SPOKEN:
        if isinstance(said.get(key), str):
            said[key] = beside.get(f"{key}_{lang}") or _spoken(said[key], lang)
    for holder, keys in AROUND.items():
        if isinstance(said.get(holder), Mapping):
            said[holder] = {k: _spoken(v, lang) if k in keys else v for k, v in said[holder].items()}
    if said.get("values"):
        said["values"] = [{**one, "label": _spoken(one.get("label"), lang)} for one in said["values"]]
    if "components" in said:
        said["components"] = _components(said["components"] or (), lang)
    return said


def _spoken(text: Any, lang: str) -> Any:
    """An expression computes what is shown: it is no sentence."""
    return drawn_in(text, lang) if isinstance(text, str) and not text.startswith("=") else text
