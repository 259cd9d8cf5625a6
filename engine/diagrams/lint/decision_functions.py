"""Cells of a table call only functions that there are."""

from __future__ import annotations

from collections.abc import Iterator

from engine.decisions.elements import Decision, Knowledge
from engine.decisions.table import Table
from engine.diagrams.dialect import WORLD_FUNCTIONS
from engine.diagrams.lint.context import Context
from engine.expressions.functions import BUILT_IN
from engine.expressions.notation import Notation
from engine.findings import Finding

RULE = "decision_tables"


def decision_functions(context: Context) -> Iterator[Finding]:
    """Each call of an unknown function in a column or cell; FEEL's own functions are known to its reader."""
    for element in context.decisions.elements.values():
        if isinstance(element, Decision | Knowledge):
            for table in element.tables:
                yield from _functions(table, element.id, context.decisions.callable_names)


def _functions(table: Table, element: str, declared: frozenset[str]) -> Iterator[Finding]:
    outputs = ((rule.line, output) for rule in table.rules for output in rule.outputs)
    inputs = ((column.line, column.expression) for column in table.inputs)
    for line, expression in (*inputs, *outputs):
        own = declared if expression.notation is Notation.FEEL else frozenset(BUILT_IN)
        for call in expression.calls:
            if call.name not in own and call.name not in WORLD_FUNCTIONS:
                known = sorted({*WORLD_FUNCTIONS, *own})
                shown = {"place": expression.source, "name": call.name, "known": known}
                yield Finding.error(RULE, table.file, line, element, "expressions.function", **shown)
