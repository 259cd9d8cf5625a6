"""Finds inputs for which two rules of a UNIQUE table match, or none, by trying the values where answers change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from engine.decisions.decision import KINDS, WHOLE, Decision, Input
from engine.decisions.literals import Constant, kind_of
from engine.decisions.unary import PLACE, UnaryTest
from engine.errors import Refusal
from engine.expressions.expression import Expression

#: Combinations of matching rules that are followed; above it a table is told to be too large to check.
MAX_COMBINATIONS = 50_000
#: Stands for every text that no cell names.
OTHER_TEXT = "…"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the trial showed. `gap` is an input no rule matches; `overlaps` pair rules with an input both match."""

    gap: Mapping[str, Any] | None
    overlaps: tuple[tuple[str, str, Mapping[str, Any]], ...]


class Uncheckable(Exception):
    """The table cannot be tried out: a cell looks at other data, or there are too many combinations."""


def coverage(decision: Decision) -> Coverage:
    """Try the table out. Raises Uncheckable.

    Cells of a column divide its values into stretches within which no answer changes; one value of each stretch is
    tried. What matters of it is only the set of rules it lets pass, so columns are combined as sets of rules.
    """
    everything = (1 << len(decision.rules)) - 1
    found: dict[int, tuple[Any, ...]] = {everything: ()}
    for place, column in enumerate(decision.inputs):
        passing = _passing(column, [rule.tests[place] for rule in decision.rules])
        combined: dict[int, tuple[Any, ...]] = {}
        for before, values in found.items():
            for rules, value in passing.items():
                combined.setdefault(before & rules, (*values, value))
        if len(combined) > MAX_COMBINATIONS:
            raise Uncheckable
        found = combined
    return _judged(decision, found)


def _judged(decision: Decision, found: Mapping[int, tuple[Any, ...]]) -> Coverage:
    labels = [column.label for column in decision.inputs]
    gap = dict(zip(labels, found[0], strict=True)) if 0 in found else None
    overlaps: dict[tuple[str, str], Mapping[str, Any]] = {}
    for rules, values in found.items():
        matching = [rule.id for n, rule in enumerate(decision.rules) if rules >> n & 1]
        for pair in pairwise(matching):
            overlaps.setdefault(pair, dict(zip(labels, values, strict=True)))
    return Coverage(gap, tuple((first, second, values) for (first, second), values in overlaps.items()))


def _passing(column: Input, tests: list[UnaryTest]) -> dict[int, Any]:
    """For each set of rules that some value of this column lets pass, one such value."""
    passing: dict[int, Any] = {}
    for value in _values(column, tests):
        if value is not None and not _holds(column.allowed, value):
            continue
        rules = sum(1 << n for n, test in enumerate(tests) if _holds(test, value))
        passing.setdefault(rules, value)
    return passing


def _holds(test: UnaryTest, value: Any) -> bool:
    try:
        return test.holds(value, _ask)
    except Refusal as refusal:
        raise Uncheckable from refusal


def _ask(condition: Expression, value: Any) -> Any:
    if condition.names - {PLACE} or any(call.name for call in condition.calls):
        raise Uncheckable
    return condition.evaluate({PLACE: value})


def _values(column: Input, tests: list[UnaryTest]) -> Iterator[Any]:
    constants = {c for test in (*tests, column.allowed) for c in test.constants}
    kinds = {kind_of(constant) for constant in constants} - {"nothing"}
    kind = _kind(column.type, kinds)
    if column.takes_nothing:
        yield None
    if kind == "truth":
        yield from (True, False)
    elif kind == "text":
        yield from _texts(constants)
    elif kind == "number":
        yield from _numbers(constants, whole=column.type in WHOLE)
    else:
        yield OTHER_TEXT  # no cell looks at this column


def _kind(type_: str, kinds: set[str]) -> str:
    """The sort of the column's values: by its declared type, else by what its cells speak of."""
    if type_ in KINDS:
        return KINDS[type_]
    if len(kinds) > 1:
        raise Uncheckable
    return next(iter(kinds), "")


def _texts(constants: set[Constant]) -> Iterator[str]:
    """One that nobody names, each text named, and in order the one before all and those just after each."""
    named = sorted(constant for constant in constants if isinstance(constant, str))
    yield OTHER_TEXT
    yield from named
    yield ""
    yield from (f"{text}0" for text in named)


def _numbers(constants: set[Constant], *, whole: bool) -> Iterator[float]:
    """Each number named, one on either side of it, and one between each two neighbours."""
    named = sorted(c for c in constants if isinstance(c, int | float) and not isinstance(c, bool)) or [0]
    if whole:
        tried = {number + step for number in named for step in (-1, 0, 1)}
    else:
        between = {(low + high) / 2 for low, high in pairwise(named)}
        tried = {*named, *between, named[0] - 1, named[-1] + 1}
    yield from sorted(tried, key=lambda number: (abs(number), number < 0))  # small examples are read best
