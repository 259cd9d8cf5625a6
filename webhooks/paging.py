"""Keyset paging: a page ends with an opaque cursor that holds the sort key of its last row.

Deep pages cost as little as the first. A cursor comes back from outside, so each of its parts is held against its kind.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import orjson

from engine.errors import Invalid
from webhooks.bodies import NUL

DEFAULT_LIMIT = 50
#: the largest number of a record; database columns end there
LARGEST = 2**31 - 1

#: raises ValueError for a part that is not of its kind
Part = Callable[[Any], object]


def a_day(part: Any) -> date:
    """A day as text."""
    return date.fromisoformat(a_text(part))


def an_instant(part: Any) -> datetime:
    """An instant with its zone, as text."""
    instant = datetime.fromisoformat(a_text(part))
    if instant.tzinfo is None:
        raise ValueError("no zone")
    return instant.astimezone(UTC)  # OverflowError where UTC has no such year


def a_text(part: Any) -> str:
    """Text that a database takes."""
    if not isinstance(part, str) or NUL in part:
        raise ValueError("no text")
    return part


def a_number(part: Any) -> int:
    """The number of a record."""
    if not isinstance(part, int) or isinstance(part, bool) or not 0 <= part <= LARGEST:
        raise ValueError("no number")
    return part


def cursor_of(key: Sequence[Any] | None) -> str | None:
    """The cursor after a row with this sort key; None where there is no next page."""
    if key is None:
        return None
    return base64.urlsafe_b64encode(orjson.dumps(list(key))).decode().rstrip("=")


def _a_list(key: Any) -> list[Any]:
    """The parts of a key; an object would be taken for its names."""
    if not isinstance(key, list):
        raise TypeError("no list")
    return key


def key_of(cursor: str | None, *kinds: Part) -> tuple[Any, ...] | None:
    """The sort key inside a cursor of ours, its parts as they were. Raises Invalid for anything we did not make."""
    if not cursor:
        return None
    try:
        key = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        for kind, part in zip(kinds, _a_list(key), strict=True):
            kind(part)
    except (binascii.Error, ValueError, TypeError, OverflowError):
        raise Invalid("webhooks.cursor") from None
    return tuple(key)


def limit_of(query: Mapping[str, Any]) -> int:
    """How many rows a page is to have."""
    return int(query.get("limit", DEFAULT_LIMIT))
