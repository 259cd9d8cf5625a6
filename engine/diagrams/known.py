"""What a scope knows as a whole: for each key the value written last, in any branch or embedded subprocess of it.

A token carries what its own branch knows; an event that interrupts the scope, or waits for a condition, asks for all.
"""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.specs.Join import Join
from SpiffWorkflow.util.task import TaskState

from engine.diagrams.merging import Written, written
from engine.diagrams.plain_data import same
from engine.diagrams.tokens import OPEN

_ABSENT = object()


def known(tree: Any) -> dict[str, Any]:
    """The data of this process or subprocess as of now. Values are shared, never copied."""
    return overlaid(tree.task_tree.data, writes(tree))


def overlaid(data: dict[str, Any], written_since: dict[str, Written]) -> dict[str, Any]:
    """These data with what was written on top of them."""
    together = dict(data)
    for key, (_, value) in written_since.items():
        if _is_absent(value):
            together.pop(key, None)
        else:
            together[key] = value
    return together


def writes(tree: Any) -> dict[str, Written]:
    """The last write of each key since this process or subprocess began; what was deleted is written as absent."""
    latest: dict[str, Written] = dict(tree.left_behind)
    for token in [token for token in tree.tasks.values() if _holds(token)]:
        _keep_latest(latest, _since(_holder(token), tree.task_tree))
        inner = inside(token)
        if inner is not None:
            _keep_latest(latest, writes(inner))
    return latest


def inside(token: Any) -> Any:
    """The subprocess that runs inside this activity and shares the data around it; None for any other token."""
    if token._state != TaskState.STARTED or not getattr(token.task_spec, "shares_data", False):
        return None
    return token.workflow.top_workflow.subprocesses.get(token.id)


def _holds(token: Any) -> bool:
    """Whether a branch has come this far: a token that stands, or one that arrived and waits to be joined."""
    if "item" in token.internal_data or token.parent is None:
        return False
    arrived = isinstance(token.task_spec, Join) and token._state != TaskState.COMPLETED
    return bool(token._state & OPEN) or (arrived and token.parent._state == TaskState.COMPLETED)


def _holder(token: Any) -> Any:
    return token.parent if isinstance(token.task_spec, Join) else token


def _since(token: Any, root: Any) -> dict[str, Written]:
    changed = [key for key, value in token.data.items() if not same(root.data.get(key, _ABSENT), value)]
    deleted = [key for key in root.data if key not in token.data]
    return {key: written(token, key) for key in (*changed, *deleted)}


def _keep_latest(latest: dict[str, Written], found: dict[str, Written]) -> None:
    for key, write in found.items():
        if key not in latest or latest[key][0] < write[0]:
            latest[key] = write


def _is_absent(value: Any) -> bool:
    """Data are plain JSON, so anything else stands for deleted."""
    return type(value) is object
