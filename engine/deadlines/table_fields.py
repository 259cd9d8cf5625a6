"""Reads single fields of a year table and collects what is wrong with them, so that one look names all faults."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from engine.errors import FieldError

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: stands in for a day that could not be read; the table is refused before anyone sees it
UNREADABLE_DAY = date.min


class Reader:
    """Each method gives the value, or records a FieldError and gives an empty stand-in of the same type."""

    def __init__(self) -> None:
        self.errors: list[FieldError] = []

    def refuse(self, path: str, key: str, **params: Any) -> None:
        self.errors.append(FieldError(path, key, params))

    def keys(self, value: Mapping[str, Any], known: frozenset[str], path: str) -> None:
        """No key may be there that nobody reads: it may be a misspelt one."""
        for key in value:
            if key not in known:
                self.refuse(f"{path}.{key}".lstrip("."), "deadlines.table.unknown_key", known=", ".join(sorted(known)))

    def whole_number(self, value: Any, path: str, lowest: int, highest: int) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and lowest <= value <= highest:
            return value
        self.refuse(path, "deadlines.table.number_expected", lowest=lowest, highest=highest)
        return 0

    def choice(self, value: Any, path: str, choices: Sequence[str]) -> str:
        if isinstance(value, str) and value in choices:
            return value
        self.refuse(path, "deadlines.table.choice_expected", choices=", ".join(choices))
        return ""

    def text(self, value: Any, path: str) -> str:
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.refuse(path, "deadlines.table.text_expected")
        return ""

    def text_or_null(self, value: Any, path: str) -> str | None:
        return None if value is None else self.text(value, path)

    def day(self, value: Any, path: str) -> date:
        try:
            return read_day(value)
        except (TypeError, ValueError):
            self.refuse(path, "deadlines.table.day_expected", value=str(value))
            return UNREADABLE_DAY

    def days(self, value: Any, path: str) -> Iterator[date]:
        """The readable days of a list; a missing list is an empty one."""
        if value is None:
            return
        if not isinstance(value, list):
            self.refuse(path, "deadlines.table.list_expected")
            return
        for position, entry in enumerate(value):
            day = self.day(entry, f"{path}.{position}")
            if day != UNREADABLE_DAY:
                yield day

    def list_of_objects(self, value: Any, path: str) -> list[Mapping[str, Any]]:
        if not isinstance(value, list) or not value:
            self.refuse(path, "deadlines.table.list_expected")
            return []
        objects: list[Mapping[str, Any]] = [entry for entry in value if isinstance(entry, dict)]
        if len(objects) != len(value):
            self.refuse(path, "deadlines.table.object_expected")
        return objects


def read_day(text: str) -> date:
    """The day, written YYYY-MM-DD and in no other way. Raises ValueError or TypeError."""
    if not DAY.fullmatch(text):
        raise ValueError(f"Expected a day as YYYY-MM-DD, but it is {text!r}.")
    return date.fromisoformat(text)
