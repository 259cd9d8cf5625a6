"""A refusal as people read it: what happened, why, and what to do next; never a code alone.

Nothing but this and `problems` knows a status. An expired page, a lost race and a forbidden thing each say their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import g

from engine.errors import Refusal
from engine.texts.catalogue import catalogue, say
from webhooks.pages.answers import Answer, Fragment, Screen
from webhooks.pages.visits import Visit
from webhooks.problems import said_key, spoken, status_of

#: statuses with a sentence of their own on what to do next; any other takes the general one
ADVICE: Final = "pages.advice."


@dataclass(frozen=True, slots=True)
class Told:
    """A refusal in words."""

    status: int
    title: str
    sentence: str
    advice: str
    #: each field in error: its path and its sentence
    fields: tuple[tuple[str, str], ...] = ()


def told(refusal: Refusal, lang: str) -> Told:
    """The refusal in the visitor's words."""
    status = status_of(refusal)
    shared = {name: value for error in refusal.fields for name, value in error.params.items()} | dict(refusal.params)
    key = said_key(refusal)
    fields = tuple(
        (error.path, say(error.key, lang, **spoken({**refusal.params, **error.params}))) for error in refusal.fields
    )
    return told_status(status, say(key, lang, **spoken(shared)), lang, fields)


def told_status(status: int, sentence: str, lang: str, fields: tuple[tuple[str, str], ...] = ()) -> Told:
    """A status that no action chose, in words."""
    return Told(status, say(f"webhooks.status.{status}", lang), sentence, _advice(status, lang), fields)


def _advice(status: int, lang: str) -> str:
    key = f"{ADVICE}{status}"
    return say(key if key in catalogue("zh", "pages") else f"{ADVICE}other", lang)


def refusal_answer(visit: Visit, refusal: Refusal, back: str = "") -> Answer:
    """The page of this refusal, or for htmx the piece that stands where the answer would have stood.

    `back` is the page where the form that was refused stands filled again.
    """
    return answer_of(visit, told(refusal, visit.lang), back)


def answer_of(visit: Visit, found: Told, back: str = "") -> Answer:
    """The same for a refusal in words; who has not signed in sees it without the frame."""
    values: Mapping[str, Any] = {"told_refusal": found, "back": back, "request_id": g.get("request_id", "")}
    if visit.is_htmx:
        return Fragment("parts/refusal.html", values, status=found.status)
    return Screen("frame/refusal.html" if visit.is_signed_in else "frame/bare.html", values, status=found.status)
