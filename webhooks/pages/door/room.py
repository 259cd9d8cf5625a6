"""The blueprints of these pages, and what they share: acts by their word, one-time keys, refusals."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from typing import Any, Final

import orjson
from flask import Blueprint

from engine.actions.house.answers import Once
from engine.actions.house.names import unit_words
from engine.cases.acts import Act
from engine.cases.states import read_state
from engine.errors import Kind, Refusal, Unknown
from engine.texts.catalogue import catalogue, say
from webhooks.pages.refusals import Told, told
from webhooks.pages.visits import Visit

door: Final = Blueprint("door", __name__)
meetings: Final = Blueprint("meeting_pages", __name__)

#: refusals that a form can answer for: the page comes again with what was typed
AT_THE_FORM: Final = frozenset({Kind.INVALID, Kind.CONFLICT, Kind.TOO_LARGE})
#: the hidden field that makes a second click the same request
ONCE: Final = "once"


def act_named(word: str) -> Act:
    """The act of this word. Raises Unknown."""
    try:
        return Act(word)
    except ValueError:
        raise Unknown("actions.unknown_act") from None


def once_of(visit: Visit, asked: Mapping[str, Any]) -> Once | None:
    """The key of this form, so that sending it twice is doing it once."""
    key = visit.form.get(ONCE, "")
    if not key or len(key) > 64:
        return None
    return Once(key, hashlib.sha256(orjson.dumps(asked, option=orjson.OPT_SORT_KEYS, default=str)).hexdigest())


def new_once() -> str:
    """A key for a form that is shown now."""
    return uuid.uuid4().hex


def at_the_form(refusal: Refusal) -> bool:
    """Whether the page should come again with what was typed; anything else is the page layer's to say."""
    return refusal.kind in AT_THE_FORM


def errors_of(refusal: Refusal, lang: str) -> tuple[Told, dict[str, str]]:
    """The refusal in words, and the sentence of each field by its path."""
    found = told(refusal, lang)
    return found, dict(found.fields)


def shared(visit: Visit) -> dict[str, Any]:
    """What templates of these pages look words up with."""
    units = unit_words(visit.office, visit.lang)
    return {
        "units": units,
        "state_word": lambda word: state_word(word, visit.lang),
        "unit_word": lambda key: units.get(key, key),
    }


def state_word(word: str, lang: str) -> str:
    """The word of a state; one of another procedure as it is."""
    state = read_state(word)
    return state.label(lang) if state else word


def act_word(act: Act, lang: str) -> str:
    """The act in words."""
    return say(f"cases.act.{act.value}", lang)


def explained(act: Act, lang: str) -> str:
    """What the act does, in a sentence; nothing where nobody wrote one."""
    key = f"door.explained.{act.value}"
    return say(key, lang) if key in catalogue("zh", "door") else ""
