"""One evaluation under way: its data, its functions, its clause variables, and the work it may still do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from time import perf_counter, thread_time
from typing import Any

from engine.expressions.faults import TooMuchWork
from engine.expressions.limits import MAX_ITEMS, MAX_SECONDS, MAX_STEPS, WATCHED_EVERY

#: What a tree becomes: a closure over its parts, asked with a frame.
Run = Callable[["Frame"], Any]
Functions = Mapping[str, Callable[..., Any]]
NO_FUNCTIONS: Functions = {}

_CHARACTERS_A_STEP = 64
_ENTRIES_A_STEP = 8
_COLLECTIONS = (list, tuple, dict)


class Frame:
    """What closures are asked with. Never shared between evaluations, so nothing in it needs a lock.

    Steps are the first line: every round, every entry handed to a function and every piece of text or list that is
    made costs some. The clock is the second line, looked at every so many steps.
    """

    __slots__ = ("_began", "_left", "_look_at", "functions", "line", "names", "slots")

    def __init__(self, names: Mapping[str, Any], functions: Functions, slots: int) -> None:
        self.names = names
        self.functions = functions
        self.slots: list[Any] = [None] * slots
        self.line = 1  #: of the statement that runs
        self._left = MAX_STEPS
        self._look_at = MAX_STEPS - WATCHED_EVERY
        self._began: tuple[float, float] | None = None

    def spend(self, steps: int) -> None:
        """Count these steps. Raises TooMuchWork when none are left or the time is up."""
        self._left -= steps
        if self._left < self._look_at:
            self._look()

    def each(self, values: Any, weight: int = 1) -> Iterator[Any]:
        """The entries of this list or object; each costs `weight` steps. Raises TypeError, TooMuchWork."""
        for value in bounded(values):
            self.spend(weight)
            yield value

    def made(self, value: Any) -> Any:
        """The same value, its size counted as work: what is built up costs memory."""
        kind = value.__class__
        if kind is str:
            self.spend(len(value) // _CHARACTERS_A_STEP)
        elif kind in _COLLECTIONS:
            self.spend(1 + len(value) // _ENTRIES_A_STEP)
        return value

    def _look(self) -> None:
        if self._left < 0:
            raise TooMuchWork("expressions.too_much_work", MAX_STEPS)
        self._look_at = self._left - WATCHED_EVERY
        if self._began is None:
            self._began = perf_counter(), thread_time()
        elif perf_counter() - self._began[0] > MAX_SECONDS and thread_time() - self._began[1] > MAX_SECONDS:
            # a machine that slept is no reason to refuse: only what this thread worked itself
            raise TooMuchWork("expressions.too_long", int(MAX_SECONDS * 1000))


def bounded(values: Any) -> Any:
    """The same list or object, refused when it is too long or cannot be walked; generators are metered."""
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        raise TypeError("a list was expected")
    if hasattr(values, "__len__") and len(values) > MAX_ITEMS:
        raise TooMuchWork("expressions.list_too_long", MAX_ITEMS)
    return values
