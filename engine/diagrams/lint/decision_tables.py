"""Tables do what their hit policy says: overlaps, gaps, rules never reached and clashes are shown with an example."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from engine.decisions.clashes import clashes
from engine.decisions.coverage import Coverage, coverage
from engine.decisions.elements import Decision, Knowledge
from engine.decisions.hit_policies import SINGLE, HitPolicy
from engine.decisions.showing import shown, shown_inputs
from engine.decisions.stretches import OTHER_TEXT, Uncheckable
from engine.decisions.table import Table
from engine.diagrams.lint.context import Context
from engine.findings import Finding, Severity

RULE: Final = "decision_tables"
_SHOWN: Final = 10  #: findings of one kind that are told of one table


def decision_tables(context: Context) -> Iterator[Finding]:
    """Everything that can be told of the tables of a bundle without running them."""
    for element in context.decisions.elements.values():
        if isinstance(element, Decision | Knowledge) and not element.findings:
            for table in element.tables:
                yield from _clashes(table, element.id)
                yield from _coverage(table, element.id)


def _coverage(table: Table, element: str) -> Iterator[Finding]:
    try:
        covered = coverage(table)
    except Uncheckable:
        yield _finding(Severity.WARNING, table, element, "unchecked", table.line)
        return
    if not covered.is_complete:
        yield _finding(Severity.WARNING, table, element, "unchecked", table.line)
    yield from _overlaps(table, element, covered)
    yield from _unreached(table, element, covered)
    if covered.gap is not None and table.policy in SINGLE and not _has_default(table):
        yield _finding(Severity.ERROR, table, element, "gap", table.line, example=_example(covered.gap))


def _overlaps(table: Table, element: str, covered: Coverage) -> Iterator[Finding]:
    key = "overlap" if table.policy is HitPolicy.UNIQUE else "disagreement"
    for first, second, values in list(_forbidden(table, covered))[:_SHOWN]:
        params = {"first": first, "second": second, "example": _example(values)}
        yield _finding(Severity.ERROR, table, element, key, table.rules[second - 1].line, **params)


def _forbidden(table: Table, covered: Coverage) -> Iterator[tuple[int, int, Any]]:
    """The overlaps that the hit policy does not allow."""
    if table.policy is HitPolicy.UNIQUE:
        yield from covered.overlaps
    elif table.policy is HitPolicy.ANY:
        for first, second, values in covered.overlaps:
            if _answer(table, first) != _answer(table, second):
                yield first, second, values


def _unreached(table: Table, element: str, covered: Coverage) -> Iterator[Finding]:
    for number, before, values in covered.hidden[:_SHOWN]:
        params = {"rule": number, "first": before, "example": _example(values)}
        yield _finding(Severity.WARNING, table, element, "hidden", table.rules[number - 1].line, **params)
    for number in covered.never[:_SHOWN]:
        rule = table.rules[number - 1]
        asked = zip(table.inputs, rule.tests, strict=True)
        example = ", ".join(f"{column.label}: {test.source}" for column, test in asked if test.source != "-")
        yield _finding(Severity.WARNING, table, element, "never", rule.line, rule=number, example=example)


def _answer(table: Table, number: int) -> tuple[str, ...]:
    return tuple(cell.source.strip() for cell in table.rules[number - 1].outputs)


def _has_default(table: Table) -> bool:
    return any(column.default is not None for column in table.outputs)


def _clashes(table: Table, element: str) -> Iterator[Finding]:
    for count, clash in enumerate(clashes(table)):
        if count >= _SHOWN:
            return
        value = clash.value if clash.key == "output_clash" else shown(clash.value)
        params = {"rule": clash.rule, "column": clash.column, "value": value, "type": clash.type}
        yield _finding(Severity.ERROR, table, element, clash.key, clash.line, **params)


def _example(values: Any) -> str:
    return shown_inputs(values).replace(f'"{OTHER_TEXT}"', OTHER_TEXT)


def _finding(severity: Severity, table: Table, element: str, key: str, line: int, **params: Any) -> Finding:
    return Finding(severity, RULE, table.file, line, element, f"decisions.{key}", params)
