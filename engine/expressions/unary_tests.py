"""The input cell of a decision table: FEEL's unary tests, asked with the value they look at."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from engine.expressions.compiling import NO_FUNCTIONS, SEMANTICS, Functions, within_bounds
from engine.expressions.evaluating.building import Builder, FunctionCall
from engine.expressions.evaluating.frame import Frame
from engine.expressions.failures import FAILURES, failed
from engine.expressions.feel_tree import OneOf
from engine.expressions.feel_values.kinds import adopt
from engine.expressions.limits import CACHED_SOURCES
from engine.expressions.notation import Notation
from engine.expressions.notations.feel.reading import read_unary_tests
from engine.expressions.refusals import ExpressionFailed
from engine.expressions.semantics.feel.testing import tests_of

_NO_NAMES: frozenset[str] = frozenset()


class UnaryTests:
    """One compiled cell; immutable, so threads may share it."""

    __slots__ = ("_asked", "_test", "calls", "names", "source", "tree")

    def __init__(self, source: str, tree: OneOf) -> None:
        builder = Builder(SEMANTICS[Notation.FEEL], source)
        self._test = tests_of(builder, tree)
        self._asked = tuple(builder.asked)
        self.source = source
        self.tree = tree  #: what it says
        self.names = frozenset(builder.names)  #: what it reads from the data, besides the value
        self.calls: tuple[FunctionCall, ...] = tuple(builder.calls)  #: every function call in it, in order

    def holds(self, value: Any, names: Mapping[str, Any], functions: Functions = NO_FUNCTIONS) -> bool | None:
        """Whether the value satisfies the tests; None where that is not known.

        Raises ExpressionFailed when they have no answer with these data, and whatever refusal a function raises.
        """
        for name in self._asked:
            if name not in functions:
                raise ExpressionFailed("expressions.unknown_function", self.source, name=name)
        try:
            return self._test(Frame(names, functions, 0), adopt(value))
        except FAILURES as error:
            raise failed(self.source, error)


@lru_cache(maxsize=CACHED_SOURCES)
def compile_unary_tests(
    source: str, notation: Notation = Notation.FEEL, known: frozenset[str] = _NO_NAMES
) -> UnaryTests:
    """Check and compile one cell; `known` are names of the surroundings. Raises ExpressionRefused with its place.

    Only FEEL has unary tests; the other notations write whole conditions. Raises ValueError for them.
    """
    if notation is not Notation.FEEL:
        raise ValueError(f"{notation} has no unary tests")
    tree = read_unary_tests(source, known)
    within_bounds(source, tree)
    return UnaryTests(source, tree)
