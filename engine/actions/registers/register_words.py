"""What stands in a cell of a register, in words: bodies and people by their names, codes by their sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.cases.states import read_state
from engine.registers.books import Column, Kind
from engine.texts.catalogue import say

Cell = str | int | date | None
BETWEEN = {"zh": "、", "en": ", "}


def cell(column: Column, value: Any, units: Mapping[str, str], people: Mapping[str, str], lang: str) -> Cell:
    """The value of a column for people; days and numbers stay what they are."""
    if value is None or value == "" or value == []:
        return None
    match column.kind:
        case Kind.DAY | Kind.COUNT:
            found: Cell = value
            return found
        case Kind.UNIT:
            return units.get(value, str(value))
        case Kind.UNITS:
            return BETWEEN[lang].join(units.get(one, one) for one in value)
        case Kind.PERSON:
            return people.get(value, str(value))
        case Kind.STATE:
            state = read_state(value)
            return state.label(lang) if state else str(value)
        case Kind.WORD | Kind.STEP:
            return word(column.words or "step", value, lang)
        case Kind.WORDS:
            return BETWEEN[lang].join(word(column.words, one, lang) for one in value)
        case Kind.ITEM:
            number = str(value).lstrip("d")
            return say("registers.item_said", lang, number=number) if number.isdigit() else str(value)
    return str(value)


def word(room: str, value: Any, lang: str) -> str:
    """The sentence for a word of a register; what another procedure calls its own shows as it is."""
    key = f"registers.{room}.{value}"
    said = say(key, lang)
    return str(value) if said == key else said
