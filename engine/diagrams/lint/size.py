"""Diagrams small enough for the library, which recurses over them, and loops in which somebody acts."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.graph import Node, Scope

RULE = "size"
MAX_NODES = 250  #: in one process or subprocess; a chain of 320 still parses, 500 does not
MAX_FLOWS = 1_000  #: in one process or subprocess
MAX_DEPTH = 8  #: subprocesses inside one another
MAX_LOOPED = 100  #: nodes in one loop: each round deepens the case until it is folded
_WAITING = frozenset({"userTask", "intermediateCatchEvent", "receiveTask", "callActivity", "subProcess"})


def size(context: Context) -> Iterator[Finding]:
    """Processes that are too large or too deep, and loops that are too long or never wait."""
    for scope in context.scopes:
        if len(scope.nodes) > MAX_NODES:
            yield scope.error(RULE, f"{RULE}.nodes", count=len(scope.nodes), limit=MAX_NODES)
        if len(scope.flows) > MAX_FLOWS:
            yield scope.error(RULE, f"{RULE}.flows", count=len(scope.flows), limit=MAX_FLOWS)
        if _depth(scope) > MAX_DEPTH:
            yield scope.error(RULE, f"{RULE}.depth", limit=MAX_DEPTH)
        for loop in loops(scope):
            if len(loop) > MAX_LOOPED:
                yield loop[0].error(RULE, f"{RULE}.loop", count=len(loop), limit=MAX_LOOPED)
        for loop in loops(scope, through_waiting=False):
            yield loop[0].warning(RULE, f"{RULE}.busy_loop", nodes=sorted(node.id for node in loop))


def _depth(scope: Scope) -> int:
    return 0 if scope.parent is None else 1 + _depth(scope.parent)


def loops(scope: Scope, *, through_waiting: bool = True) -> list[list[Node]]:
    """The groups of nodes from each of which a token can come back to itself; optionally without passing a wait."""
    nodes = {id_: node for id_, node in scope.nodes.items() if through_waiting or node.kind not in _WAITING}
    order = _finished(nodes)
    before: dict[str, list[str]] = {id_: [] for id_ in nodes}
    for id_ in nodes:
        for after in _after(nodes, id_):
            before[after].append(id_)
    found, seen = [], set[str]()
    for id_ in reversed(order):
        group, waiting = [], [id_]
        while waiting:
            current = waiting.pop()
            if current not in seen:
                seen.add(current)
                group.append(nodes[current])
                waiting += before[current]
        if len(group) > 1 or (group and id_ in _after(nodes, id_)):
            found.append(group)
    return found


def _after(nodes: dict[str, Node], id_: str) -> list[str]:
    following = [*nodes[id_].successors, *nodes[id_].boundary]
    return [node.id for node in following if node.id in nodes]


def _finished(nodes: dict[str, Node]) -> list[str]:
    """The ids in the order in which a depth-first walk leaves them (Kosaraju's first pass), without recursion."""
    order: list[str] = []
    seen: set[str] = set()
    for start in nodes:
        waiting = [(start, False)]
        while waiting:
            id_, left = waiting.pop()
            if left:
                order.append(id_)
            elif id_ not in seen:
                seen.add(id_)
                waiting.append((id_, True))
                waiting += [(after, False) for after in _after(nodes, id_)]
    return order
