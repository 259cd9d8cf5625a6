"""A checked expression: conditions, timers, deadlines, cells of decision tables. Data and functions are handed in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from engine.expressions.compiling import NO_FUNCTIONS, SEMANTICS, Built, Functions, built, read
from engine.expressions.evaluating.building import FunctionCall
from engine.expressions.evaluating.frame import Frame
from engine.expressions.failures import FAILURES, failed
from engine.expressions.limits import CACHED_SOURCES
from engine.expressions.notation import Notation
from engine.expressions.tree import Node

_NO_NAMES: frozenset[str] = frozenset()


class Expression:
    """One compiled expression; immutable, so threads may share it."""

    __slots__ = ("_asked", "_built", "_hand_out", "_run", "_slots", "names")

    def __init__(self, made: Built) -> None:
        self._built = made
        self._run = made.run
        self._slots = made.slots
        self._asked = made.asked
        self._hand_out = made.semantics.hand_out
        self.names = made.names

    @property
    def source(self) -> str:
        """The text as it was written."""
        return self._built.source

    @property
    def notation(self) -> Notation:
        """The notation it was read in."""
        return self._built.semantics.notation

    @property
    def tree(self) -> Node:
        """What it says."""
        return self._built.tree

    @property
    def calls(self) -> tuple[FunctionCall, ...]:
        """Every function call in it, in order."""
        return self._built.calls

    def evaluate(self, names: Mapping[str, Any], functions: Functions = NO_FUNCTIONS) -> Any:
        """Its value with these data, as plain Python. Functions never come from the data; the data are not changed.

        Raises ExpressionFailed when it has no value with these data, and whatever refusal a function raises.
        """
        frame = Frame(names, functions, self._slots) if not self._asked else self._built.frame(names, functions)
        try:
            if self._hand_out is None:
                return self._run(frame)
            return self._hand_out(self._run(frame))
        except FAILURES as error:
            raise failed(self._built.source, error)

    def value(self, names: Mapping[str, Any], functions: Functions = NO_FUNCTIONS) -> Any:
        """The same as a value of its notation: FEEL's numbers and dates as they are. Raises as `evaluate` does."""
        try:
            return self._run(self._built.frame(names, functions))
        except FAILURES as error:
            raise failed(self._built.source, error)


@lru_cache(maxsize=CACHED_SOURCES)
def compile_expression(
    source: str, notation: Notation = Notation.PYTHON, known: frozenset[str] = _NO_NAMES
) -> Expression:
    """Check and compile one expression. Raises ExpressionRefused with line, column, node and caret.

    `known` are names of the surroundings that FEEL needs to tell `a - b` from a name with a minus in it.
    """
    return Expression(built(source, read(source, notation, known), SEMANTICS[notation]))
