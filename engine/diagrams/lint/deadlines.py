"""Declared deadlines: complete, named once for each activity, and asked for by name only where they run."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.dialect import DEADLINE_FUNCTIONS
from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context

RULE = "deadlines"


def deadlines(context: Context) -> Iterator[Finding]:
    """Deadlines without a length, and names that no activity declares."""
    declared = {element.get("name") or "": node for node in context.nodes for element in node.extensions("deadline")}
    for code in context.code:
        for call in code.compiled.calls if code.compiled is not None else ():
            is_name = call.name in DEADLINE_FUNCTIONS and isinstance(call.literal, str)
            if is_name and call.literal not in declared:
                shown = {"place": code.place, "name": call.literal, "function": call.name}
                yield code.drawn.error(RULE, f"{RULE}.unknown", known=sorted(declared), **shown)
    yield from _lengths(context)


def _lengths(context: Context) -> Iterator[Finding]:
    for node in context.nodes:
        names = [element.get("name") for element in node.extensions("deadline")]
        if len(names) > 1:
            yield node.error(RULE, f"{RULE}.several", names=names)
        for element in node.extensions("deadline"):
            if element.get("days") is None and element.get("unit") != "none":
                yield node.error(RULE, f"{RULE}.no_days", name=element.get("name"))
