"""Details of a record in words: codes by their labels, groups and people by name; ids and sums as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from engine.actions.case_page.names import Names
from engine.cases.acts import MESSAGE_NAMES, Act
from engine.cases.risks import read_grade
from engine.cases.states import read_state
from engine.people.roles import Role
from engine.texts.catalogue import say

#: lists of ids of the drawing, told by their number
COUNTED: Final = frozenset({"rules"})
Word = Callable[[str, Names], str]


def detail_words(details: Mapping[str, Any], names: Names) -> Iterator[tuple[str, str]]:
    """Each detail that says something, with its label."""
    for key, value in details.items():
        if value in (None, "", []):
            continue
        label = f"case_pages.detail.{key}"
        told = say(label, names.lang)
        yield (key if told == label else told), _value(key, value, names)


def _value(key: str, value: Any, names: Names) -> str:
    if isinstance(value, list):
        if key in COUNTED or any(isinstance(one, dict | list) for one in value):
            return say("case_pages.detail.several", names.lang, number=len(value))
        return names.saying.separator.join(_value(key, one, names) for one in value)
    if isinstance(value, bool):
        return names.saying.yes if value else names.saying.no
    return _WORDS[key](str(value), names) if key in _WORDS else str(value)


def _state(word: str, names: Names) -> str:
    state = read_state(word)
    return state.label(names.lang) if state else word


def _grade(word: str, names: Names) -> str:
    grade = read_grade(word)
    return grade.label(names.lang) if grade else word


def _group(word: str, names: Names) -> str:
    """`role@unit`, `participant@p01`, `person@id`, or a person's id."""
    name, _, place = word.partition("@")
    if not place:
        return names.person(word)
    if name == "participant":
        return names.item(place)
    if name == "person":
        return names.person(place)
    return f"{names.unit(place)}{say(f'people.role.{name}', names.lang)}" if name in set(Role) else word


def _message(word: str, names: Names) -> str:
    act = MESSAGE_NAMES.get(word, word)
    return _known(f"cases.act.{act.value if isinstance(act, Act) else act}", word, names)


def _kind(word: str, names: Names) -> str:
    paper = names.paper(word)
    return paper if paper != word else _known(f"notices.kind.{word}", word, names)


def _known(key: str, otherwise: str, names: Names) -> str:
    told = say(key, names.lang)
    return otherwise if told == key else told


_WORDS: Final[Mapping[str, Word]] = {
    "state": _state,
    "outcome": _state,
    "grade": _grade,
    "before": _grade,
    "deadline": lambda word, names: names.deadline(word),
    "kind": _kind,
    "how": lambda word, names: _known(f"case_pages.how.{word}", word, names),
    "table": lambda word, names: names.decision(word),
    "procedure": lambda word, names: names.procedure(word),
    "message": _message,
    "to": _group,
    "person": _group,
    "officer": _group,
    "on_behalf_of": _group,
    "done_by": _group,
}
