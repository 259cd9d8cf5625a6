"""A checked expression: conditions, timers, deadlines, cells of decision tables. Data and functions are handed in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from engine.expressions.compiling import NO_FUNCTIONS, Compiled, Functions, compiled
from engine.expressions.failures import FAILURES, failed
from engine.expressions.limits import CACHED_SOURCES, MAX_EXPRESSION
from engine.expressions.rewriting import FunctionCall


class Expression:
    """One compiled expression; immutable, so threads may share it."""

    __slots__ = ("_compiled", "names")

    def __init__(self, compiled_source: Compiled) -> None:
        self._compiled = compiled_source
        self.names = compiled_source.names

    @property
    def source(self) -> str:
        """The text as it was written."""
        return self._compiled.source

    @property
    def calls(self) -> tuple[FunctionCall, ...]:
        """Every function call in it, in order."""
        return self._compiled.calls

    def evaluate(self, names: Mapping[str, Any], functions: Functions = NO_FUNCTIONS) -> Any:
        """Its value with these data. Functions never come from the data, and the data are not changed.

        Raises ExpressionFailed when it has no value with these data, and whatever refusal a function raises.
        """
        known = self._compiled
        scope = known.scope(names, functions)
        try:
            return eval(known.code, scope)  # noqa: S307  # the tree was checked against the allow-list
        except FAILURES as error:
            raise failed(known.source, error)


@lru_cache(maxsize=CACHED_SOURCES)
def compile_expression(source: str) -> Expression:
    """Check and compile one expression. Raises ExpressionRefused with line, column, node and caret."""
    return Expression(compiled(source, "eval", MAX_EXPRESSION))
