"""Keyset paging: a page ends with an opaque cursor that holds the sort key of its last row, so that deep pages
cost as little as the first.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from engine.errors import Invalid

DEFAULT_LIMIT = 50


def cursor_of(key: Sequence[Any] | None) -> str | None:
    """The cursor after a row with this sort key; None where there is no next page."""
    if key is None:
        return None
    return base64.urlsafe_b64encode(orjson.dumps(list(key))).decode().rstrip("=")


def key_of(cursor: str | None, width: int) -> tuple[Any, ...] | None:
    """The sort key inside a cursor of ours. Raises Invalid for anything we did not make."""
    if not cursor:
        return None
    try:
        key = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        raise Invalid("webhooks.cursor") from None
    if not isinstance(key, list) or len(key) != width or not all(isinstance(part, str | int) for part in key):
        raise Invalid("webhooks.cursor")
    return tuple(key)


def limit_of(query: Mapping[str, Any]) -> int:
    """How many rows a page is to have."""
    return int(query.get("limit", DEFAULT_LIMIT))
