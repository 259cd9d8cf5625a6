"""What an input cell asks of its value: the common part of FEEL's unary tests, and Python conditions on `?`."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from engine.decisions.literals import Constant, kind_of
from engine.decisions.refusals import DecisionRefused
from engine.expressions.expression import Expression

#: The name under which a Python condition reads the value; one letter wide, as the `?` it stands for.
PLACE = "ʔ"

#: Evaluates a Python condition with the cell's value in the place of `?`.
Ask = Callable[[Expression, Any], Any]

_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class UnaryTest(Protocol):
    """One cell's question."""

    @property
    def constants(self) -> tuple[Constant, ...]:
        """The values at which its answer may change."""

    def holds(self, value: Any, ask: Ask, /) -> bool:
        """Whether the value passes. Raises DecisionRefused when the two cannot be compared."""


@dataclass(frozen=True, slots=True)
class Anything:
    """`-` or an empty cell."""

    constants: tuple[Constant, ...] = ()

    def holds(self, _value: Any, _ask: Ask, /) -> bool:
        """Always."""
        return True


@dataclass(frozen=True, slots=True)
class Comparison:
    """`>= 30`, or a literal alone, which means equality."""

    sign: str
    limit: Constant

    @property
    def constants(self) -> tuple[Constant, ...]:
        """Its limit."""
        return (self.limit,)

    def holds(self, value: Any, _ask: Ask, /) -> bool:
        """Whether the comparison is true; values of different sorts are refused, but nothing equals only nothing."""
        if value is None or self.limit is None:
            return (value is self.limit) is (self.sign == "=") if self.sign in ("=", "!=") else False
        _comparable(value, self.limit)
        return bool(_COMPARED[self.sign](value, self.limit))


@dataclass(frozen=True, slots=True)
class Interval:
    """`[3..9]`; a round or outward bracket leaves the end out."""

    low: Constant
    high: Constant
    with_low: bool
    with_high: bool

    @property
    def constants(self) -> tuple[Constant, ...]:
        """Its two ends."""
        return (self.low, self.high)

    def holds(self, value: Any, ask: Ask, /) -> bool:
        """Whether the value lies inside."""
        above = Comparison(">=" if self.with_low else ">", self.low).holds(value, ask)
        return above and Comparison("<=" if self.with_high else "<", self.high).holds(value, ask)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Several tests separated by commas; one of them is enough."""

    tests: tuple[UnaryTest, ...]

    @property
    def constants(self) -> tuple[Constant, ...]:
        """Those of all its tests."""
        return tuple(constant for test in self.tests for constant in test.constants)

    def holds(self, value: Any, ask: Ask, /) -> bool:
        """Whether one of them does."""
        return any(test.holds(value, ask) for test in self.tests)


@dataclass(frozen=True, slots=True)
class Not:
    """`not(…)` around a list of tests."""

    test: UnaryTest

    @property
    def constants(self) -> tuple[Constant, ...]:
        """Those of the test inside."""
        return self.test.constants

    def holds(self, value: Any, ask: Ask, /) -> bool:
        """Whether the test inside does not."""
        return not self.test.holds(value, ask)


@dataclass(frozen=True, slots=True)
class Condition:
    """A Python condition such as `? in ("a", "b")` or `10 <= ? <= 29`."""

    expression: Expression
    constants: tuple[Constant, ...]

    def holds(self, value: Any, ask: Ask, /) -> bool:
        """Whether it is true; a condition that gives anything but true or false is refused."""
        answer = ask(self.expression, value)
        if not isinstance(answer, bool):
            raise DecisionRefused("diagrams.cell_not_truth", cell=self.expression.source.replace(PLACE, "?"))
        return answer


def _comparable(value: Any, limit: Constant) -> None:
    if kind_of(value) != kind_of(limit):
        raise DecisionRefused("diagrams.cell_other_kind", value=value, limit=limit)
