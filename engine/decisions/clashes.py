"""Cells that speak of another kind of value than their column holds, and answers that their column does not allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.decisions.columns import Output
from engine.decisions.hit_policies import Aggregation
from engine.decisions.run import Run
from engine.decisions.stretches import constants, is_plain, looks_elsewhere
from engine.decisions.table import Table
from engine.decisions.types import Misfit
from engine.errors import Refusal
from engine.expressions.expression import Expression
from engine.expressions.feel_values.kinds import Kind, kind_of
from engine.expressions.tree import Call, Name
from engine.expressions.walking import walk


@dataclass(frozen=True, slots=True)
class Clash:
    """One cell that cannot be meant so: `key` says how, `value` is the example."""

    key: str
    rule: int
    line: int
    column: str
    value: Any
    type: str


def clashes(table: Table) -> Iterator[Clash]:
    """All clashes of a table, a few of each column."""
    for place, column in enumerate(table.inputs):
        tests = [(rule, rule.tests[place]) for rule in table.rules]
        simple = [(rule, test) for rule, test in tests if is_plain(test) and not looks_elsewhere(test)]
        kind = column.type.kind or _usual(constants(test for _, test in simple))
        for rule, test in simple:
            for value in constants([test]):
                found = kind_of(value)
                if kind is not None and found is not Kind.NULL and not _fits(found, kind):
                    yield Clash(
                        "input_clash", rule.number, rule.line, column.label, value, column.type.name or kind.value
                    )
    for place, output in enumerate(table.outputs):
        for rule in table.rules:
            yield from _given(table, output, rule.number, rule.line, rule.outputs[place])


def _usual(values: list[Any]) -> Kind | None:
    """What most cells speak of, where the column declares no type."""
    counted = Counter(kind for value in values if (kind := kind_of(value)) is not Kind.NULL)
    return counted.most_common(1)[0][0] if counted else None


def _fits(found: Kind, wanted: Kind) -> bool:
    if wanted in (Kind.LIST, Kind.CONTEXT, Kind.FUNCTION, Kind.RANGE):
        return True  # cells of such columns speak of what is inside
    return found is wanted or {found, wanted} == {Kind.DATE, Kind.DATE_TIME}


def _given(table: Table, output: Output, number: int, line: int, cell: Expression) -> Iterator[Clash]:
    """An answer that is written out must be one its column allows, and a number where it is summed."""
    if any(isinstance(node, Name | Call) for node in walk(cell.tree)):
        return
    try:
        value = cell.value({}, {})
        output.type.admit(value, Run({}, strict=True))
        allowed = value is None or output.allowed.holds(value, {}, {}) is True
    except Misfit:
        yield Clash("output_clash", number, line, output.name, cell.source, output.type.name)
        return
    except Refusal:
        return
    if not allowed:
        yield Clash("output_excluded", number, line, output.name, value, output.type.name)
    elif table.aggregation is Aggregation.SUM and kind_of(value) is not Kind.NUMBER:
        yield Clash("output_no_number", number, line, output.name, value, "number")
