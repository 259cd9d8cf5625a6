"""The nodes that FEEL alone can say: ranges and unary tests, filters, quantifiers, functions as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.expressions.tree import Clause, Comparison, Named, Node


class Quantifier(StrEnum):
    """How many rounds must satisfy the condition."""

    SOME = "some"
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """FEEL's `some … in … satisfies …`."""

    quantifier: Quantifier
    clauses: tuple[Clause, ...]
    condition: Node


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """FEEL's `of[condition]`: the entries for which it holds, or the one at a place."""

    of: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Interval(Node):
    """A range; an end without a value is open to that side."""

    low: Node | None
    high: Node | None
    with_low: bool
    with_high: bool


@dataclass(frozen=True, slots=True)
class Steps(Node):
    """`low..high` of a loop: unlike a range it may go down."""

    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class Exactly(Node):
    """`(= 5)`: the range of one point, which is another range than `[5..5]`."""

    value: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`of between low and high`."""

    of: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class Anything(Node):
    """The unary test `-`."""


@dataclass(frozen=True, slots=True)
class Against(Node):
    """A unary test `< 5`: compares the value looked at."""

    operator: Comparison
    value: Node


@dataclass(frozen=True, slots=True)
class OneOf(Node):
    """Unary tests, one of which must hold; `not(…)` around them turns that over."""

    tests: tuple[Node, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class InTests(Node):
    """`of in (tests)`."""

    of: Node
    tests: OneOf


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """`of instance of type`; the type as it was written, blanks made one."""

    of: Node
    type: str


@dataclass(frozen=True, slots=True)
class FunctionOf(Node):
    """FEEL's `function(parameters) body`, handed to another function; `types` as they were written, or empty."""

    parameters: tuple[str, ...]
    body: Node
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invoke(Node):
    """A function that is a value itself, called: `(function(x) x + 1)(2)`, `rates.monthly(amount)`."""

    of: Node
    arguments: tuple[Node, ...]
    named: tuple[Named, ...] = ()
