"""`for`, `some`, `every` and functions as values. Every round and every call costs steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.expressions.evaluating.building import Builder
from engine.expressions.evaluating.frame import Frame, Run
from engine.expressions.faults import TooMuchWork
from engine.expressions.feel_tree import FunctionOf, Quantified, Quantifier, Steps
from engine.expressions.feel_values.functions import FeelFunction
from engine.expressions.feel_values.kinds import Kind, adopt, kind_of
from engine.expressions.feel_values.numbers import exact
from engine.expressions.feel_values.ranges import Range
from engine.expressions.feel_values.temporal import Date, date_of_days
from engine.expressions.limits import MAX_ITEMS, NODES_A_STEP
from engine.expressions.semantics.feel.scopes import building_inside, inside
from engine.expressions.semantics.feel.sizes import kept
from engine.expressions.semantics.feel.typing import type_at
from engine.expressions.tree import Clause, Comprehension, Name, Node
from engine.expressions.walking import measure, walk

PARTIAL = "partial"  #: the results so far, in a `for`
_STEPS_A_CALL = 4


class _NoListError(Exception):
    """A clause goes over null: so is the whole."""


class _Rounds:
    """The clauses of one loop and its body."""

    def __init__(self, builder: Builder, clauses: tuple[Clause, ...], body: Node, *extra: str) -> None:
        self._clauses: list[tuple[str, Run]] = []
        bound: tuple[str, ...] = extra
        for clause in clauses:
            over = building_inside(builder, bound, clause.over)
            descending = isinstance(clause.over, Steps)
            self._clauses.append((clause.targets[0], _listing(over, descending=descending)))
            bound = (*bound, *clause.targets)
        self._body = building_inside(builder, bound, body)
        self._weight = 1 + sum(measure(one)[0] for one in (*clauses, body)) // NODES_A_STEP

    def results(self, frame: Frame, so_far: list[Any] | None = None) -> Iterator[Any]:
        """The values of the body, one for each round, which may look at those so far."""
        return self._from(0, frame, {}, so_far)

    def _from(self, place: int, frame: Frame, own: dict[str, Any], so_far: list[Any] | None) -> Iterator[Any]:
        if place == len(self._clauses):
            bound = own if so_far is None else {**own, PARTIAL: list(so_far)}
            yield inside(frame, bound, self._body)
            return
        target, listing = self._clauses[place]
        for item in inside(frame, own, listing):
            frame.spend(self._weight)
            yield from self._from(place + 1, frame, {**own, target: adopt(item)}, so_far)


def _listing(over: Run, *, descending: bool) -> Run:
    def run(frame: Frame) -> list[Any]:
        value = over(frame)
        if value is None:
            raise _NoListError
        if isinstance(value, Range):
            return _members(value, descending=descending)
        items = value if isinstance(value, list) else [value]
        if len(items) > MAX_ITEMS:
            raise TooMuchWork("expressions.list_too_long", MAX_ITEMS)
        return items

    return run


def _members(span: Range, *, descending: bool) -> list[Any]:
    """The whole numbers or days of a range, downwards where it is written so."""
    dates = isinstance(span.low, Date) and isinstance(span.high, Date)
    low, high = (one.to_days() if dates else _whole(one) for one in (span.low, span.high))
    if low is None or high is None:
        raise _NoListError
    if abs(high - low) >= MAX_ITEMS:
        raise TooMuchWork("expressions.list_too_long", MAX_ITEMS)
    if high < low and not descending:
        raise _NoListError
    step = 1 if high >= low else -1
    numbers = list(range(low, high + step, step))
    numbers = numbers[0 if span.with_low else 1 : len(numbers) if span.with_high else -1]
    return [date_of_days(number) for number in numbers] if dates else numbers


def _whole(value: Any) -> int | None:
    number = exact(value) if kind_of(value) is Kind.NUMBER else None
    return number if isinstance(number, int) else None


def loop(builder: Builder, node: Comprehension) -> Run:
    """`for … return`; the results so far are called `partial`."""
    rounds = _Rounds(builder, node.clauses, node.element, PARTIAL)
    looks_back = any(isinstance(one, Name) and one.name == PARTIAL for one in walk(node.element))

    def run(frame: Frame) -> Any:
        results: list[Any] = []
        try:
            # one by one: each round sees the results so far
            for result in rounds.results(frame, results if looks_back else None):
                results.append(kept(frame, result) if looks_back else result)  # noqa: PERF401
        except _NoListError:
            return None
        return kept(frame, results)

    return run


def quantified(builder: Builder, node: Quantified) -> Run:
    """`some` is the disjunction of its rounds, `every` their conjunction."""
    rounds = _Rounds(builder, node.clauses, node.condition)
    deciding: bool = node.quantifier is Quantifier.SOME

    def run(frame: Frame) -> Any:
        known: bool | None = not deciding
        try:
            for result in rounds.results(frame):
                if result is deciding:
                    return deciding
                if not isinstance(result, bool):
                    known = None
        except _NoListError:
            return None
        return known

    return run


def function_of(builder: Builder, node: FunctionOf) -> Run:
    """A function that sees the names around it, as they are where it is made."""
    body = building_inside(builder, node.parameters, node.body)
    types = [type_at(builder, node, one) if one else None for one in node.types] or [None] * len(node.parameters)

    def run(frame: Frame) -> FeelFunction:
        around = frame.names

        def call(*arguments: Any) -> Any:
            frame.spend(_STEPS_A_CALL)
            values = [one if kind is None else kind.coerced(one) for one, kind in zip(arguments, types, strict=True)]
            outer = frame.names
            frame.names = around
            try:
                return inside(frame, dict(zip(node.parameters, values, strict=True)), body)
            finally:
                frame.names = outer

        return FeelFunction(node.parameters, call)

    return run
