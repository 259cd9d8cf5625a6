"""A deadline that no timer watches passes without anybody being told."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.dialect import DEADLINE_FUNCTIONS
from engine.diagrams.findings import Finding
from engine.diagrams.lint.code import TIMER_KINDS
from engine.diagrams.lint.context import Context

RULE = "deadlines"


def watched_deadlines(context: Context) -> Iterator[Finding]:
    """Each declared deadline that no timer asks for."""
    asked = {
        call.literal
        for code in context.code
        if code.place in TIMER_KINDS and code.compiled is not None
        for call in code.compiled.calls
        if call.name in DEADLINE_FUNCTIONS
    }
    declared = {element.get("name") or "": node for node in context.nodes for element in node.extensions("deadline")}
    for name, node in declared.items():
        if name not in asked:
            yield node.warning(RULE, f"{RULE}.unwatched", name=name)
