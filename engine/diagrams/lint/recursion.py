"""A process that calls itself, directly or through others, would never end."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.graph import Node

RULE = "recursion"


def recursion(context: Context) -> Iterator[Finding]:
    """Each call activity through which a process comes back to itself."""
    calls: dict[str, list[Node]] = {}
    for node in context.nodes:
        if node.kind == "callActivity":
            calls.setdefault(node.scope.process.id, []).append(node)
    for caller, activities in calls.items():
        for activity in activities:
            if caller in _reached(activity.element.get("calledElement") or "", calls):
                yield activity.error(RULE, process=caller)


def _reached(process: str, calls: dict[str, list[Node]]) -> set[str]:
    """The process itself and all that it calls, over any number of calls."""
    waiting, seen = [process], set[str]()
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting += [node.element.get("calledElement") or "" for node in calls.get(current, [])]
    return seen
