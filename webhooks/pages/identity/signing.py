"""Handing out and taking back the cookie, and the sentence that greets somebody who is in."""

from __future__ import annotations

from typing import Any

from flask import after_this_request

from engine.actions.signing_in.sessions import last_before
from engine.actions.signing_in.sign_in import Opened
from engine.people.sessions import Stage
from webhooks.pages import sessions, texts
from webhooks.pages.answers import Goto
from webhooks.pages.identity.next_page import own_page, with_next
from webhooks.pages.visits import Visit


def lead_on(visit: Visit, opened: Opened, wanted: str, said: str = "") -> Goto:
    """To the next step, or in with a word of welcome (`said` or the last login); the cookie is new at each."""

    @after_this_request
    def give(response: Any) -> Any:
        sessions.hand_out(response, opened.token)
        return response

    if opened.stage is not Stage.FULL:
        return Goto(with_next(sessions.STEPS[opened.stage], wanted))
    return Goto(own_page(wanted), said) if said else Goto(own_page(wanted), *_welcome(visit, opened))


def leave(path: str, said: str = "") -> Goto:
    """Out: the cookie is taken back."""

    @after_this_request
    def take(response: Any) -> Any:
        sessions.take_back(response)
        return response

    return Goto(path, said)


def _welcome(visit: Visit, opened: Opened) -> tuple[str, dict[str, str | int]]:
    """When and where one was in last, and how often somebody failed since: whoever reads it knows if it was oneself."""
    last, failures = last_before(visit.office, opened.token)
    params: dict[str, str | int] = {"failures": failures}
    if last is not None:
        params |= {"at": texts.instant(last.opened_at), "where": last.address or "—"}
    name = ("again" if last is not None else "first") + ("_failures" if failures else "")
    return f"identity.said.welcome_{name}", params
