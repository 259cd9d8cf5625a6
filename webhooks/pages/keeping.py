"""What was typed is never lost: a form that cannot be taken now waits, and its page brings it back filled.

The ticket stands in a cookie of the browser that the form was typed in. A page asked for again takes its own form out
and hands it to a script (`src/frame/restoring.js`), which fills the fields.
"""

from __future__ import annotations

from typing import Final

from flask import Response, g, request

from engine.actions.signing_in.keep_form import KeptForm, author_of, keep_form, take_form
from engine.errors import Refusal
from webhooks.pages.visits import Visit

COOKIE: Final = "huishang_kept"
#: seconds that the browser keeps the ticket: as long as the form waits
LIFE: Final = 24 * 3600
#: fields that are no words of the author's, and secrets that nothing keeps
NEVER: Final = ("csrf", "password", "secret", "code")


def keep(visit: Visit, session: str = "") -> str:
    """Keep the form of this request; gives the page it stood on, or nothing where there is nothing to keep.

    `session` names the session that the form was made for, where this request has none.
    """
    page = came_from()
    fields = {name: values for name, values in request.form.lists() if not name.startswith(NEVER)}
    if not page or not any(any(values) for values in fields.values()):
        return ""
    try:
        person = visit.actor.id if visit.is_signed_in else author_of(visit.office, session)
        if person:
            g.kept_form = keep_form(visit.office, person, KeptForm(page, request.path, fields))
    except Refusal:
        # the database is away; the browser's own *back* is what remains
        return ""
    return page if person else ""


def hand_out(response: Response) -> None:
    """Give the browser the ticket of what was kept in this request, or take away a used one."""
    if "kept_form" in g:
        response.set_cookie(
            COOKIE, g.kept_form, max_age=LIFE, httponly=True, samesite="Strict", secure=request.is_secure
        )
    elif "given_back" in g:
        response.delete_cookie(COOKIE)


def given_back(visit: Visit) -> KeptForm | None:
    """The form that waits for this page and this person."""
    ticket = request.cookies.get(COOKIE, "")
    if not ticket or not visit.is_signed_in or request.method != "GET":
        return None
    form = take_form(visit.office, visit.actor, ticket, visit.address)
    if form is not None:
        g.given_back = True
    return form


def came_from() -> str:
    """The page of ours that a piece or a form was asked from, as the browser tells it."""
    told = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    host = request.host_url.rstrip("/")
    return told.removeprefix(host).partition("#")[0] if told.startswith(f"{host}/") else ""
