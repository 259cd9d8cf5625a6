"""Turns every refusal into RFC 9457 problem details in the caller's language.

Nothing else in the house knows a status code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from engine.clock import BEIJING
from engine.errors import FieldError, Incident, Kind, Refusal
from engine.texts.catalogue import say
from webhooks.languages import caller_language
from webhooks.logs import log, place_of

MEDIA_TYPE = "application/problem+json"
#: seconds a caller should wait before trying again what was unavailable
RETRY_AFTER = 5
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|\+\d\d:\d\d)")
#: refusals that HTTP has a word of its own for
OWN_STATUS = {
    "actions.other_version": 412,
    "people.login.refused": 401,
    "people.login.locked": 429,
    "people.login.address_locked": 429,
}
#: what is not there sounds like what is not yours to know: asking tells nobody that a thing exists
NOT_YOURS_TO_KNOW = "people.right.unknown"
SOUNDS_UNKNOWN = frozenset(
    {"actions.unknown_case", "actions.unknown_task", "papers.unknown", "lists.circulation.unknown"}
)
#: incidents of the database begin so
OF_STORAGE = "storage."

STATUS: dict[Kind, int] = {
    Kind.INVALID: 422,
    Kind.FORBIDDEN: 403,
    Kind.UNKNOWN: 404,
    Kind.CONFLICT: 409,
    Kind.TOO_LARGE: 413,
    Kind.UNAVAILABLE: 503,
    Kind.INTERNAL: 500,
}


class StatusRefusal(Refusal):
    """A refusal that only makes sense in HTTP and therefore names its own status."""

    status = 400


class BadRequest(StatusRefusal):
    """The request itself cannot be read."""


class NotSignedIn(StatusRefusal):
    """Nobody is known to be calling."""

    status = 401


class PreconditionFailed(StatusRefusal):
    """If-Match names a version that is no longer the present one."""

    status = 412


class TooManyRequests(StatusRefusal):
    """More attempts than a person makes."""

    status = 429


def status_of(refusal: Refusal) -> int:
    """The status of a refusal.

    A case stopped by an incident is in that state, hence 409; a broken database is no case's.
    """
    if isinstance(refusal, StatusRefusal):
        return refusal.status
    if refusal.key in OWN_STATUS:
        return OWN_STATUS[refusal.key]
    if isinstance(refusal, Incident):
        return 503 if refusal.key.startswith(OF_STORAGE) else 409
    return STATUS[refusal.kind]


def refusal_response(refusal: Refusal) -> Response:
    """The problem details of one refusal: who and when for a conflict, each field for an invalid form."""
    lang = caller_language()
    status = status_of(refusal)
    # a sentence said of the whole and of its field finds its figures with either
    shared = {name: value for error in refusal.fields for name, value in error.params.items()} | dict(refusal.params)
    details: dict[str, Any] = {name: str(refusal.params[name]) for name in ("by", "at") if name in refusal.params}
    if refusal.fields:
        details["errors"] = [_field(error, lang, refusal.params) for error in refusal.fields]
    found = getattr(refusal, "findings", ())
    if found:
        details["findings"] = [finding.to_json(lang) for finding in found]
    key = said_key(refusal)
    response = problem(status, key, say(key, lang, **spoken(shared)), **details)
    if status == 429 and "minutes" in refusal.params:
        response.headers["Retry-After"] = str(60 * refusal.params["minutes"])
    return response


def said_key(refusal: Refusal) -> str:
    """The key of the sentence that is said: the same for what is not there and what is not yours to know."""
    return NOT_YOURS_TO_KNOW if refusal.key in SOUNDS_UNKNOWN else refusal.key


def problem(status: int, key: str, detail: str, **members: Any) -> Response:
    """One problem+json answer. `detail` is a whole sentence in the caller's language."""
    body = {
        "type": f"urn:huishang:problem:{key}",
        "title": say(f"webhooks.status.{status}", caller_language()),
        "status": status,
        "detail": detail,
        "request_id": g.get("request_id", ""),
        **members,
    }
    response = Response(orjson.dumps(body), status, content_type=MEDIA_TYPE)
    if status in (429, 503):
        response.headers["Retry-After"] = str(RETRY_AFTER)
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="huishang"'
    return response


def register_problems(app: Flask) -> None:
    """Answer every refusal and every error of this application with problem details."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, last_resort)


def spoken(params: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as a sentence shows them: instants in Beijing time."""
    return {name: _in_beijing(value) for name, value in params.items()}


def _in_beijing(value: Any) -> Any:
    if not isinstance(value, str) or not INSTANT.fullmatch(value):
        return value
    return f"{datetime.fromisoformat(value).astimezone(BEIJING):%Y-%m-%d %H:%M}"


def _field(error: FieldError, lang: str, shared: Mapping[str, Any]) -> dict[str, str]:
    """One field in error: where it is, and the sentence that says what to mend."""
    return {"path": error.path, "key": error.key, "detail": say(error.key, lang, **{**shared, **error.params})}


def _refused(refusal: Refusal) -> Response:
    return refusal_response(refusal)


def http_error(error: HTTPException) -> Response:
    """Flask's own refusals (no such address, wrong method, body too large …) in our form."""
    status = error.code or 500
    known = say(f"webhooks.http.{status}", caller_language(), limit=request.max_content_length, method=request.method)
    response = problem(status, f"webhooks.http.{status}", known)
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(sorted(allowed))
    if isinstance(error, RequestEntityTooLarge):
        response.headers["Connection"] = "close"
    return response


def last_resort(error: Exception) -> Response:
    """What nobody foresaw: the log names the place, the caller learns only the request's number."""
    log().error("request.failed", error=type(error).__name__, where=place_of(error))
    return problem(500, "webhooks.http.500", say("webhooks.http.500", caller_language()))
