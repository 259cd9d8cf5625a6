"""Turns the answer of a view into a response."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote

import orjson
from flask import Response, render_template, request

from engine.texts.catalogue import say
from webhooks.headers import FRAME_POLICY, PAGE_POLICY, SAVED_POLICY
from webhooks.pages import keeping, said
from webhooks.pages.answers import Answer, Bytes, Data, Fragment, Goto, Screen
from webhooks.pages.menu import menu_of
from webhooks.pages.packing import pack
from webhooks.pages.visits import Visit

HTML: Final = "text/html; charset=utf-8"
#: cookies that a view may set live this long: a year, in seconds
A_YEAR: Final = 365 * 24 * 3600


def respond(visit: Visit, answer: Answer) -> Response:
    """The response of this answer, as small as the browser takes it."""
    return pack(_respond(visit, answer))


def _respond(visit: Visit, answer: Answer) -> Response:
    match answer:
        case Screen():
            return _screen(visit, answer)
        case Fragment():
            return _html(
                render_template(answer.template, **_given(visit, answer.values)), answer.status, answer.headers
            )
        case Goto():
            return _goto(visit, answer)
        case Bytes():
            return _bytes(answer)
        case Data():
            return Response(orjson.dumps(answer.value), answer.status, content_type="application/json")


def _screen(visit: Visit, answer: Screen) -> Response:
    """The whole page in its frame, with the sentence left over from the act before."""
    kept = keeping.given_back(visit)
    told = said.left(visit.lang) or (say("pages.restored", visit.lang) if kept else "")
    frame = {"menu": menu_of(visit) if visit.is_signed_in else (), "told": told, "kept": kept}
    response = _html(render_template(answer.template, **frame, **_given(visit, answer.values)), answer.status, {})
    if told:
        response.delete_cookie(said.COOKIE)
    return response


def _given(visit: Visit, values: Any) -> dict[str, Any]:
    session = visit.who.session
    large = session is not None and session.preferences.get("large") == "yes"
    return {"visit": visit, "lang": visit.lang, "large": large, **values}


def _html(text: str, status: int, headers: Any) -> Response:
    response = Response(text, status, headers=dict(headers), content_type=HTML)
    response.headers["Content-Security-Policy"] = PAGE_POLICY
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Vary"] = "Cookie, HX-Request"
    return response


def _goto(visit: Visit, answer: Goto) -> Response:
    """303 for a browser; htmx is told to load the whole page."""
    response = Response(status=204, headers={"HX-Redirect": answer.path}) if visit.is_htmx else Response(status=303)
    if not visit.is_htmx:
        response.headers["Location"] = answer.path
    if answer.said:
        said.leave(response, answer.said, answer.params)
    for name, value in answer.cookies.items():
        if value:
            response.set_cookie(name, value, max_age=A_YEAR, httponly=True, samesite="Lax")
        else:
            response.delete_cookie(name)
    return response


def _bytes(answer: Bytes) -> Response:
    response = Response(answer.data, content_type=answer.media)
    response.headers["Content-Disposition"] = _disposition(answer)
    response.headers["Content-Security-Policy"] = FRAME_POLICY if answer.inline else SAVED_POLICY
    if answer.inline:
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
    if answer.tag:
        response.set_etag(answer.tag)
        response.make_conditional(request)
    return response


def _disposition(answer: Bytes) -> str:
    """How the browser takes a file, with its name for old and for present browsers (RFC 6266)."""
    how = "inline" if answer.inline else "attachment"
    if not answer.filename:
        return how
    ending = PurePosixPath(answer.filename).suffix
    plain = f"file{ending if ending.isascii() else ''}"
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(answer.filename, safe='')}"
