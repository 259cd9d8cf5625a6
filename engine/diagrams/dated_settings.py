"""The dated settings of a procedure: each name has rows, and the latest row from a day or before is its value then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def settings_on(settings: Mapping[str, list[dict[str, Any]]], day: date) -> dict[str, Any]:
    """The value of each setting on that day: its latest row from that day or before."""
    frozen: dict[str, Any] = {}
    for name, rows in settings.items():
        valid = [row for row in rows if str(row["from"]) <= day.isoformat()]
        if valid:
            frozen[name] = max(valid, key=lambda row: str(row["from"]))["value"]
    return frozen
