"""Reads the bytes of a notice file that somebody hands in: bounded, UTF-8, JSON, one year table."""

from __future__ import annotations

import json
from typing import Any

from engine.deadlines.notices import parse_table
from engine.errors import Invalid, TooLarge

#: a year table has some 5 kB
LARGEST = 200_000


def read_notice_file(content: bytes) -> dict[str, Any]:
    """The year table in this file. Raises TooLarge, or Invalid with what cannot be read and each place to mend."""
    if len(content) > LARGEST:
        raise TooLarge("deadlines.file_too_large", size=len(content), most=LARGEST)
    try:
        table = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError) as problem:
        raise Invalid("deadlines.file_unreadable", problem=str(problem)) from None
    if not isinstance(table, dict):
        raise Invalid("deadlines.file_unreadable", problem=type(table).__name__)
    parse_table(table)
    return table


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON silently keeps the last of two equal keys; a table must not lose a line that way."""
    keys = [key for key, _ in pairs]
    doubles = {key for key in keys if keys.count(key) > 1}
    if doubles:
        raise ValueError(f"duplicate key {sorted(doubles)[0]!r}")
    return dict(pairs)
