"""Whether a submission is plain JSON of bearable size, before anything else looks at it."""

from __future__ import annotations

import math
from typing import Any

from engine.errors import FieldError
from engine.forms import limits


def plain_errors(data: Any) -> list[FieldError]:
    """What is wrong with the data as JSON, first finding per place; empty for a plain object within all limits."""
    if not isinstance(data, dict):
        return [FieldError("", "forms.error.object")]
    walk = _Walk()
    walk.value("", data, 1)
    return walk.errors


class _Walk:
    """One pass over the data, which stops collecting when a total runs over."""

    def __init__(self) -> None:
        self.errors: list[FieldError] = []
        self._values = 0
        self._characters = 0
        self._is_over = False

    def value(self, path: str, value: Any, depth: int) -> None:
        if self._is_over:
            return
        if isinstance(value, str):
            self._text(path, value)
        elif isinstance(value, dict):
            self._object(path, value, depth)
        elif isinstance(value, list):
            self._list(path, value, depth)
        elif isinstance(value, bool) or value is None:
            return
        elif isinstance(value, int | float):
            self._number(path, value)
        else:
            self._say(path, "json")

    def _object(self, path: str, value: dict[Any, Any], depth: int) -> None:
        if not self._deep(path, depth) or not self._count(len(value)):
            return
        for key, inner in value.items():
            if not isinstance(key, str) or key in limits.FORBIDDEN_KEYS or not _is_sound(key):
                self._say(path, "key")
                continue
            self._add_characters(len(key))
            self.value(f"{path}.{key}" if path else key, inner, depth + 1)

    def _list(self, path: str, value: list[Any], depth: int) -> None:
        if self._deep(path, depth) and self._count(len(value)):
            for position, inner in enumerate(value):
                self.value(f"{path}.{position}", inner, depth + 1)

    def _text(self, path: str, value: str) -> None:
        if len(value) > limits.MAX_TEXT:
            self._say(path, "too_long", longest=limits.MAX_TEXT)
        elif not _is_sound(value):
            self._say(path, "characters")
        self._add_characters(len(value))

    def _number(self, path: str, value: float) -> None:
        if not math.isfinite(value) or abs(value) > limits.MAX_NUMBER:
            self._say(path, "number")

    def _deep(self, path: str, depth: int) -> bool:
        if depth > limits.MAX_DEPTH:
            self._say(path, "deep", deepest=limits.MAX_DEPTH)
        return depth <= limits.MAX_DEPTH

    def _count(self, values: int) -> bool:
        self._values += values
        return self._within(self._values, limits.MAX_VALUES)

    def _add_characters(self, characters: int) -> None:
        self._characters += characters
        self._within(self._characters, limits.MAX_CHARACTERS)

    def _within(self, total: int, most: int) -> bool:
        if total > most and not self._is_over:
            self._is_over = True
            self._say("", "much")
        return not self._is_over

    def _say(self, path: str, reason: str, **params: Any) -> None:
        self.errors.append(FieldError(path, f"forms.error.{reason}", params))


def _is_sound(text: str) -> bool:
    """Whether the text holds neither NUL nor half of a surrogate pair, which no database takes."""
    if text.isascii():
        return "\0" not in text
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)
