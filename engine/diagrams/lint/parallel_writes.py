"""Branches that run side by side write variables of their own: at the join, lists of the same name are mixed up."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.graph import Node
from engine.diagrams.lint.multi_instances import results_of
from engine.diagrams.lint.size import MAX_FLOWS
from engine.expressions.script import Script

RULE = "parallel_writes"
_FORKING = frozenset({"parallelGateway", "inclusiveGateway"})


def parallel_writes(context: Context) -> Iterator[Finding]:
    """Each variable that two branches of one fork write before they meet."""
    scripts = {
        (code.drawn.file, code.drawn.id): code.compiled for code in context.code if isinstance(code.compiled, Script)
    }
    for node in context.nodes:
        following = node.successors if node.kind in _FORKING and len(node.scope.flows) <= MAX_FLOWS else []
        if len(following) > 1:
            branches = [_before_meeting(first) for first in following]
            shared = set.intersection(*(set(branch) for branch in branches))
            written = [_written(branch, shared, scripts) for branch in branches]
            for name in sorted(_twice(written)):
                yield node.warning(RULE, name=name)


def _before_meeting(first: Node) -> dict[str, Node]:
    waiting, seen = [first], dict[str, Node]()
    while waiting:
        node = waiting.pop()
        if node.id not in seen:
            seen[node.id] = node
            waiting += [*node.successors, *node.boundary]
    return seen


def _written(branch: dict[str, Node], shared: set[str], scripts: dict[tuple[str, str], Script]) -> set[str]:
    names: set[str] = set()
    for node in branch.values():
        if node.id in shared:
            continue
        if (node.file, node.id) in scripts:
            names |= scripts[node.file, node.id].writes
        names.add(node.camunda("resultVariable") or "")
        if node.multiple is not None:
            names.add(results_of(node.multiple) or "")
    return names - {""}


def _twice(written: list[set[str]]) -> set[str]:
    return {name for n, names in enumerate(written) for name in names if any(name in other for other in written[:n])}
