"""Who is signed in to the pages: the session that a browser's cookie stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Final

from flask import current_app, request

from engine.actions import authenticate, preferences
from engine.actions.office import Office
from engine.people.actor import Actor
from webhooks.operations import EXTENSION

COOKIE: Final = "huishang_session"


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in browser."""

    id: str
    person: str
    csrf: str
    kind: str = "staff"
    preferences: Mapping[str, str] = field(default_factory=dict)

    def accepts(self, csrf: str) -> bool:
        """Whether a form brought back this session's secret."""
        return compare_digest(self.csrf.encode(), csrf.encode())


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: nobody known, somebody half-way through signing in (`goto` says where to go first), or a session."""

    actor: Actor | None = None
    session: Session | None = None
    goto: str = ""


#: person and CSRF secret by cookie, until sessions are kept in the database
_OPEN: dict[str, tuple[str, str]] = {}


def visitor() -> Visitor:
    """Who this request comes from."""
    office: Office = current_app.extensions[EXTENSION]
    cookie = request.cookies.get(COOKIE, "")
    person, csrf = _OPEN.get(cookie, ("", ""))
    actor = authenticate.known_actor(office, person) if person else None
    if actor is None:
        return Visitor()
    return Visitor(actor, Session(cookie[:8], person, csrf, preferences=preferences.of(office, person)))


def same_origin() -> bool:
    """Whether this request comes from a page of ours, as far as the browser tells."""
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    return site in ("same-origin", "none") and origin in (None, request.host_url.rstrip("/"))


def open_for(office: Office, person: str) -> str:  # noqa: ARG001  # the office will keep them
    """Open a session for a person who proved who they are; gives the cookie's value."""
    cookie = token_urlsafe(32)
    _OPEN[cookie] = (person, token_urlsafe(32))
    return cookie
