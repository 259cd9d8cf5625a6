"""What no view foresaw, as a page where a browser asked for one: unknown addresses, bodies too large, faults.

Whoever asks the API gets problem details as ever.
"""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from engine.errors import Refusal
from engine.texts.catalogue import say
from webhooks import problems
from webhooks.pages import languages, sessions, visits
from webhooks.pages.refusals import Told, answer_of, told, told_status
from webhooks.pages.rendering import respond
from webhooks.pages.visits import Visit

#: addresses below these are programs'
PROGRAMS: Final = ("/api/", "/health", "/metrics", "/static/")


def register_errors(app: Flask) -> None:
    """Answer browsers with pages, programs as before."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, last_resort)


def _refused(refusal: Refusal) -> Response:
    if not _is_browser():
        return problems.refusal_response(refusal)
    return _show(told(refusal, _language()))


def _http_error(error: HTTPException) -> Response:
    answered = problems.http_error(error)
    if not _is_browser() or answered.status_code < 400:
        return answered
    lang = _language()
    sentence = say(f"webhooks.http.{answered.status_code}", lang, limit=request.max_content_length, method="")
    response = _show(told_status(answered.status_code, sentence, lang))
    response.headers.extend(
        {name: value for name, value in answered.headers.items() if name in ("Allow", "Connection")}
    )
    return response


def last_resort(error: Exception) -> Response:
    """The answer to a fault that nobody foresaw; `problems` logs where it lies."""
    answered = problems.last_resort(error)
    if not _is_browser():
        return answered
    lang = _language()
    return _show(told_status(500, say("webhooks.http.500", lang), lang))


def _is_browser() -> bool:
    """Only browsers say that they want HTML; htmx says so too."""
    wanted = {media for media, _ in request.accept_mimetypes}
    return "text/html" in wanted and not request.path.startswith(PROGRAMS)


def _language() -> str:
    visit = visits.present()
    return visit.lang if visit is not None else languages.of_visitor(None)


def _show(found: Told) -> Response:
    """In the frame where the visitor is known and the database can be asked, else on a bare page."""
    visit = visits.present() or _late_visit()
    response = respond(visit, answer_of(visit, found))
    if found.status in (429, 503):
        response.headers["Retry-After"] = str(problems.RETRY_AFTER)
    return response


def _late_visit() -> Visit:
    """The visit of a request that came to no view; without its session where that cannot be read now."""
    try:
        return visits.receive(sessions.visitor(), reads_form=False)
    except Refusal:
        return visits.receive(sessions.Visitor(), reads_form=False)
