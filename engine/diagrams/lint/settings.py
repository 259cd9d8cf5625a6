"""Dated settings: each value has a day from which it holds and says whether it is invented."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from engine.diagrams.findings import Finding
from engine.diagrams.lint.companions import SETTINGS
from engine.diagrams.lint.context import Context

RULE = "settings"


def settings(context: Context) -> Iterator[Finding]:
    """Each setting that cannot be frozen into a case."""
    for name, values in (context.settings or {}).items():
        if not isinstance(name, str) or not name.isidentifier():
            yield _error("name", str(name))
        elif not isinstance(values, list) or not values:
            yield _error("values", name)
        else:
            yield from _of(name, values)


def _of(name: str, values: list[Any]) -> Iterator[Finding]:
    days: list[Any] = [entry.get("from") if isinstance(entry, dict) else None for entry in values]
    if not all(type(day) is datetime.date for day in days) or not all("value" in entry for entry in values):
        yield _error("values", name)
    elif days != sorted(set(days)):
        yield _error("order", name)


def _error(reason: str, name: str) -> Finding:
    return Finding.error(RULE, SETTINGS, 0, name, f"{RULE}.{reason}", name=name)
