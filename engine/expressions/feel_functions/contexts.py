"""Functions on contexts. None changes what it was given."""

from __future__ import annotations

from typing import Any

from engine.expressions.feel_functions.signatures import built_in, by_name
from engine.expressions.feel_values.kinds import Kind, kind_of

_DEEPEST = 30


def _entries(context: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"key": key, "value": value} for key, value in context.items()]


def _context(entries: list[Any]) -> dict[str, Any] | None:
    made: dict[str, Any] = {}
    for entry in entries:
        if kind_of(entry) is not Kind.CONTEXT or "value" not in entry or not isinstance(entry.get("key"), str):
            return None
        if entry["key"] in made:
            return None
        made[entry["key"]] = entry["value"]
    return made


def _put(context: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
    return {**context, key: value}


def _put_deep(context: dict[str, Any], keys: list[Any], value: Any) -> dict[str, Any] | None:
    if not keys or len(keys) > _DEEPEST or not all(isinstance(key, str) for key in keys):
        return None
    first, *others = keys
    if not others:
        return _put(context, first, value)
    inner = context.get(first)
    deeper = _put_deep(inner, others, value) if isinstance(inner, dict) else None
    return None if deeper is None else _put(context, first, deeper)


def _merge(contexts: list[Any]) -> dict[str, Any] | None:
    made: dict[str, Any] = {}
    for context in contexts:
        if kind_of(context) is not Kind.CONTEXT:
            return None
        made.update(context)
    return made


FUNCTIONS = by_name(
    [
        built_in("get value", ("m: context, key: string", dict.get)),
        built_in("get entries", ("m: context", _entries)),
        built_in("context", ("entries: list", _context)),
        built_in(
            "context put",
            ("context: context, key: string, value: any", _put),
            ("context: context, keys: list, value: any", _put_deep),
        ),
        built_in("context merge", ("contexts: list", _merge)),
    ]
)
