"""What the choices of forms are called: bodies, people, items, steps and clocks by the keys that forms hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from engine.actions.house.names import person_word, unit_words
from engine.texts.catalogue import catalogue, say
from webhooks.pages.visits import Visit

PEOPLE = frozenset({"people", "experts", "substitutes"})
#: a decision of the first meeting; those of later meetings keep their whole key
_DECISION = re.compile(r"d(\d+)")
DISCIPLINE = "discipline:"


def words_of(
    visit: Visit,
    choices: Mapping[str, Sequence[Any]],
    items: Mapping[str, str] | None = None,
    elements: Mapping[str, str] | None = None,
) -> dict[str, dict[str, str]]:
    """For each list of choices the word of every value, in the visitor's language."""
    units = unit_words(visit.office, visit.lang)
    known = _Words(visit, units, items or {}, elements or {})
    return {name: {str(key): known.word(name, str(key)) for key in keys} for name, keys in choices.items()}


def group_word(visit: Visit, group: str, units: Mapping[str, str], items: Mapping[str, str]) -> str:
    """A candidate group in words: a body by its name, a participant by the part, a role without a body as such."""
    role, _, place = group.partition("@")
    if role == "participant":
        return item_word(visit.lang, place, items, units)
    return units.get(place, place) if place else _role(role, visit.lang)


def item_word(lang: str, item: str, items: Mapping[str, str], units: Mapping[str, str]) -> str:
    """An item in words: 议定事项1（省民政厅牵头）, or who takes part under a key."""
    behind = items.get(item, "")
    if behind.startswith(DISCIPLINE):
        discipline = say(f"meeting.discipline.{behind.removeprefix(DISCIPLINE)}", lang)
        return say("door.item.expert", lang, item=item, discipline=discipline)
    unit = units.get(behind, behind)
    if item in units:
        return units[item]
    if item.startswith("p") and item[1:].isdigit():
        return say("door.item.unit", lang, item=item, unit=unit) if unit else item
    number = _DECISION.fullmatch(item)
    return say("door.item.decision", lang, item=number[1] if number else item, unit=unit) if unit else item


def _role(role: str, lang: str) -> str:
    key = f"people.role.{role}"
    return say(key, lang) if key in catalogue("zh", "people") else role


class _Words:
    """Finds the word of one value of one list."""

    def __init__(
        self, visit: Visit, units: Mapping[str, str], items: Mapping[str, str], elements: Mapping[str, str]
    ) -> None:
        self._visit, self._units, self._items, self._elements = visit, units, items, elements

    def word(self, name: str, key: str) -> str:
        """The word, or the key itself where it has none."""
        if name in PEOPLE:
            return person_word(self._visit.office, key, self._visit.lang)
        if name in ("elements", "standing"):
            return self._elements.get(key, key)
        if name == "deadlines":
            return clock_word(key, self._visit.lang)
        if key in self._units:
            return self._units[key]
        return item_word(self._visit.lang, key, self._items, self._units)


def clock_word(name: str, lang: str) -> str:
    """What a deadline is called."""
    key = f"door.clock.{name}"
    return say(key, lang) if key in catalogue("zh", "door") else name
