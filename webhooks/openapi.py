"""Builds the OpenAPI 3.1 document from the declared operations; a schema with a title becomes a named component."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

from engine.texts.catalogue import say
from webhooks.operations import Operation
from webhooks.shapes.problem import PROBLEM, PROBLEM_EXAMPLES
from webhooks.uploads import FILE, FILES, MULTIPART

PREFIX = "/api/v1"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")

#: refusals any signed-in operation may answer with
COMMON = (400, 401, 403, 404)
#: those of signing in
PUBLIC = (400, 401, 413, 415, 422, 429)
#: and those of operations that change something
WRITING = (409, 412, 413, 415, 422)


def build_document(operations: Iterable[Operation], lang: str) -> dict[str, Any]:
    """The whole document, its sentences in this language."""
    components: dict[str, Any] = {}
    paths: dict[str, dict[str, Any]] = {}
    tags: dict[str, None] = {}
    for known in sorted(operations, key=lambda one: TAGS.index(one.tag)):
        described = hoisted(_operation(known, lang), components)
        paths.setdefault(PREFIX + PARAMETER.sub(r"{\1}", known.rule), {})[known.method.lower()] = described
        tags.setdefault(known.tag)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": say("webhooks.api.title", lang),
            "version": version("huishang"),
            "description": say("webhooks.api.description", lang),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": tag, "description": say(f"webhooks.tag.{tag}", lang)} for tag in tags],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"bearer": []}],
    }


def hoisted(part: Any, components: dict[str, Any]) -> Any:
    """The same part with each titled schema moved to the components and referred to there."""
    if isinstance(part, list | tuple):
        return [hoisted(each, components) for each in part]
    if not isinstance(part, Mapping):
        return part
    moved = {name: hoisted(each, components) for name, each in part.items() if name not in ("example", "examples")}
    moved |= {name: part[name] for name in ("example", "examples") if name in part}
    if isinstance(part.get("title"), str) and "type" in part:
        components[part["title"]] = moved
        return {"$ref": f"#/components/schemas/{part['title']}"}
    return moved


def _operation(known: Operation, lang: str) -> dict[str, Any]:
    """One operation: its sentence, parameters, body and answers."""
    described: dict[str, Any] = {
        "operationId": known.name,
        "tags": [known.tag],
        "summary": say(f"webhooks.operation.{known.name}", lang),
        "parameters": [*_path_parameters(known), *_query_parameters(known, lang), *_header_parameters(known, lang)],
        "responses": _responses(known, lang),
    }
    if known.takes_files:
        described["requestBody"] = {"required": True, "content": {MULTIPART: {"schema": _with_files(known.body)}}}
    elif known.takes_file:
        described["requestBody"] = {"required": True, "content": {MULTIPART: {"schema": _with_file(known.body)}}}
    elif known.body is not None:
        content = {"schema": known.body, "example": known.body_example}
        described["requestBody"] = {"required": bool(known.body.get("required")), "content": {JSON: content}}
    if known.public:
        described["security"] = []
    return described


JSON = "application/json"
#: the content of a file; what it is, its name says
BINARY = {"type": "string", "contentMediaType": "application/octet-stream"}
#: subjects in the order of the page
TAGS = (
    "tokens",
    "procedures",
    "deployments",
    "migrations",
    "simulations",
    "cases",
    "decisions",
    "tasks",
    "files",
    "messages",
    "externals",
    "repairs",
    "participants",
    "papers",
    "work",
    "notices",
    "meetings",
    "suggestions",
    "people",
    "units",
    "calendars",
    "workdays",
    "audit",
)


def _with_files(form: Mapping[str, Any] | None) -> dict[str, Any]:
    """A form with files: one zip file, or the files of a procedure side by side."""
    described = dict(form or {"type": "object", "properties": {}})
    parts = {FILES: {"type": "array", "items": BINARY, "minItems": 1}, **described["properties"]}
    return described | {"properties": parts, "required": [FILES, *described.get("required", ())]}


def _with_file(form: Mapping[str, Any] | None) -> dict[str, Any]:
    """A form with one file."""
    described = dict(form or {"type": "object", "properties": {}})
    parts = {FILE: BINARY, **described["properties"]}
    return described | {"properties": parts, "required": [FILE, *described.get("required", ())]}


def _path_parameters(known: Operation) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "maxLength": 200}}
        for name in PARAMETER.findall(known.rule)
    ]


def _query_parameters(known: Operation, lang: str) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "query",
            "required": name in known.needs,
            "schema": schema,
            "description": say(f"webhooks.query.{name}", lang),
        }
        for name, schema in known.query.items()
    ]


def _header_parameters(known: Operation, lang: str) -> list[dict[str, Any]]:
    """If-Match and Idempotency-Key, on operations that change something."""
    names = [] if known.method == "GET" or known.public else ["Idempotency-Key"]
    if known.versioned and known.method != "GET":
        names.append("If-Match")
    return [
        {
            "name": name,
            "in": "header",
            "schema": HEADER_SCHEMAS[name],
            "description": say(f"webhooks.header.{name.lower().replace('-', '_')}", lang),
        }
        for name in names
    ]


HEADER_SCHEMAS = {
    "Idempotency-Key": {"type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[ -~]+$"},
    "If-Match": {"type": "string", "pattern": '^(\\*|(W/)?"[0-9]{1,18}")$'},
}


def _responses(known: Operation, lang: str) -> dict[str, Any]:
    """The good answer with its example, and each refusal this operation may give."""
    answer: dict[str, Any] = {"description": say(f"webhooks.status.{known.status}", lang)}
    answer["content"] = {known.media or JSON: {"schema": known.answer, "example": known.answer_example}}
    if known.versioned:
        answer["headers"] = {"ETag": {"schema": {"type": "string"}}}
    refusals = PUBLIC if known.public else COMMON + (WRITING if known.method != "GET" else (422,))
    return {str(known.status): answer} | {str(status): _refusal(status, lang) for status in (*refusals, 503)}


def _refusal(status: int, lang: str) -> dict[str, Any]:
    content = {"schema": PROBLEM, "example": PROBLEM_EXAMPLES.get(status, PROBLEM_EXAMPLES[404])}
    return {"description": say(f"webhooks.status.{status}", lang), "content": {"application/problem+json": content}}
