"""Counts the steps of one evaluation, so that nested comprehensions cannot occupy a worker."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from engine.expressions.limits import MAX_ITEMS, MAX_STEPS


class TooMuchWork(Exception):
    """The evaluation passed a limit; `args` are the catalogue key and the limit."""


class Meter:
    """The steps left to one evaluation."""

    __slots__ = ("_left",)

    def __init__(self) -> None:
        self._left = MAX_STEPS

    def spend(self, steps: int) -> None:
        """Count these steps. Raises TooMuchWork when none are left."""
        self._left -= steps
        if self._left < 0:
            raise TooMuchWork("expressions.too_much_work", MAX_STEPS)

    def each(self, values: Any) -> Iterator[Any]:
        """The values a comprehension walks, one step each."""
        for value in bounded(values):
            self.spend(1)
            yield value

    def counting(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, spending a step for each entry of the collections it is given."""

        def counted(*args: Any, **named: Any) -> Any:
            for value in args:
                if isinstance(value, Collection) and not isinstance(value, str):
                    self.spend(len(value))
            return function(*args, **named)

        return counted


def bounded(values: Any) -> Any:
    """The same list or object, refused when it is too long or cannot be walked; generators are metered."""
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        raise TypeError("a list was expected")
    if isinstance(values, Collection) and len(values) > MAX_ITEMS:
        raise TooMuchWork("expressions.list_too_long", MAX_ITEMS)
    return values
