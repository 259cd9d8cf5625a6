"""A UNIQUE table answers every input with one rule: overlaps and gaps are shown with an input that meets them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.decisions.decision import Decision
from engine.decisions.gaps import OTHER_TEXT, Uncheckable, coverage
from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context

RULE = "decision_tables"
_SHOWN_OVERLAPS = 10


def decision_tables(context: Context) -> Iterator[Finding]:
    """Overlaps, gaps, and tables that cannot be tried out."""
    for decision in context.decisions:
        if decision.hit_policy == "UNIQUE":
            yield from _coverage(decision)


def _coverage(decision: Decision) -> Iterator[Finding]:
    try:
        covered = coverage(decision)
    except Uncheckable:
        yield Finding.warning(RULE, decision.file, decision.line, decision.id, f"{RULE}.unchecked")
        return
    lines = {rule.id: rule.line for rule in decision.rules}
    for first, second, values in covered.overlaps[:_SHOWN_OVERLAPS]:
        shown = {"first": _row(decision, first), "second": _row(decision, second), "example": _example(values)}
        yield Finding.error(RULE, decision.file, lines[second], decision.id, f"{RULE}.overlap", **shown)
    if covered.gap is not None:
        example = _example(covered.gap)
        yield Finding.error(RULE, decision.file, decision.line, decision.id, f"{RULE}.gap", example=example)


def _row(decision: Decision, rule: str) -> int:
    """The rule's number as a modeler shows it."""
    return [known.id for known in decision.rules].index(rule) + 1


def _example(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{label} = {_shown(value)}" for label, value in values.items())


def _shown(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return f'"{value}"' if isinstance(value, str) and value != OTHER_TEXT else str(value)
