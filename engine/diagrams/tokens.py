"""The library's task tree with walks that cannot recurse or stop at a depth, and without clock reads and log records.

Tasks here have short ids made from the case's own counter; the same counter orders their state changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs.event_definitions.item_aware_event import CodeEventDefinition
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.exceptions import WorkflowException
from SpiffWorkflow.specs.Join import Join
from SpiffWorkflow.specs.MultiChoice import MultiChoice
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.diagrams import throwing
from engine.errors import Incident

if TYPE_CHECKING:
    from engine.diagrams.host import Host

#: a token that stands somewhere: reached and not finished
OPEN = TaskState.WAITING | TaskState.READY | TaskState.STARTED


class Token(Task):
    """One task of the tree."""

    def __init__(
        self, workflow: Any, spec: Any, parent: Any = None, state: int = TaskState.MAYBE, id: Any = None
    ) -> None:
        host: Host = workflow.top_workflow.host
        self.id = id or host.next_id()
        workflow.tasks[self.id] = self
        self.workflow = workflow
        self.task_spec = spec
        self.triggered = False
        self.thread_id = 0
        self.data: dict[str, Any] = {}
        self.internal_data: dict[str, Any] = {}
        self.last_state_change = host.count
        self._state = state
        self._children: list[str] = []
        self._parent = None
        if parent is not None:
            self._parent = parent.id
            parent._children.append(self.id)

    def run(self) -> Any:
        """Make the tokens that follow, then do what the specification says; choices make their own."""
        if not isinstance(self.task_spec, MultiChoice):
            self.task_spec._predict_hook(self)
        return super().run()

    def _add_child(self, task_spec: Any, state: int = TaskState.MAYBE) -> Token:
        if self._state & TaskState.PREDICTED_MASK and not state & TaskState.PREDICTED_MASK:
            raise WorkflowException("Attempt to add non-predicted child to predicted task", task_spec=self.task_spec)
        child = Token(self.workflow, task_spec, self, state)
        if state == TaskState.READY:
            child._ready()
        return child

    def _set_state(self, value: int) -> None:
        if value == self._state:
            return
        host: Host = self.workflow.top_workflow.host
        self._state = value
        self.last_state_change = host.tick()
        if value == TaskState.READY and not self.task_spec.manual:
            host.ready.append(self)

    def _inherit_data(self) -> None:
        """Take what the token above knows; a member of a multi-instance was given its data when it was made.

        Values are shared, never copied: nothing in this room changes a list or object once it is in the data.
        """
        if "item" not in self.internal_data:
            self.data = {**self.parent.data, **self.data} if self.data else dict(self.parent.data)

    def is_descendant_of(self, task: Any) -> bool:
        return any(above is task for above in self.ancestors())

    def find_ancestor(self, spec_name: str) -> Any:
        return next((above for above in self.ancestors() if above.task_spec.name == spec_name), None)

    def ancestors(self) -> Any:
        """Every token above this one in its own process, nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def __iter__(self) -> Any:
        waiting = [self]
        while waiting:
            token = waiting.pop()
            yield token
            waiting.extend(reversed(token.children))


class _Tree:
    """What a case and its subprocesses have in common. `items` are the multi-instance elements around it."""

    spec: Any
    tasks: dict[str, Any]
    task_tree: Any
    top_workflow: Any
    last_task: Any
    completed: bool
    success: bool
    items: tuple[str, ...]
    left_behind: dict[str, Any]  #: what branches wrote that ended and were folded away

    def plant(self) -> None:
        """The first token."""
        self.task_tree = Token(self, self.spec.start, state=TaskState.FUTURE)

    def unfinished(self) -> list[Any]:
        """Every token that is not finished, the predicted ones too."""
        return [token for token in self.tasks.values() if token._state & TaskState.NOT_FINISHED_MASK]

    def update_waiting_tasks(self) -> None:
        """Joins may fire when a branch before them is cancelled; events wait for the runner and for nothing else."""
        for token in list(self.tasks.values()):
            if token._state == TaskState.WAITING and isinstance(token.task_spec, Join):
                token.task_spec._update(token)

    def cancel(self, success: bool = False) -> list[Any]:
        """End every token."""
        self.success = success
        self.completed = True
        cancelled = self.unfinished()
        for token in cancelled:
            if token.id in self.tasks:
                token.cancel()
        return cancelled

    def is_completed(self) -> bool:
        return self.completed

    def _task_completed_notify(self, task: Any) -> None:
        self.last_task = task
        if task.task_spec.name == "End":
            self._mark_complete(task)
        if self.completed:
            self.ended()
        else:
            self.update_waiting_tasks()

    def ended(self) -> None:
        """The last token of the whole case ended."""

    def _mark_complete(self, _task: Any) -> None:
        self.completed = True

    def _task_removed_notify(self, task: Any) -> None:
        self.top_workflow.host.removed(task)


class CaseTree(_Tree, BpmnWorkflow):
    """The tokens of a case, its subprocesses beside it."""

    def __init__(self, spec: Any, subprocess_specs: Any, host: Host) -> None:
        self.host = host
        self.items = ("",)
        self.left_behind = {}
        super().__init__(spec, subprocess_specs, script_engine=host.scripts, deserializing=True)

    def create_subprocess(self, my_task: Any, spec_name: str) -> SubTree:
        subtree = SubTree(self.subprocess_specs[spec_name], my_task)
        subtree.plant()
        self.subprocesses[my_task.id] = subtree
        return subtree

    def get_task_from_id(self, task_id: str) -> Any:
        for tree in (self, *self.subprocesses.values()):
            if task_id in tree.tasks:
                return tree.tasks[task_id]
        return None

    def trees(self) -> list[Any]:
        """This and every subprocess that still runs."""
        return [self, *(tree for tree in self.subprocesses.values() if not tree.completed)]

    def catch(self, event: Any) -> None:
        """A signal reaches whoever waits for it; an error or escalation only the activities around its thrower."""
        if isinstance(event.event_definition, CodeEventDefinition):
            self._catch_around(event)
            return
        for token in self.waiting_tokens():
            if token.task_spec.catches(token, event):
                token.task_spec.catch(token, event)
                token.task_spec._update(token)

    def waiting_tokens(self) -> list[Any]:
        """Everything that waits for an event, in order of arrival; a case read back keeps that order."""
        waiting = (token for token in self.event_manager.tasks.values() if token._state == TaskState.WAITING)
        return sorted(waiting, key=lambda token: token.last_state_change)

    def _catch_around(self, event: Any) -> None:
        caught = throwing.catchers(throwing.around(event.target), event)
        for token in caught:
            token.task_spec.catch(token, event)
            token.task_spec._update(token)
        if not caught and event.event_definition.must_be_caught:
            raise Incident("running.incident.uncaught_error", code=event.event_definition.code)


class SubTree(_Tree, BpmnSubWorkflow):
    """The tokens of an embedded subprocess or a called process."""

    def __init__(self, spec: Any, parent_task: Any) -> None:
        self.parent_task = parent_task
        self.items = items_of(parent_task)
        self.left_behind = {}
        super().__init__(spec, parent_task.id, parent_task.workflow.top_workflow, deserializing=True)

    @property
    def parent_workflow(self) -> Any:
        return self.parent_task.workflow

    def _calculate_depth(self) -> int:
        return int(self.parent_workflow.depth) + 1

    def ended(self) -> None:
        """Hand the data up, unless the activity was cancelled meanwhile."""
        if self.parent_task._state == TaskState.STARTED:
            self.parent_task.task_spec._on_subworkflow_completed(self, self.parent_task)


def items_of(token: Any) -> tuple[str, ...]:
    """The multi-instance elements around this token, nearest first, "" last."""
    own = token.internal_data.get("item")
    items: tuple[str, ...] = token.workflow.items
    return items if own is None else (own, *items)
