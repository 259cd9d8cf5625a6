"""Choices of forms in words: what a unit or a person is called, beside the key that is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.actions.casework.work import CaseWork
from engine.clock import beijing_day
from engine.storage import people
from engine.storage.units import UnitNameRow

#: a person with the unit beside the name
_PERSON = "{name}\N{FULLWIDTH LEFT PARENTHESIS}{unit}\N{FULLWIDTH RIGHT PARENTHESIS}"


def in_words(work: CaseWork, lists: Mapping[str, Sequence[Any]], lang: str) -> dict[str, list[dict[str, Any]]]:
    """Each list as `{"value", "label"}`, as form-js takes them; labels come from the registers of units and people."""
    keys = {value for values in lists.values() for value in values if isinstance(value, str)}
    words = words_of(work, keys, lang)
    return {
        name: [{"value": value, "label": words.get(value, str(value))} for value in values]
        for name, values in lists.items()
    }


def words_of(work: CaseWork, keys: set[str], lang: str) -> dict[str, str]:
    """What these units and people are called; keys that are neither are left out."""
    units = work.office.reference(work.connection, work.case.reference).unit_names
    words = {key: _unit(units[key], work, lang) for key in keys if key in units}
    persons = sorted(keys - words.keys())
    names, homes = people.names(work.connection, persons), people.units_of(work.connection, persons)
    for person, name in names.items():
        home = homes.get(person, "")
        words[person] = _PERSON.format(name=name, unit=_unit(units[home], work, lang)) if home in units else name
    return words


def _unit(rows: Sequence[UnitNameRow], work: CaseWork, lang: str) -> str:
    today = beijing_day(work.now)
    name = [row for row in rows if row.from_on <= today][-1:] or list(rows[:1])
    return name[0].short_names.get(lang) or name[0].names.get(lang) or name[0].names["zh"]
