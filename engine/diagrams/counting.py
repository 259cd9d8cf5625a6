"""What a member of a multi-instance may ask about all of them: Camunda's `nrOfInstances`, `loopCounter` and so on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import MultiInstanceTask, SequentialMultiInstanceTask
from SpiffWorkflow.util.task import TaskState

#: internal data of a running multi-instance: ids of every member it ever had; of a member: its own
MEMBERS = "members"
ITEM = "item"
#: internal data of a multi-instance: how many members it begins with, or, one by one, will have
INSTANCES = "instances"

COUNTED = frozenset({"nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances", "loopCounter"})


def counts_at(token: Any) -> dict[str, int]:
    """The counts of the nearest multi-instance around this token, or of the one it is; empty outside any."""
    member, multiple = next(_around(token), (None, None))
    if multiple is None:
        return {}
    counts = counts_of(multiple)
    if member is not None:
        counts["loopCounter"] = multiple.internal_data[MEMBERS].index(member.internal_data[ITEM])
    return counts


def counts_of(multiple: Any) -> dict[str, int]:
    """How many instances there are, run, and are done, of this multi-instance; all begin before the first one acts."""
    begun = len(multiple.internal_data.get(MEMBERS, ()))
    running = sum(1 for child in multiple.children if _is_member(child, multiple) and _runs(child))
    instances, done = max(begun, multiple.internal_data.get(INSTANCES, 0)), begun - running
    active = 1 if isinstance(multiple.task_spec, SequentialMultiInstanceTask) else instances - done
    return {"nrOfInstances": instances, "nrOfActiveInstances": active, "nrOfCompletedInstances": done}


def _around(token: Any) -> Iterator[tuple[Any, Any]]:
    while token is not None:
        for above in (token, *token.ancestors()):
            if ITEM in above.internal_data:
                yield above, above.parent
            elif isinstance(above.task_spec, MultiInstanceTask) and above._state == TaskState.STARTED:
                yield None, above
        token = getattr(token.workflow, "parent_task", None)


def _is_member(child: Any, multiple: Any) -> bool:
    return bool(child.task_spec.name == multiple.task_spec.task_spec)


def _runs(child: Any) -> bool:
    return not child._state & TaskState.FINISHED_MASK
