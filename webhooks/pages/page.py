"""Declares a page once: its address, and what is checked before its view is asked.

A view takes a `Visit` and gives an answer; what an action refuses becomes a page or a piece of one that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final
from urllib.parse import quote

from flask import Blueprint, Response, request

from engine.errors import Refusal
from webhooks.pages import keeping, sessions, visits
from webhooks.pages.answers import Answer
from webhooks.pages.packing import unveil
from webhooks.pages.refusals import refusal_answer
from webhooks.pages.rendering import respond
from webhooks.pages.visits import Visit
from webhooks.problems import BadRequest

View = Callable[..., Answer]
LOGIN: Final = "/login"
#: the hidden field of every form that posts, and the header that scripts send instead
FIELD: Final = "csrf"
HEADER: Final = "X-CSRF-Token"
#: said by requests that nobody made: a page keeps its numbers fresh
UNATTENDED: Final = "X-Unattended"
#: the longest part of an address, and the longest query value, that could name anything of ours
LONGEST_PART: Final = 2000


def page(blueprint: Blueprint, method: str, rule: str, *, public: bool = False) -> Callable[[View], View]:
    """Register a view under this method and rule. `public` pages are there for those too who did not sign in."""

    def register(view: View) -> View:
        @wraps(view)
        def handle(**path: Any) -> Response:
            return _handle(view, path, public)

        blueprint.add_url_rule(rule, view.__name__, handle, methods=[method])
        return view

    return register


def _handle(view: View, path: Mapping[str, Any], public: bool) -> Response:
    who = sessions.visitor()
    visit = visits.receive(who)
    if not public and (who.goto or not visit.is_signed_in):
        return _turned_away(visit)
    try:
        _check(visit, path)
        answer = view(visit, **path)
    except Refusal as refusal:
        back = keeping.keep(visit) if request.method == "POST" and visit.is_signed_in and not visit.is_htmx else ""
        answer = refusal_answer(visit, refusal, back)
    response = respond(visit, answer)
    keeping.hand_out(response)
    return response


def _check(visit: Visit, path: Mapping[str, Any]) -> None:
    """Raises BadRequest for what no page of ours sends."""
    texts = [part for part in (*path.values(), *visit.query.values()) if isinstance(part, str)]
    if any("\0" in part or len(part) > LONGEST_PART for part in texts):
        raise BadRequest("webhooks.address")
    if request.method != "POST":
        return
    is_ours = visit.who.session is None or visit.who.session.accepts(_brought()[1])
    if not (is_ours and sessions.same_origin()):
        raise BadRequest("pages.csrf")


def _brought() -> tuple[str, str]:
    """The session that the form was made for, and its secret."""
    session, _, secret = (request.headers.get(HEADER) or request.form.get(FIELD, "")).rpartition(".")
    return session, unveil(secret)


def _turned_away(visit: Visit) -> Response:
    """Sign in first; the page asked for, or the form that was typed, is found again afterwards.

    What a page asks by itself leads nowhere: somebody may still be typing there.
    """
    if UNATTENDED in request.headers:
        return Response(status=401, headers={"HX-Reswap": "none"})
    if request.method == "GET" and not visit.is_htmx:
        wanted = visit.address
    else:
        wanted = keeping.came_from()
        if request.method == "POST" and sessions.same_origin():
            keeping.keep(visit, _brought()[0])
    address = f"{LOGIN}?next={quote(wanted, safe='')}" if wanted not in ("", "/") else LOGIN
    response = _redirect(visit, visit.who.goto or address)
    keeping.hand_out(response)
    return response


def _redirect(visit: Visit, address: str) -> Response:
    """To another page, by the browser or by htmx."""
    if visit.is_htmx:
        return Response(status=204, headers={"HX-Redirect": address})
    return Response(status=303, headers={"Location": address})
