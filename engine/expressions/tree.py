"""One syntax tree for all notations: what was written, never how it is spelled nor what an operator means with null.

Nodes are values: two trees are equal when they say the same thing, wherever it stood (`at` is not compared). A text of
any notation becomes such a tree, a tree becomes closures by the table of its notation, and printers write it out again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """Where a node stands: offsets in the text as it was written, the end not included."""

    start: int
    end: int


NOWHERE = Span(0, 0)


class Comparison(StrEnum):
    """The comparisons, by their Python spelling; `=`, `eq` and the like are spellings of a notation."""

    EQ = "=="
    NE = "!="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    IN = "in"
    NOT_IN = "not in"
    IS = "is"
    IS_NOT = "is not"


class Operator(StrEnum):
    """The arithmetic, by its Python spelling."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"
    FLOOR_DIVIDE = "//"
    REMAINDER = "%"
    POWER = "**"


@dataclass(frozen=True, slots=True)
class Node:
    """Anything in a tree."""

    at: Span = field(default=NOWHERE, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A number, a text, a truth value or None."""

    value: Any


@dataclass(frozen=True, slots=True)
class Name(Node):
    """What the data, or the nearest clause around it, call so; `?` is the value a unary test looks at."""

    name: str


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The opposite truth."""

    of: Node


@dataclass(frozen=True, slots=True)
class Empty(Node):
    """Whether it is null, an empty text, list or object (JUEL's `empty`)."""

    of: Node


@dataclass(frozen=True, slots=True)
class And(Node):
    """Two parts or more; a chain of one operator is one node."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """Two parts or more; a chain of one operator is one node."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """One comparison."""

    operator: Comparison
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Chain(Node):
    """`a < b <= c`, of the Python subset: each operand is evaluated once."""

    operators: tuple[Comparison, ...]
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """One calculation; `+` may also put texts and lists together."""

    operator: Operator
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Negate(Node):
    """The number with the other sign."""

    of: Node


@dataclass(frozen=True, slots=True)
class Conditional(Node):
    """One of two values."""

    test: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class ListOf(Node):
    """A list literal."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class TupleOf(Node):
    """A tuple literal, of the Python subset alone."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entry(Node):
    """One entry of an object literal; without a key, all entries of another object (`**other`)."""

    key: Node | None
    value: Node


@dataclass(frozen=True, slots=True)
class ObjectOf(Node):
    """A dictionary, map or context literal."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Property(Node):
    """`of.name`."""

    of: Node
    name: str


@dataclass(frozen=True, slots=True)
class Index(Node):
    """`of[index]` in Python and JUEL; FEEL's square brackets are a Filter."""

    of: Node
    index: Node


@dataclass(frozen=True, slots=True)
class Slice(Node):
    """`of[start:stop:step]`, of the Python subset."""

    of: Node
    start: Node | None
    stop: Node | None
    step: Node | None


@dataclass(frozen=True, slots=True)
class Named(Node):
    """An argument handed over by its name."""

    name: str
    value: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function called by its name."""

    function: str
    arguments: tuple[Node, ...]
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class MethodCall(Node):
    """A method of the allow-list, called on a value."""

    of: Node
    method: str
    arguments: tuple[Node, ...]
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause(Node):
    """`for targets in over if conditions`; several targets take an entry apart."""

    targets: tuple[str, ...]
    over: Node
    conditions: tuple[Node, ...] = ()


class Gathers(StrEnum):
    """What a comprehension makes."""

    LIST = "list"
    OBJECT = "object"
    EACH = "each"  #: handed to a function one by one


@dataclass(frozen=True, slots=True)
class Comprehension(Node):
    """One element for each round of its clauses: `[… for … in …]`, FEEL's `for … in … return …`."""

    gathers: Gathers
    element: Node
    clauses: tuple[Clause, ...]
    key: Node | None = None


@dataclass(frozen=True, slots=True)
class Concat(Node):
    """A text with placeholders: literal texts and expressions in a row."""

    parts: tuple[Node, ...]
