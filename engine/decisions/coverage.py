"""Tries a table out: inputs that two rules take, that none takes, and rules that are never reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from engine.decisions.hit_policies import HitPolicy
from engine.decisions.notations import Question
from engine.decisions.stretches import Uncheckable, is_plain, looks_elsewhere, tried
from engine.decisions.table import Table
from engine.errors import Refusal

#: combinations of matching rules that are followed, and cells and pairs that are looked at; above, it is too large
MAX_COMBINATIONS: Final = 50_000
MAX_ASKED: Final = 400_000
_MAX_PAIRS: Final = 200
Inputs = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the trial showed, rules by their numbers. Unless it `is_complete`, only overlaps are told.

    `gap` is an input no rule takes; `overlaps` pair rules with an input both take; `hidden` are rules behind an earlier
    one (of FIRST) with an input that shows it; `never` are rules that take no input at all.
    """

    gap: Inputs | None
    overlaps: tuple[tuple[int, int, Inputs], ...] = ()
    hidden: tuple[tuple[int, int, Inputs], ...] = ()
    never: tuple[int, ...] = ()
    is_complete: bool = True


def coverage(table: Table) -> Coverage:
    """Try the table out. Raises Uncheckable.

    Cells of a column divide its values into stretches within which no answer changes; one value of each stretch is
    tried. What matters of it is only the set of rules it lets pass, so columns are combined as sets of rules.
    """
    sources = [column.expression.source.strip() for column in table.inputs]
    if len(set(sources)) < len(sources):
        raise Uncheckable  # two columns of one value do not combine freely
    found: dict[int, tuple[Any, ...]] = {(1 << len(table.rules)) - 1: ()}
    asked = 0
    for place in range(len(table.inputs)):
        passing, cost = _passing(table, place)
        asked += cost
        asked += len(found) * len(passing)
        if asked > MAX_ASKED:
            raise Uncheckable
        combined: dict[int, tuple[Any, ...]] = {}
        for before, values in found.items():
            for rules, value in passing.items():
                combined.setdefault(before & rules, (*values, value))
        if len(combined) > MAX_COMBINATIONS:
            raise Uncheckable
        found = combined
    return _judged(table, found)


def _passing(table: Table, place: int) -> tuple[dict[int, Any], int]:
    """For each set of rules that some value of this column lets pass, one such value; and how many cells were asked."""
    column = table.inputs[place]
    tests = [rule.tests[place] for rule in table.rules]
    alike: dict[str, int] = {}
    for number, test in enumerate(tests):
        alike[test.source] = alike.get(test.source, 0) | 1 << number
    different = {test.source: test for test in tests}
    if any(looks_elsewhere(test) for test in (*different.values(), column.allowed)):
        raise Uncheckable
    values = list(tried(column, list(different.values())))
    if len(values) * len(different) > MAX_ASKED:
        raise Uncheckable
    passing: dict[int, Any] = {}
    for value in values:
        if value is not None and not (_holds(column.allowed, value) and _holds(column.type.allowed, value)):
            continue
        rules = 0
        for source, test in different.items():
            if _holds(test, value):
                rules |= alike[source]
        passing.setdefault(rules, value)
    return passing, len(values) * len(different)


def _holds(test: Question, value: Any) -> bool:
    try:
        return test.holds(value, {}, {}) is True
    except Refusal as refusal:
        raise Uncheckable from refusal


def _judged(table: Table, found: Mapping[int, tuple[Any, ...]]) -> Coverage:
    labels = [column.label for column in table.inputs]
    examples = {rules: dict(zip(labels, values, strict=True)) for rules, values in found.items()}
    reached = 0
    for rules in found:
        reached |= rules
    if not all(is_plain(test) for rule in table.rules for test in rule.tests):
        return Coverage(None, _overlaps(examples), is_complete=False)
    return Coverage(
        gap=examples.get(0),
        overlaps=_overlaps(examples),
        hidden=_hidden(table, examples) if table.policy is HitPolicy.FIRST else (),
        never=tuple(rule.number for rule in table.rules if not reached >> (rule.number - 1) & 1),
    )


def _overlaps(examples: Mapping[int, Inputs]) -> tuple[tuple[int, int, Inputs], ...]:
    """Neighbours among the rules that take one input; of very many, some."""
    pairs: dict[tuple[int, int], Inputs] = {}
    for rules, values in examples.items():
        matching = _numbers(rules)
        for pair in pairwise(matching):
            pairs.setdefault(pair, values)
        if len(pairs) > _MAX_PAIRS:
            break
    return tuple((first, second, values) for (first, second), values in sorted(pairs.items(), key=lambda item: item[0]))


def _hidden(table: Table, examples: Mapping[int, Inputs]) -> tuple[tuple[int, int, Inputs], ...]:
    """Rules that are never the first to match, each with the rule that comes before it for some input."""
    first: set[int] = set()
    behind: dict[int, tuple[int, Inputs]] = {}
    for rules, values in examples.items():
        matching = _numbers(rules)
        first.update(matching[:1])
        for number in matching[1:]:
            behind.setdefault(number, (matching[0], values))
    return tuple(
        (number, *behind[number]) for rule in table.rules if (number := rule.number) not in first and number in behind
    )


def _numbers(rules: int) -> list[int]:
    """The numbers of the rules in this set, in order."""
    found = []
    while rules:
        lowest = rules & -rules
        found.append(lowest.bit_length())
        rules ^= lowest
    return found
