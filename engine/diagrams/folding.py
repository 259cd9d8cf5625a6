"""Keeps a case as small as its diagram: finished rounds of a loop and finished members are taken out of the tree.

A round is folded by putting the later pass of an element in the place of its first pass, when no token stands anywhere
else below that place. Nothing a later step can ask for is lost: what folded branches wrote stays with their process.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import MultiInstanceTask
from SpiffWorkflow.util.task import TaskState

from engine.diagrams.ghosts import drop_inner
from engine.diagrams.joins import SPENT, LastJoin
from engine.diagrams.merging import writes_since
from engine.diagrams.tokens import OPEN

#: a token may take another's place when it will not read its parent again
_SETTLED = TaskState.READY | TaskState.STARTED | TaskState.COMPLETED


def tidy(top: Any) -> None:
    """Prune and fold every process of this case that still runs; of a case that ended keep its last token."""
    if top.completed:
        _keep_last(top)
        return
    _drop_finished_processes(top)
    for tree in top.trees():
        _prune_members(tree)
        if has_grown(tree):
            fold(tree)


def _keep_last(top: Any) -> None:
    last = top.last_task
    last._parent, last._children = None, []
    top.tasks = {last.id: last}
    top.task_tree = last
    top.subprocesses.clear()


def has_grown(tree: Any) -> bool:
    """Whether looking for rounds is worth it: a process larger than its diagram was somewhere twice."""
    return len(tree.tasks) > len(tree.spec.task_specs)


def fold(tree: Any) -> None:
    """Fold the finished rounds of one process."""
    standing = _standing(tree)
    branches = [tree.task_tree]
    while branches:
        spine = list(_spine(branches.pop(), standing))
        branches.extend(child for child in spine[-1].children if standing.get(child.id))
        _fold_spine(tree, spine)


def _standing(tree: Any) -> dict[str, int]:
    """How many tokens stand at or below each token."""
    counts: dict[str, int] = {}
    for token in tree.tasks.values():
        if token._state & OPEN:
            above = token
            while above is not None:
                counts[above.id] = counts.get(above.id, 0) + 1
                above = above.parent
    return counts


def _spine(token: Any, standing: dict[str, int]) -> Iterator[Any]:
    """From this token down while one child holds everything that stands below."""
    while True:
        yield token
        below = [child for child in token.children if child.id in standing]
        if token._state & OPEN or len(below) != 1:
            return
        token = below[0]


def _fold_spine(tree: Any, spine: list[Any]) -> None:
    last = {token.task_spec.name: place for place, token in enumerate(spine) if token._state & _SETTLED}
    place = 0
    while place < len(spine):
        later = last.get(spine[place].task_spec.name, place)
        if later > place:
            _replace(tree, spine[place : later + 1])
        place = max(later, place) + 1


def _replace(tree: Any, round_: list[Any]) -> None:
    first, later = round_[0], round_[-1]
    if first.parent is None:
        return
    kept = {token.id for token in later}
    gone = [token for token in first if token.id not in kept]
    _keep_writes(tree, gone, round_)
    siblings = first.parent._children
    siblings[siblings.index(first.id)] = later.id
    later._parent = first._parent
    for token in gone:
        del tree.tasks[token.id]
        _drop_process(tree.top_workflow, token.id)


def _keep_writes(tree: Any, gone: list[Any], round_: list[Any]) -> None:
    """What side branches of this round wrote before they ended still belongs to the outcome of the process."""
    on_spine = {token.id for token in round_}
    for token in gone:
        ended = isinstance(token.task_spec, LastJoin) and SPENT not in token.internal_data
        if ended and token.parent._state == TaskState.COMPLETED:
            fork = next((above for above in token.ancestors() if above.id in on_spine), None)
            if fork is not None:
                tree.left_behind.update(writes_since(token.parent, fork))


def _prune_members(tree: Any) -> None:
    for token in [token for token in tree.tasks.values() if isinstance(token.task_spec, MultiInstanceTask)]:
        for child in token.children:
            if child.task_spec.name == token.task_spec.task_spec and child._state & TaskState.FINISHED_MASK:
                token._children.remove(child.id)
                for member in list(child):
                    del tree.tasks[member.id]
                    _drop_process(tree.top_workflow, member.id)


def _drop_finished_processes(top: Any) -> None:
    for token_id, tree in list(top.subprocesses.items()):
        if tree.completed and tree.parent_task._state & TaskState.FINISHED_MASK and token_id in top.subprocesses:
            _drop_process(top, token_id)


def _drop_process(top: Any, token_id: str) -> None:
    subtree = top.subprocesses.pop(token_id, None)
    if subtree is not None:
        drop_inner(top, subtree)
        subtree.tasks.clear()  # its tokens hold it and each other
