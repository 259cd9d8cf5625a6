"""Joins that stay right in loops: a token that was joined once is spent and never counts for the next round.

The library counts arrivals of earlier rounds again, merges their old data, and looks for other tokens only down to
a fixed depth of its tree.
"""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec
from SpiffWorkflow.bpmn.specs.control import SimpleBpmnTask
from SpiffWorkflow.bpmn.specs.defaults import InclusiveGateway, ParallelGateway
from SpiffWorkflow.bpmn.specs.mixins.unstructured_join import UnstructuredJoin
from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec
from SpiffWorkflow.util.task import TaskState

from engine.diagrams.choices import no_way
from engine.diagrams.merging import merged
from engine.diagrams.tokens import OPEN
from engine.diagrams.watchers import Entry, idle, is_idle

#: internal mark of a token that arrived at a join which has fired since
SPENT = "spent"


class _Spending:
    """The joining half of a gateway."""

    ends = False  #: joins what is left of a whole process

    def _arrived(self, my_task: Any) -> list[Any]:
        """Tokens of this gateway whose branch arrived and which no firing has used yet."""
        return [
            token
            for token in my_task.workflow.tasks.values()
            if token.task_spec is self
            and SPENT not in token.internal_data
            and token._state != TaskState.COMPLETED
            and token.parent._state == TaskState.COMPLETED
        ]

    def _join(self, my_task: Any) -> None:
        """Take what the joined branches know: one token of each flow, or all that is left of a process.

        A second token on a flow stays for the next time.
        """
        arrived = self._arrived(my_task)
        if not self.ends:
            taken = _one_of_each(my_task, arrived)
            left = [token for token in arrived if token not in taken]
            arrived = taken
            if left and not any(token._state == TaskState.WAITING for token in left):
                left[-1]._set_state(TaskState.WAITING)
        my_task.data = merged([token.parent for token in arrived], my_task.workflow.left_behind if self.ends else None)
        for token in arrived:
            if token is not my_task:
                token.internal_data[SPENT] = True


def _one_of_each(my_task: Any, arrived: list[Any]) -> list[Any]:
    """The token that fires, and the first that came on every other flow."""
    first = {my_task.parent.task_spec.name: my_task}
    for token in arrived:
        first.setdefault(token.parent.task_spec.name, token)
    return list(first.values())


class AllBranches(_Spending, ParallelGateway):
    """A parallel gateway: fires when a token has arrived on every incoming flow."""

    def _check_threshold_unstructured(self, my_task: Any) -> bool:
        arrived = {token.parent.task_spec.name for token in self._arrived(my_task)}
        return all(name in arrived for name in self._inputs)

    def _run_hook(self, my_task: Any) -> bool:
        self._join(my_task)
        return True


class OpenBranches(_Spending, InclusiveGateway):
    """An inclusive gateway: fires when no token elsewhere can still reach it."""

    def _check_threshold_unstructured(self, my_task: Any) -> bool:
        if len(self._inputs) < 2:
            return True
        elsewhere = (token for token in my_task.workflow.tasks.values() if token.task_spec is not self)
        return not any(self._can_reach(token) for token in elsewhere if token._state & OPEN)

    def _can_reach(self, token: Any) -> bool:
        """Along the drawn flows, from the activity itself or from an event on its edge, not through this gateway."""
        on_edge = token.task_spec.name.endswith(".BoundaryEventJoin")
        if on_edge or (token._state == TaskState.WAITING and hasattr(token.task_spec, "cancel_activity")):
            return False
        above = token.parent.task_spec if token.parent is not None else token.task_spec
        start = above if above.name.endswith(".BoundaryEventSplit") else token.task_spec
        waiting, seen = list(start.outputs), set()
        while waiting:
            spec = waiting.pop()
            if spec is self:
                return True
            if spec.name not in seen:
                seen.add(spec.name)
                waiting.extend(spec.outputs)
        return False

    def _run_hook(self, my_task: Any) -> bool:
        self._join(my_task)
        matches, defaults = self._get_matching_outputs(my_task)
        if not matches and not defaults:
            raise no_way(my_task, self)
        my_task._sync_children(matches or defaults, TaskState.FUTURE)
        return True


class LastJoin(_Spending, UnstructuredJoin, BpmnTaskSpec):
    """Behind every end event: the process ends when no token stands anywhere else in it."""

    ends = True

    def _check_threshold_unstructured(self, my_task: Any) -> bool:
        behind = (self.name, "End")
        unfinished = my_task.workflow.unfinished()
        return all(token.task_spec.name in behind or is_idle(token) for token in unfinished)

    def _run_hook(self, my_task: Any) -> bool:
        self._join(my_task)
        for watcher in idle(my_task.workflow):
            watcher.cancel()
        return True


class ProcessSpec(BpmnProcessSpec):
    """One process of a bundle."""

    def __init__(self, name: str, description: str | None = None, filename: str | None = None) -> None:
        WorkflowSpec.__init__(self, name=name, filename=filename)
        self.start = Entry(self, "Start")
        self.end = LastJoin(self, f"{name}.EndJoin")
        self.end.connect(SimpleBpmnTask(self, "End"))
        self.svg = None
        self.description = description
        self.io_specification = None
        self.data_objects: dict[str, Any] = {}
        self.data_stores: dict[str, Any] = {}
        self.correlation_keys: dict[str, Any] = {}
        self.bpmn_start_events: list[Any] = []
