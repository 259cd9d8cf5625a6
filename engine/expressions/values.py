"""Plain JSON values: what a script may keep. Copies are made, so that branches of a case never share a list."""

from __future__ import annotations

from collections.abc import ItemsView, KeysView, ValuesView
from typing import Any

from engine.expressions.faults import TooMuchWork
from engine.expressions.limits import MAX_KEPT, MAX_NUMBER, MAX_TEXT, MAX_VALUE_DEPTH, MAX_VALUES

_SEQUENCES = (list, tuple, KeysView, ValuesView, ItemsView)


def plain(value: Any) -> Any:
    """A copy of this value in plain JSON types; tuples and dictionary views become lists.

    Raises TypeError for any other type and TooMuchWork for a value that is too large or too deep.
    """
    return Keeping().plain(value)


class Keeping:
    """Copies the values that one run of a script keeps, each within its bounds and all together within theirs."""

    __slots__ = ("_left", "_left_in_all")

    def __init__(self) -> None:
        self._left_in_all = MAX_KEPT
        self._left = 0

    def plain(self, value: Any) -> Any:
        """A plain copy. Raises as the function of this name does."""
        self._left = before = min(MAX_VALUES, self._left_in_all)
        copy = self._of(value, 0)
        self._left_in_all -= before - self._left
        return copy

    def _of(self, value: Any, depth: int) -> Any:
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
            return {self._key(key): self._of(inner, depth + 1) for key, inner in value.items()}
        if isinstance(value, _SEQUENCES):
            return [self._of(inner, depth + 1) for inner in value]
        raise TypeError(f"a {type(value).__name__} cannot be kept")

    @staticmethod
    def _key(key: Any) -> str:
        if not isinstance(key, str):
            raise TypeError("the keys of an object must be text")
        return text(key)


def number(value: Any) -> Any:
    """The same number. Raises TypeError for anything else and TooMuchWork for one that is too large or not finite."""
    if value.__class__ is not int and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise TypeError(f"a number was expected, not a {type(value).__name__}")
    if not -MAX_NUMBER <= value <= MAX_NUMBER:
        raise TooMuchWork("expressions.number_too_large", MAX_NUMBER)
    return value


def text(value: str) -> str:
    """The same text. Raises TooMuchWork when it is too long."""
    if len(value) > MAX_TEXT:
        raise TooMuchWork("expressions.text_too_long", MAX_TEXT)
    return value
