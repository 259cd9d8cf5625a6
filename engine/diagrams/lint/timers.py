"""Timers must come due: valid durations, and expressions that give an instant."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from engine.diagrams.dialect import WORLD_FUNCTIONS
from engine.diagrams.findings import Finding, Severity
from engine.diagrams.lint.code import TIMER_KINDS
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.drawn import is_bpmn, local_name, text_of
from engine.diagrams.lint.durations import is_duration, is_repetition, length_fault
from engine.diagrams.lint.graph import Node
from engine.diagrams.timer_texts import read_timer
from engine.errors import Invalid
from engine.expressions.expression import Expression
from engine.expressions.refusals import ExpressionRefused

RULE = "timers"
_INSTANT_FUNCTIONS = frozenset({"due", "before_due", "after_due", "working_days"})


def timers(context: Context) -> Iterator[Finding]:
    """Each timer that would fail or fire at once."""
    for node in context.nodes:
        definition = node.definition("timer")
        if definition is None:
            continue
        specs = [child for child in definition if is_bpmn(child) and local_name(child) in TIMER_KINDS]
        if len(specs) != 1:
            yield node.error(RULE, f"{RULE}.specification")
        for spec in specs:
            yield from _spec(node, local_name(spec), text_of(spec))


def _spec(node: Node, kind: str, text: str) -> Iterator[Finding]:
    try:
        written = read_timer(text, kind)
    except ExpressionRefused:
        return  # told by the rule on expressions
    except Invalid as refusal:
        yield Finding(Severity.ERROR, RULE, node.file, node.line, node.id, refusal.key, refusal.params)
        return
    if isinstance(written.code, Expression):
        yield from _computed(node, kind, text, written.code)
    elif kind != "timeDate":
        yield from _length(node, kind, written.source)


def _length(node: Node, kind: str, text: str) -> Iterator[Finding]:
    fault = length_fault(text) if is_duration(text) else None
    if fault == "long":
        yield node.error(RULE, f"{RULE}.{fault}", text=text)
    elif fault == "calendar":
        yield node.warning(RULE, f"{RULE}.calendar", text=text)
    if is_repetition(text) and kind != "timeCycle":
        yield node.error(RULE, f"{RULE}.repetition", text=text, kind=kind)


def _computed(node: Node, kind: str, text: str, expression: Expression) -> Iterator[Finding]:
    called = {call.name for call in expression.calls}
    if not expression.names and not called & WORLD_FUNCTIONS.keys():
        yield node.error(RULE, f"{RULE}.constant", text=text.strip())
    if kind != "timeDate" and called & _INSTANT_FUNCTIONS:
        yield node.error(RULE, f"{RULE}.instant_as_duration", kind=kind, functions=sorted(called & _INSTANT_FUNCTIONS))


def literal_of(text: str) -> str | None:
    """The text inside quotes when that is all there is; the empty text for nothing at all; None for an expression."""
    if not text.strip():
        return ""
    try:
        value = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return value if isinstance(value, str) else None
