"""Multi-instance activities: one child for each element of a collection, known by the element's id."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs.defaults import ParallelMultiInstanceTask, SequentialMultiInstanceTask
from SpiffWorkflow.util.task import TaskState

from engine.diagrams.plain_data import copy_plain
from engine.errors import Incident

#: internal data of the multi-instance: ids of every member it ever had
MEMBERS = "members"
ITEM = "item"


def item_id(element: Any, place: str) -> str:
    """The id of an element of a collection: a text, or the `id` of an object. Raises Incident for anything else."""
    found = element.get("id") if isinstance(element, dict) else element
    if isinstance(found, int) and not isinstance(found, bool):
        found = str(found)
    if not isinstance(found, str) or not found:
        raise Incident("running.incident.item_without_id", element=place)
    return found


class _Multiple:
    """Children are told apart by `item`; what they leave is their output item and nothing else."""

    name: str
    task_spec: str
    cardinality: str | None
    data_input: Any
    data_output: Any
    input_item: Any
    output_item: Any

    def create_child(self, my_task: Any, item: Any, _key_or_index: Any = None) -> None:
        known = item_id(item, self.name)
        members = my_task.internal_data.setdefault(MEMBERS, [])
        if known in members:
            raise Incident("running.incident.item_twice", element=self.name, item=known)
        my_task.internal_data[MEMBERS] = [*members, known]
        child = my_task._add_child(my_task.workflow.spec.task_specs[self.task_spec], TaskState.WAITING)
        child.triggered = True
        child.internal_data[ITEM] = known
        child.data = {key: value for key, value in my_task.data.items() if not self._is_own(key)}
        if self.input_item is not None:
            self.input_item.set(child, copy_plain(item))
        child.task_spec._update(child)

    def _is_own(self, key: str) -> bool:
        return any(part is not None and part.bpmn_id == key for part in (self.output_item, self.data_output))

    def merge_child(self, _workflow: Any, child: Any) -> None:
        my_task = child.parent
        if self.data_output is not None and self.output_item is not None:
            if not self.output_item.exists(child):
                raise Incident("running.incident.no_output_item", element=self.name, item=child.internal_data[ITEM])
            kept = my_task.data.get(self.data_output.bpmn_id, [])
            my_task.data[self.data_output.bpmn_id] = [*kept, self.output_item.get(child)]
        my_task.internal_data["merged"] = [str(child.id)]
        self._continue(my_task)

    def _continue(self, my_task: Any) -> None:
        raise NotImplementedError

    def _begin(self, my_task: Any) -> None:
        """A new round gives a new list."""
        if self.data_output is not None:
            my_task.data[self.data_output.bpmn_id] = []

    def _collection(self, my_task: Any) -> list[Any]:
        if self.data_input is None:
            count = my_task.workflow.script_engine.evaluate(my_task, self.cardinality)
            return list(range(count))
        found = my_task.data.get(self.data_input.bpmn_id)
        if not isinstance(found, list):
            raise Incident("running.incident.no_collection", element=self.name, name=self.data_input.bpmn_id)
        return found


class AllAtOnce(_Multiple, ParallelMultiInstanceTask):
    """Parallel multi-instance."""

    def _update_hook(self, my_task: Any) -> bool | None:
        my_task._inherit_data()
        collection = self._collection(my_task)
        self._begin(my_task)
        if not collection:
            return True
        my_task._set_state(TaskState.STARTED)
        for item in collection:
            self.create_child(my_task, item)
        return None

    def _continue(self, my_task: Any) -> None:
        if self.check_completion_condition(my_task):
            for child in self._instances(my_task):
                if child._state != TaskState.COMPLETED:
                    child.cancel()
            my_task._set_state(TaskState.READY)
        elif self.children_complete(my_task):
            my_task._set_state(TaskState.READY)


class OneByOne(_Multiple, SequentialMultiInstanceTask):
    """Sequential multi-instance."""

    def _update_hook(self, my_task: Any) -> bool | None:
        my_task._inherit_data()
        collection = self._collection(my_task)
        self._begin(my_task)
        if not collection:
            return True
        my_task._set_state(TaskState.STARTED)
        self.create_child(my_task, collection[0])
        return None

    def _continue(self, my_task: Any) -> None:
        collection, done = self._collection(my_task), len(my_task.internal_data[MEMBERS])
        if done >= len(collection) or self.check_completion_condition(my_task):
            my_task._set_state(TaskState.READY)
        else:
            self.create_child(my_task, collection[done])
