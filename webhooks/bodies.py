"""Reads what callers send.

Whatever cannot be ours (no JSON, NaN, NUL, doubled names, absurd depth) is refused before any action sees it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from flask import Request

from webhooks.problems import BadRequest, StatusRefusal

#: containers inside containers; our deepest form needs six
MAX_DEPTH = 32

NUL = "\x00"


class UnsupportedMedia(StatusRefusal):
    """The body is not JSON."""

    status = 415


class _Doubled(ValueError):
    """One object names a member twice; which of the two was meant is anyone's guess."""


def read_json(request: Request) -> Any:
    """The JSON body; `{}` where there is none. Raises BadRequest or UnsupportedMedia."""
    raw = request.get_data()
    if not raw.strip():
        return {}
    if request.mimetype != "application/json":
        raise UnsupportedMedia("webhooks.media")
    try:
        value = orjson.loads(raw)
        json.loads(raw, object_pairs_hook=_members)
    except orjson.JSONDecodeError as error:
        raise BadRequest("webhooks.json", line=error.lineno, column=error.colno) from None
    except _Doubled as error:
        raise BadRequest("webhooks.doubled", name=str(error)[:40]) from None
    except RecursionError:
        raise BadRequest("webhooks.depth", limit=MAX_DEPTH) from None
    _check(raw, value)
    return value


def read_query(request: Request, declared: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The query parameters, numbers and truth values read as what they are declared to be; the rest stays text.

    Raises BadRequest for text that no database takes.
    """
    if any(NUL in text for text in request.args.values()):
        raise BadRequest("webhooks.nul")
    return {name: _parameter(text, declared.get(name, {}).get("type")) for name, text in request.args.items()}


def _parameter(text: str, kind: str | None) -> Any:
    if kind == "integer" and text.removeprefix("-").isdecimal() and text.isascii() and len(text) < 16:
        return int(text)
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    return text


def _members(pairs: list[tuple[str, Any]]) -> None:
    """Refuse an object that names a member twice."""
    if len({name for name, _ in pairs}) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Doubled(next(name for name in names if names.count(name) > 1))


def _check(raw: bytes, value: Any) -> None:
    """Depth and NUL, looked for only where the raw text makes them possible."""
    if raw.count(b"{") + raw.count(b"[") > MAX_DEPTH and max(depth for depth, _ in _walk(value)) > MAX_DEPTH:
        raise BadRequest("webhooks.depth", limit=MAX_DEPTH)
    if b"\\u0000" in raw and any(isinstance(leaf, str) and NUL in leaf for _, leaf in _walk(value)):
        raise BadRequest("webhooks.nul")


def _walk(value: Any) -> Iterator[tuple[int, Any]]:
    """Each value and each name with its depth, without recursion."""
    waiting = [(1, value)]
    while waiting:
        depth, each = waiting.pop()
        yield depth, each
        if isinstance(each, dict):
            waiting += [(depth + 1, part) for pair in each.items() for part in pair]
        elif isinstance(each, list):
            waiting += [(depth + 1, part) for part in each]
