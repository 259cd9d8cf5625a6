"""Cells of a table call only functions that there are."""

from __future__ import annotations

from collections.abc import Iterator

from engine.decisions.decision import Decision
from engine.diagrams.dialect import WORLD_FUNCTIONS
from engine.diagrams.lint.context import Context
from engine.expressions.functions import BUILT_IN
from engine.findings import Finding

RULE = "decision_tables"


def decision_functions(context: Context) -> Iterator[Finding]:
    """Each call of an unknown function in a column or cell."""
    for decision in context.decisions:
        yield from _functions(decision)


def _functions(decision: Decision) -> Iterator[Finding]:
    outputs = ((rule.line, output) for rule in decision.rules for output in rule.outputs)
    inputs = ((decision.line, column.expression) for column in decision.inputs)
    for line, expression in (*inputs, *outputs):
        for call in expression.calls:
            if call.name not in BUILT_IN and call.name not in WORLD_FUNCTIONS:
                known = [*WORLD_FUNCTIONS, *BUILT_IN]
                shown = {"place": expression.source, "name": call.name, "known": known}
                yield Finding.error(RULE, decision.file, line, decision.id, "expressions.function", **shown)
