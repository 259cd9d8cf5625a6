"""Coming by the unified identity service: away to it, back with a code, and out again.

What speaks to the service is imported when somebody first asks for it: most installations have none, and a server
starts far more often.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any

from flask import Blueprint, after_this_request, current_app, request

from engine.actions.people.enter_by_identity import enter_by_identity
from engine.errors import Forbidden, Unknown
from webhooks.logs import log
from webhooks.pages import sessions
from webhooks.pages.answers import Answer, Goto, Screen
from webhooks.pages.identity.asking import COOKIE, LIFE, PATH, Asking, pack, unpack
from webhooks.pages.identity.next_page import own_page
from webhooks.pages.identity.signing import lead_on
from webhooks.pages.page import page
from webhooks.pages.visits import Visit

if TYPE_CHECKING:
    from webhooks.pages.identity.service import IdentityService

by_service = Blueprint("by_service", __name__)
BACK = "/login/service/back"
LONGEST = 2000
_PLACE = "huishang.identity_service"


@page(by_service, "GET", PATH, public=True)
def ask(visit: Visit) -> Answer:
    """To the service. Raises Unknown where the installation has none, Unavailable where it does not answer."""
    service = _require(visit)
    now = visit.office.clock.now()
    asking = Asking.begin(own_page(visit.query.get("next", "/")), now)
    address = service.address_to_ask(public_address(BACK), asking.state, asking.nonce, asking.verifier, now)
    packed = pack(visit.office, asking)

    @after_this_request
    def remember(response: Any) -> Any:
        life = int(LIFE.total_seconds())
        response.set_cookie(
            COOKIE, packed, max_age=life, httponly=True, secure=sessions.is_secure(), samesite="Lax", path=PATH
        )
        return response

    return Goto(address)


@page(by_service, "GET", BACK, public=True)
def answered(visit: Visit) -> Answer:
    """Back from the service. Whatever is wrong is told in one sentence; the log says which check it was."""
    service = _require(visit)
    asking = unpack(visit.office, request.cookies.get(COOKIE, ""))
    after_this_request(_forget)
    try:
        return _enter(visit, service, asking)
    except Forbidden as refusal:
        log().warning("identity_service.refused", why=refusal.params.get("why", refusal.key))
        raise


def service_of(visit: Visit) -> IdentityService:
    """The service of this installation, with what this process knows of it."""
    from webhooks.pages.identity.service import IdentityService  # see the module's why

    known = current_app.extensions.setdefault(_PLACE, {})
    found = known.get("service")
    if not isinstance(found, IdentityService) or found.settings is not visit.office.settings:
        found = known["service"] = IdentityService(visit.office.settings)
    return found


def has_service(visit: Visit) -> bool:
    """Whether this installation has one."""
    settings = visit.office.settings
    return bool(settings.identity_issuer and settings.identity_client)


def public_address(path: str) -> str:
    """A page of ours as the browser and the service know it."""
    return f"{sessions.own_address()}{path}"


def leave_by(away: str) -> Answer:
    """A page that leads on to the service's own log-out."""

    @after_this_request
    def take(response: Any) -> Any:
        sessions.take_back(response)
        return response

    return Screen("identity/leaving.html", {"away": away})


def _enter(visit: Visit, service: IdentityService, asking: Asking | None) -> Answer:
    from webhooks.pages.identity.id_tokens import Expected, read_id_token  # see the module's why

    now = visit.office.clock.now()
    if asking is None or asking.is_old(now) or not _is_answer(visit, asking):
        raise Forbidden("identity.service.refused", why="state")
    code = visit.query.get("code", "")
    if not code or len(code) > LONGEST:
        raise Forbidden("identity.service.refused", why=visit.query.get("error", "code")[:40])
    raw = service.id_token(public_address(BACK), code, asking.verifier, now)
    settings = visit.office.settings
    expected = Expected(settings.identity_issuer, settings.identity_client, asking.nonce)
    try:
        claims = read_id_token(raw, service.keys(now), expected, now)
    except Forbidden as refusal:
        if refusal.params.get("why") != "signature":
            raise
        # the service may have changed its keys since we last asked
        claims = read_id_token(raw, service.keys(now, anew=True), expected, now)
    return lead_on(visit, enter_by_identity(visit.office, claims, raw, sessions.origin()), asking.next)


def _is_answer(visit: Visit, asking: Asking) -> bool:
    return hmac.compare_digest(visit.query.get("state", "").encode(), asking.state.encode())


def _require(visit: Visit) -> IdentityService:
    if not has_service(visit):
        raise Unknown("people.right.unknown")
    return service_of(visit)


def _forget(response: Any) -> Any:
    response.delete_cookie(COOKIE, path=PATH)
    return response
