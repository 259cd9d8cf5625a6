"""Columns: each figure stands right of all that lead to it, once the lines that lead back are set aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[str, str]


def backward(nodes: Sequence[str], lines: Iterable[Pair]) -> set[Pair]:
    """The lines that lead back, or to the figure itself: those that close a ring in a walk from the first figures."""
    after = _after(nodes, lines)
    entered = {target for source, targets in after.items() for target in targets if target != source}
    starts = sorted(
        nodes, key=lambda node: node in entered
    )  # a ring that nothing enters begins where it is drawn first
    back: set[Pair] = set()
    open_: set[str] = set()
    done: set[str] = set()
    for start in starts:
        waiting = [(start, iter(after[start]))] if start not in done else []
        open_.update(node for node, _ in waiting)
        while waiting:
            node, following = waiting[-1]
            target = next(following, None)
            if target is None:
                waiting.pop()
                open_.discard(node)
                done.add(node)
            elif target in open_:
                back.add((node, target))
            elif target not in done:
                open_.add(target)
                waiting.append((target, iter(after[target])))
    return back


def columns(nodes: Sequence[str], lines: Iterable[Pair], back: set[Pair]) -> dict[str, int]:
    """The column of each figure, from 0: the length of the longest way to it."""
    forward = [line for line in lines if line not in back]
    after = _after(nodes, forward)
    missing = dict.fromkeys(nodes, 0)
    for targets in after.values():
        for target in targets:
            missing[target] += 1
    column = dict.fromkeys(nodes, 0)
    ready = [node for node in nodes if not missing[node]]
    for node in ready:  # grows while it is walked
        for target in after[node]:
            column[target] = max(column[target], column[node] + 1)
            missing[target] -= 1
            if not missing[target]:
                ready.append(target)
    return column


def _after(nodes: Sequence[str], lines: Iterable[Pair]) -> Mapping[str, list[str]]:
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in lines:
        if target not in after[source]:
            after[source].append(target)
    return after
