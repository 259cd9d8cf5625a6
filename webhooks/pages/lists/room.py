"""The blueprint of these pages, and what all their lists share: words of bodies, choices."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint

from engine.actions.house.names import unit_words
from engine.cases.states import CaseState, read_state
from webhooks.pages.visits import Visit

lists: Final = Blueprint("lists", __name__)


def shared(visit: Visit) -> dict[str, Any]:
    """What templates of lists look words up with."""
    return {"units": unit_words(visit.office, visit.lang), "state_word": lambda word: state_word(word, visit.lang)}


def state_word(word: str, lang: str) -> str:
    """The word for a state; one of another procedure shows as it is."""
    state = read_state(word)
    return state.label(lang) if state else word


def state_choices(lang: str) -> list[tuple[str, str]]:
    """The states to choose from."""
    return [(state.value, state.label(lang)) for state in CaseState]
