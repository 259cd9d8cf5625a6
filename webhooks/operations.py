"""Declares an operation of the API once: from the declaration come the route, the checks before the view and its
page in the OpenAPI document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import Any

import orjson
from flask import Blueprint, Response, current_app, request
from jsonschema import Draft202012Validator

from engine.actions.house.answers import Once
from engine.actions.house.office import Office
from engine.diagrams.bundle import Bundle
from engine.people.actor import Actor
from webhooks.authentication import caller
from webhooks.bodies import NUL, read_json, read_query
from webhooks.conditions import tag_of, version_in
from webhooks.languages import caller_language
from webhooks.paging import LARGEST
from webhooks.problems import BadRequest
from webhooks.uploads import SentFile, Upload, read_file, read_upload
from webhooks.validation import compiled, hold

Schema = Mapping[str, Any]
#: the files of a request that brings none
NOTHING = Bundle({})
#: where the application keeps its office, and the instant it began to serve
EXTENSION = "huishang"
STARTED = "huishang.started"
LONGEST_KEY = 128
#: the longest part of an address that could name anything of ours
LONGEST_PART = 200


@dataclass(frozen=True, slots=True)
class Call:
    """One checked request as a view sees it."""

    office: Office
    #: who calls; on the few public operations nobody, and the attribute must not be read
    actor: Actor
    lang: str
    body: Any = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    #: the version an If-Match header insists on
    version: int | None = None
    #: the Idempotency-Key with a digest of the request, so that a key used for something else is noticed
    once: Once | None = None
    #: the procedure that came as files, where the operation takes files
    bundle: Bundle = NOTHING
    #: the one file that came, where the operation takes one
    file: SentFile | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a view answers: a value that becomes JSON, or bytes as they are under a file name."""

    body: Any
    version: int | None = None
    location: str | None = None
    filename: str = ""

    def at(self, location: str) -> Reply:
        """The same with the address of what was made."""
        return replace(self, location=location)


@dataclass(frozen=True)
class Operation:
    """One operation as declared; `name` is its operationId and finds its sentences in the catalogue."""

    name: str
    tag: str
    method: str
    rule: str
    answer: Schema
    answer_example: Any
    body: Schema | None = None
    body_example: Any = None
    query: Mapping[str, Schema] = field(default_factory=dict)
    #: query parameters that must be there
    needs: tuple[str, ...] = ()
    status: int = 200
    public: bool = False
    versioned: bool = False
    #: whether the body is a form with files, and `body` describes its other parts
    takes_files: bool = False
    #: the same with one file, handed in for a form
    takes_file: bool = False
    #: the media type of an answer that is no JSON
    media: str = ""

    @cached_property
    def body_validator(self) -> Draft202012Validator | None:
        return compiled(self.body) if self.body is not None else None

    @cached_property
    def query_validator(self) -> Draft202012Validator:
        closed = {"type": "object", "properties": self.query, "additionalProperties": False}
        return compiled(closed | {"required": list(self.needs)})


#: every declared operation, in the order of declaration: what the OpenAPI document is built from
OPERATIONS: list[Operation] = []

View = Callable[..., Reply]


def operation(blueprint: Blueprint, method: str, rule: str, **declared: Any) -> Callable[[View], View]:
    """Register a view under this method and rule; see Operation for what may be declared."""

    def register(view: View) -> View:
        given = {"tag": blueprint.name, **declared}
        known = Operation(name=view.__name__, method=method, rule=rule, **given)
        OPERATIONS.append(known)

        @wraps(view)
        def handle(**path: Any) -> Response:
            return _respond(view(_call(known), **_readable(path)), known)

        blueprint.add_url_rule(rule, view.__name__, handle, methods=[method])
        return view

    return register


def _call(known: Operation) -> Call:
    """Everything the view needs, checked: first who calls, then what is asked."""
    office: Office = current_app.extensions[EXTENSION]
    actor = None if known.public else caller(office)
    query = read_query(request, known.query)
    hold(query, known.query_validator)
    upload = _sent(known, office)
    body: Any = {} if upload is None else upload.form
    if known.body_validator is not None:
        body = read_json(request) if upload is None else body
        hold(body, known.body_validator)
    return Call(
        office=office,
        actor=actor,  # type: ignore[arg-type]  # public operations have no actor and do not look at it
        lang=caller_language(),
        body=body,
        query=query,
        version=version_in(request.headers.get("If-Match")),
        once=_once(upload),
        bundle=upload.bundle if isinstance(upload, Upload) else NOTHING,
        file=upload if isinstance(upload, SentFile) else None,
    )


def _sent(known: Operation, office: Office) -> Upload | SentFile | None:
    """The files that came, where the operation takes any."""
    if known.takes_file:
        return read_file(request, office.settings.max_file)
    return read_upload(request) if known.takes_files else None


def _once(upload: Upload | SentFile | None) -> Once | None:
    """The Idempotency-Key and what it came with. Raises BadRequest for a key that is no plain text."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        raise BadRequest("webhooks.idempotency_key")
    sent = request.get_data() if upload is None else orjson.dumps([upload.digest, dict(upload.form)])
    asked = request.method.encode() + b" " + request.path.encode() + b" " + sent
    return Once(key, hashlib.sha256(asked).hexdigest())


def _readable(path: Mapping[str, Any]) -> dict[str, Any]:
    """Path parameters; text no database column takes is refused like any unreadable address."""
    texts = [part for part in path.values() if isinstance(part, str)]
    numbers = [part for part in path.values() if isinstance(part, int)]
    if any(NUL in part or len(part) > LONGEST_PART for part in texts) or any(part > LARGEST for part in numbers):
        raise BadRequest("webhooks.address")
    return dict(path)


def _respond(reply: Reply, known: Operation) -> Response:
    """The answer as JSON, or as the file it is."""
    if known.media:
        response = Response(reply.body, known.status, content_type=known.media)
        response.headers.set("Content-Disposition", "attachment", filename=reply.filename)
    else:
        # names of database columns are a kind of text that orjson takes only if told to
        said = orjson.dumps(reply.body, option=orjson.OPT_NON_STR_KEYS)
        response = Response(said, known.status, content_type="application/json")
    if reply.version is not None:
        response.headers["ETag"] = tag_of(reply.version)
    if reply.location is not None:
        response.headers["Location"] = reply.location
    return response
