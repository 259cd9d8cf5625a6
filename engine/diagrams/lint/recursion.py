"""A process that calls itself, directly or through others, would never end."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.graph import Node

RULE = "recursion"


def recursion(context: Context) -> Iterator[Finding]:
    """Each call activity through which a process comes back to itself."""
    calls = _calls(context)
    called = _called_by(calls)
    for caller, activities in calls.items():
        endless = {process for process in called[caller] if caller in _reached(process, called)}
        yield from (activity.error(RULE, process=caller) for activity in activities if _called(activity) in endless)


def run_together(context: Context) -> list[set[str]]:
    """For each process that calls others: its id and those of all that run in its cases."""
    called = _called_by(_calls(context))
    return [_reached(caller, called) for caller in called]


def _calls(context: Context) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in context.nodes:
        if node.kind == "callActivity":
            found.setdefault(node.scope.process.id, []).append(node)
    return found


def _called_by(calls: dict[str, list[Node]]) -> dict[str, set[str]]:
    return {caller: {_called(activity) for activity in activities} for caller, activities in calls.items()}


def _called(activity: Node) -> str:
    return activity.element.get("calledElement") or ""


def _reached(process: str, called: dict[str, set[str]]) -> set[str]:
    """The process itself and all that it calls, over any number of calls."""
    waiting, seen = [process], set[str]()
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting += called.get(current, ())
    return seen
