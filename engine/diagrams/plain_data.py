"""Task data are plain JSON and nothing else, so that a case in memory and the same case read back are alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from engine.errors import Incident, Invalid

#: a mapping with this key is taken for something else by the library's own serializer
FORBIDDEN_KEY = "typename"
_ABSENT = object()
_SCALARS = frozenset({str, int, float, bool, type(None)})


def fault_in(value: Any) -> str | None:
    """What is not plain JSON in this value, as a word for the log; None when all is."""
    kind = type(value)
    if kind in _SCALARS:
        return None
    if kind is dict:
        return _fault_in_keys(value) or next(filter(None, map(fault_in, value.values())), None)
    if kind is list:
        return next(filter(None, map(fault_in, value)), None)
    return str(kind.__name__)


def _fault_in_keys(value: Mapping[Any, Any]) -> str | None:
    for key in value:
        if type(key) is not str:
            return f"key of type {type(key).__name__}"
        if key == FORBIDDEN_KEY:
            return f"key {FORBIDDEN_KEY}"
    return None


def check_given(data: Mapping[str, Any]) -> None:
    """Raises Invalid when data handed in from outside are not plain JSON, or hold what could not be stored."""
    fault = fault_in(data)
    if fault is None:
        try:
            # numbers beyond 64 bits and broken text fail here, infinities come back as nothing
            fault = None if same(orjson.loads(orjson.dumps(data)), dict(data)) else "number"
        except TypeError as error:
            fault = str(error)
    if fault is not None:
        raise Invalid("running.data_not_plain", found=fault)


def check_kept(data: Mapping[str, Any], element: str, checked: Mapping[str, Any] | None = None) -> None:
    """Raises Incident when data that a step left behind are not plain JSON. Values shared with `checked` are."""
    known = checked or {}
    new = {key: value for key, value in data.items() if known.get(key, _ABSENT) is not value}
    fault = fault_in(new) if new else None
    if fault is not None:
        raise Incident("running.incident.data_not_plain", element=element, found=fault)


def copy_plain(value: Any) -> Any:
    """A copy of plain JSON that shares no list or object with the original; several times faster than deepcopy."""
    kind = type(value)
    if kind is dict:
        return {key: copy_plain(inner) for key, inner in value.items()}
    if kind is list:
        return [copy_plain(inner) for inner in value]
    return value


def same(one: Any, other: Any) -> bool:
    """Whether two plain values are equal and of the same types throughout; `1`, `1.0` and `True` are three values."""
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other):
        return False
    if kind is dict:
        if len(one) != len(other):
            return False
        for key, value in one.items():
            against = other.get(key, _ABSENT)
            if value is not against and not same(value, against):
                return False
        return True
    if kind is list:
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)
