"""Builds the closures of one tree by the table of its notation, and notes what the tree reads and calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from engine.expressions.evaluating.frame import Run
from engine.expressions.notation import Notation
from engine.expressions.refusals import ExpressionRefused, place_in
from engine.expressions.tree import Call, Comparison, Literal, Node, Operator

Operation = Callable[[Any, Any], Any]


@dataclass(frozen=True, slots=True)
class FunctionCall:
    """One call found in a source; `literal` is its first argument where that is a constant."""

    name: str
    arguments: int
    literal: object
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Semantics:
    """What one notation means. `builders` say how each kind of node is turned into a closure; the rest is asked there.

    `hand_out` turns a value of the notation into plain Python where it leaves the core.
    """

    notation: Notation
    builders: Mapping[type[Node], Callable[[Builder, Any], Run]]
    comparisons: Mapping[Comparison, Operation] = field(default_factory=dict)
    arithmetic: Mapping[Operator, Operation] = field(default_factory=dict)
    functions: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    methods: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    hand_out: Callable[[Any], Any] | None = None


class Builder:
    """Builds one tree. Clause variables get numbered places in the frame, so that inner ones may hide outer ones."""

    def __init__(self, semantics: Semantics, source: str) -> None:
        self.semantics = semantics
        self.source = source
        self.places: dict[str, int] = {}  #: clause variables in sight
        self.slots = 0
        self.names: dict[str, None] = {}  #: names read from the data, in order
        self.asked: dict[str, None] = {}  #: functions the caller must hand in, in order
        self.calls: list[FunctionCall] = []

    def build(self, node: Node) -> Run:
        """The closure of this node."""
        return self.semantics.builders[type(node)](self, node)

    def each(self, nodes: tuple[Node, ...]) -> tuple[Run, ...]:
        """The closures of these nodes."""
        return tuple(self.build(node) for node in nodes)

    @contextmanager
    def binding(self, names: tuple[str, ...]) -> Iterator[tuple[int, ...]]:
        """The places of these clause variables, in sight as long as the context lasts."""
        outer = self.places
        places = tuple(range(self.slots, self.slots + len(names)))
        self.slots += len(names)
        self.places = {**outer, **dict(zip(names, places, strict=True))}
        yield places
        self.places = outer

    def note_call(self, node: Call) -> None:
        """Remember that this function is called, for those who check that it exists."""
        first = node.arguments[0] if node.arguments else None
        literal = first.value if isinstance(first, Literal) else None
        line, column = place_in(self.source, node.at.start)
        count = len(node.arguments) + len(node.named)
        self.calls.append(FunctionCall(node.function, count, literal, line, column))
        if node.function not in self.semantics.functions:
            self.asked[node.function] = None

    def refused(self, key: str, node: Node, **params: Any) -> ExpressionRefused:
        """The refusal of what stands at this node."""
        line, column = place_in(self.source, node.at.start)
        return ExpressionRefused(key, self.source, line, column, type(node).__name__, **params)
