"""Plain JSON values: what a script may keep. Copies are made, so that branches of a case never share a list."""

from __future__ import annotations

from collections.abc import ItemsView, KeysView, ValuesView
from typing import Any

from engine.expressions.limits import MAX_NUMBER, MAX_TEXT, MAX_VALUE_DEPTH, MAX_VALUES
from engine.expressions.meter import TooMuchWork

_SEQUENCES = (list, tuple, KeysView, ValuesView, ItemsView)


def plain(value: Any) -> Any:
    """A copy of this value in plain JSON types; tuples and dictionary views become lists.

    Raises TypeError for any other type and TooMuchWork for a value that is too large or too deep.
    """
    return _Copy().of(value, 0)


class _Copy:
    """One copying pass with its budget."""

    __slots__ = ("_left",)

    def __init__(self) -> None:
        self._left = MAX_VALUES

    def of(self, value: Any, depth: int) -> Any:
        self._left -= 1
        if self._left < 0 or depth > MAX_VALUE_DEPTH:
            raise TooMuchWork("expressions.value_too_large", MAX_VALUES)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, int | float):
            return number(value)
        if isinstance(value, str):
            return text(value)
        if isinstance(value, dict):
            return {self._key(key): self.of(inner, depth + 1) for key, inner in value.items()}
        if isinstance(value, _SEQUENCES):
            return [self.of(inner, depth + 1) for inner in value]
        raise TypeError(f"a {type(value).__name__} cannot be kept")

    @staticmethod
    def _key(key: Any) -> str:
        if not isinstance(key, str):
            raise TypeError("the keys of an object must be text")
        return text(key)


def number(value: Any) -> Any:
    """The same number. Raises TypeError for anything else and TooMuchWork for one that is too large or not finite."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"a number was expected, not a {type(value).__name__}")
    if not -MAX_NUMBER <= value <= MAX_NUMBER:
        raise TooMuchWork("expressions.number_too_large", MAX_NUMBER)
    return value


def text(value: str) -> str:
    """The same text. Raises TooMuchWork when it is too long."""
    if len(value) > MAX_TEXT:
        raise TooMuchWork("expressions.text_too_long", MAX_TEXT)
    return value
