"""Who is signed in to the pages: the session that a browser's cookie stands for.

The cookie holds a random secret and nothing else; it never opens the API. What a half-finished sign-in or a guest may
not open yet is answered with where to go instead.
"""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from flask import Response, current_app, g, request

from engine.actions.house.office import Office
from engine.actions.people import preferences
from engine.actions.signing_in.sessions import Origin, Over, Present, find_session, open_session
from engine.people.actor import Actor
from engine.people.sessions import Kind, Stage, agent_of
from webhooks.operations import EXTENSION

COOKIE: Final = "huishang_session"
#: over https the browser itself refuses this name from any other host, from plain http and for part of the site
SECURE_COOKIE: Final = "__Host-huishang_session"
#: where each step of signing in is done
STEPS: Final[Mapping[Stage, str]] = {
    Stage.FACTOR: "/login/factor",
    Stage.PASSWORD: "/login/password",
    Stage.ENROL: "/login/enrol",
    Stage.OTHER: "/login/other",
}
#: what scripts ask by themselves says so: nobody did anything, and the idle time goes on
UNATTENDED: Final = "X-Unattended"
#: what a guest may open beside the one case; each task is decided by the rights
GUEST_PATHS: Final = re.compile(r"/(guest|tasks|session|logout|preferences|static|frame|files|papers)(/|$)")
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_PLACE: Final = "visitor"


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in browser."""

    id: str
    person: str
    csrf: str
    kind: str = "staff"
    #: the one case of a guest
    case_id: str = ""
    preferences: Mapping[str, str] = field(default_factory=dict)

    def accepts(self, csrf: str) -> bool:
        """Whether a form brought back this session's secret."""
        return hmac.compare_digest(self.csrf.encode(), csrf.encode())


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: nobody known, somebody half-way through signing in (`goto` says where to go first), or a session."""

    actor: Actor | None = None
    session: Session | None = None
    goto: str = ""
    #: the session as the engine sees it, also of a sign-in half done
    present: Present | None = None
    #: why the session of this cookie is over, if it had one
    over: Over | None = None


def visitor() -> Visitor:
    """Who this request comes from; asked of the database once a request."""
    found = g.get(_PLACE)
    if not isinstance(found, Visitor):
        found = _find()
        setattr(g, _PLACE, found)
    return found


def origin() -> Origin:
    """Where this request comes from. Behind proxies of ours the forwarded address is believed (`proxies`)."""
    return Origin(request.remote_addr or "", agent_of(request.headers.get("User-Agent", "")))


def same_origin() -> bool:
    """Whether this request comes from a page of ours, as far as the browser tells."""
    told = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    own = {request.host_url.rstrip("/"), _office().settings.address.rstrip("/")} - {""}
    return site in ("same-origin", "none") and (told is None or told in own)


def is_secure() -> bool:
    """Whether people reach us over https."""
    return request.is_secure or _office().settings.address.startswith("https://")


def own_address() -> str:
    """How people reach us, without a slash at the end: as the installation says, else as this request came."""
    return _office().settings.address.rstrip("/") or request.host_url.rstrip("/")


def hand_out(response: Response, token: str) -> None:
    """Give the browser the secret of a session; it goes when the browser is closed."""
    response.set_cookie(_cookie(), token, httponly=True, secure=is_secure(), samesite="Lax", path="/")


def take_back(response: Response) -> None:
    """Remove the secret from the browser, and what the page itself had kept there."""
    response.delete_cookie(_cookie(), httponly=True, secure=is_secure(), samesite="Lax", path="/")
    response.headers["Clear-Site-Data"] = '"storage"'


def csrf_of(token: str) -> str:
    """The secret of forms: derived from the cookie, so it is nowhere kept and changes with it."""
    return urlsafe_b64encode(hmac.digest(token.encode(), b"csrf", "sha256")).rstrip(b"=").decode()


def open_for(office: Office, person: str) -> str:
    """Open a session for a person who proved who they are by other means; gives the cookie's value."""
    with office.database.writing() as connection:
        token, _ = open_session(office, connection, person, Origin())
    return token


def _find() -> Visitor:
    token = request.cookies.get(_cookie(), "")
    if not _SECRET.fullmatch(token):
        return Visitor()
    found = find_session(_office(), token, touch=UNATTENDED not in request.headers)
    if isinstance(found, Over):
        return Visitor(over=found)
    if found is None:
        return Visitor()
    if found.stage is not Stage.FULL:
        return Visitor(goto=STEPS[found.stage], present=found)
    session = Session(
        id=found.session.id,
        person=found.actor.id,
        csrf=csrf_of(token),
        kind=found.kind.value,
        case_id=found.case_id,
        preferences=preferences.of(_office(), found.actor.id),
    )
    return Visitor(found.actor, session, _for_guests(found), found)


def _for_guests(found: Present) -> str:
    """Where a guest is led who asks for anything but the own case."""
    if found.kind is not Kind.GUEST:
        return ""
    own = f"/cases/{found.case_id}"
    inside = request.path == own or request.path.startswith(f"{own}/") or GUEST_PATHS.match(request.path)
    return "" if inside else own


def _cookie() -> str:
    return SECURE_COOKIE if is_secure() else COOKIE


def _office() -> Office:
    office: Office = current_app.extensions[EXTENSION]
    return office
