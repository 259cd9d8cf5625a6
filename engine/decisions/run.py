"""One question put to a model: what is known so far, what matched, and how much work it may still cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from engine.decisions.limits import MAX_CHAIN, MAX_STEPS
from engine.decisions.refusals import DecisionRefused

Functions = Mapping[str, Callable[..., Any]]
Scope = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Matched:
    """One rule that matched: its place in its table from 1, what it was asked with, what it gave, and its own words."""

    table: str
    rule: str
    number: int
    line: int
    inputs: Mapping[str, Any]
    outputs: Mapping[str, Any]
    text: str


@dataclass(slots=True)
class Run:
    """Kept for one answer. `strict` is how a case asks: what is unknown is refused, where the standard answers null."""

    functions: Functions
    strict: bool
    matched: list[Matched] = field(default_factory=list)
    inputs: dict[str, Any] = field(default_factory=dict)
    steps: int = 0
    depth: int = 0

    def step(self, cost: int = 1) -> None:
        """Some work is done. Raises DecisionRefused when it was too much."""
        self.steps += cost
        if self.steps > MAX_STEPS:
            raise DecisionRefused("decisions.too_much_work", limit=MAX_STEPS)

    def enter(self) -> None:
        """A call inside a call begins. Raises DecisionRefused when they go too deep."""
        self.depth += 1
        if self.depth > MAX_CHAIN:
            raise DecisionRefused("decisions.too_deep", limit=MAX_CHAIN)

    def leave(self) -> None:
        """It has ended."""
        self.depth -= 1


class Logic(Protocol):
    """What a decision, a function or an entry consists of: a table, an expression, or a box of them."""

    def value(self, run: Run, scope: Scope) -> Any:
        """Its value with these names. Raises DecisionRefused, and whatever an expression refuses."""
