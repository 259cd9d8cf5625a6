"""Every node can be reached and leads on; the library drops or abandons the others in silence."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.graph import Node, Scope, begins, reached_from

RULE = "reachability"
#: from anything else a token may simply end
_LEADING_ON = frozenset({"exclusiveGateway", "eventBasedGateway"})


def reachability(context: Context) -> Iterator[Finding]:
    """Missing starts, nodes that are never reached, and gateways from which nothing leads on."""
    for scope in context.scopes:
        if scope.kind not in ("process", "subProcess", "transaction"):
            continue
        yield from _ends(scope)
        if scope.starts:
            yield from _unreached(scope)
        for node in scope.nodes.values():
            yield from _of(node)


def _unreached(scope: Scope) -> Iterator[Finding]:
    """The first node of each part that no token comes to, with those behind it."""
    reached = scope.reached()
    left = {node.id: node for node in scope.nodes.values() if node.id not in reached and not _is_misattached(node)}
    entered = {after.id for node in left.values() for after in (*node.successors, *node.boundary)}
    for first in sorted(left.values(), key=lambda node: node.id in entered):  # the rest of a ring has no first
        if first.id in left:
            behind = [id_ for id_ in reached_from([first]) if left.pop(id_, None) is not None and id_ != first.id]
            key = f"{RULE}.unreachable_part" if behind else f"{RULE}.unreachable"
            yield first.error(RULE, key, count=len(behind), behind=behind)


def _ends(scope: Scope) -> Iterator[Finding]:
    if not scope.nodes:
        yield scope.error(RULE, f"{RULE}.empty")
        return
    if not scope.starts and not any(begins(node) for node in scope.nodes.values()):
        yield scope.error(RULE, f"{RULE}.no_start")


def _of(node: Node) -> Iterator[Finding]:
    if node.kind == "endEvent":
        if node.outgoing:
            yield node.error(RULE, f"{RULE}.after_end")
    elif not node.outgoing and node.kind in _LEADING_ON:
        yield node.error(RULE, f"{RULE}.dead_end", kind=node.kind)
    if node.kind in ("startEvent", "boundaryEvent") and node.incoming:
        yield node.error(RULE, f"{RULE}.before_start", kind=node.kind)


def _is_misattached(node: Node) -> bool:
    """A boundary event of a missing activity is told by another rule."""
    return node.kind == "boundaryEvent" and (node.attached_to or "") not in node.scope.nodes
