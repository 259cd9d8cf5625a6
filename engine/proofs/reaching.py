"""From which explored moments a goal can still be reached; where none can, a case is stuck for good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from engine.proofs.exploring import Label, Node, Renaming, renamed


def reaching(nodes: Iterable[Node], is_goal: Callable[[Node], bool]) -> set[Node]:
    """The moments from which a goal can be reached, over moves that were made or only put in another order."""
    known = list(nodes)
    goals: set[Node] = set()
    before: dict[Node, list[Node]] = {}
    for node in known:
        for target in _targets(node):
            before.setdefault(target, []).append(node)
            if is_goal(target):
                goals.add(target)
        if is_goal(node):
            goals.add(node)
    waiting, seen = list(goals), set(goals)
    while waiting:
        for node in before.get(waiting.pop(), ()):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return seen


def stuck_in(nodes: Iterable[Node], is_goal: Callable[[Node], bool]) -> list[Node]:
    """The moments that were followed and from which no goal can be reached."""
    known = list(nodes)
    good = reaching(known, is_goal)
    return [node for node in known if node not in good and not node.dead]


def _targets(node: Node) -> Iterator[Node]:
    yield from (target for target, _ in node.edges.values())
    for label in node.asleep:
        target = _slept(node, label, 0)
        if target is not None:
            yield target


def _slept(node: Node, label: Label, depth: int) -> Node | None:
    """Where a sleeping move leads: the same two moves in their other order."""
    made = node.edges.get(label)
    if made is not None:
        return made[0]
    held = node.asleep.get(label)
    if held is None or depth > 60:
        return None
    _, source, via = held
    first = _hop(source, label, depth)
    if first is None:
        return None
    return _slept(first[0], renamed(via, first[1]), depth + 1)


def _hop(node: Node, label: Label, depth: int) -> tuple[Node, Renaming] | None:
    made = node.edges.get(label)
    if made is not None:
        return made
    target = _slept(node, label, depth + 1)
    return (target, {}) if target is not None else None
