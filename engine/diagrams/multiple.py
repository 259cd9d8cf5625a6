"""Multi-instance activities: one child for each element of a collection, known by the element's id."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs.defaults import ParallelMultiInstanceTask, SequentialMultiInstanceTask
from SpiffWorkflow.util.task import TaskState

from engine.diagrams import sharing
from engine.diagrams.choices import truth
from engine.diagrams.counting import INSTANCES, ITEM, MEMBERS, counts_of
from engine.diagrams.declarations.loops import Loop
from engine.diagrams.plain_data import copy_plain
from engine.errors import Incident

#: more members than any round of people or units has
MAX_INSTANCES = 1000


def item_id(element: Any, place: str) -> str:
    """The id of an element of a collection: a text, or the `id` of an object. Raises Incident for anything else."""
    found = element.get("id") if isinstance(element, dict) else element
    if isinstance(found, int) and not isinstance(found, bool):
        found = str(found)
    if not isinstance(found, str) or not found:
        raise Incident("running.incident.item_without_id", element=place)
    return found


def item_at(element: Any, place: int, known: list[str]) -> str:
    """The id of an element in a diagram from elsewhere, where neither ids nor different elements are asked for."""
    try:
        found = item_id(element, "")
    except Incident:
        found = str(place)
    return found if found not in known else f"{found}#{place}"


class _Multiple:
    """Children are told apart by `item`; they leave their output item and, where they share, what they wrote."""

    name: str
    bpmn_id: str
    task_spec: str
    data_input: Any
    data_output: Any
    input_item: Any
    output_item: Any

    def create_child(self, my_task: Any, item: Any, _key_or_index: Any = None) -> None:
        members = my_task.internal_data.setdefault(MEMBERS, [])
        known = item_at(item, len(members), members) if self._loop(my_task).shares else item_id(item, self.name)
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
        if self._loop(my_task).shares:
            own = [part.bpmn_id for part in (self.input_item, self.output_item, self.data_output) if part is not None]
            sharing.share(my_task, child, own)
        my_task.internal_data["merged"] = [str(child.id)]
        self._continue(my_task, child)

    def _continue(self, my_task: Any, child: Any) -> None:
        raise NotImplementedError

    def _instances(self, my_task: Any) -> list[Any]:
        return [child for child in my_task.children if child.task_spec.name == self.task_spec]

    def _loop(self, my_task: Any) -> Loop:
        found: Loop = my_task.workflow.top_workflow.host.definition.elements[self.bpmn_id].loop
        return found

    def _begin(self, my_task: Any) -> None:
        """A new round gives a new list."""
        if self.data_output is not None:
            my_task.data[self.data_output.bpmn_id] = []

    def _is_done(self, my_task: Any, child: Any) -> bool:
        """Whether the completion condition holds; it sees what the member that just ended knows, and the counts."""
        condition = self._loop(my_task).done_when
        if condition is None:
            return False
        names = {**my_task.data, **child.data, **counts_of(my_task)}
        return truth(child, condition, names)

    def _collection(self, my_task: Any) -> list[Any]:
        """The elements. Raises Incident for what is no list, or no number of instances."""
        loop, host = self._loop(my_task), my_task.workflow.top_workflow.host
        if loop.collection is None and self.data_input is None:
            count = host.scripts.ask(my_task, loop.count, my_task.data) if loop.count is not None else None
            if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= MAX_INSTANCES:
                raise Incident("running.incident.no_count", element=self.name, found=str(count), limit=MAX_INSTANCES)
            return list(range(count))
        if loop.collection is not None:
            name, found = loop.collection.source, host.scripts.ask(my_task, loop.collection, my_task.data)
        else:
            name, found = self.data_input.bpmn_id, my_task.data.get(self.data_input.bpmn_id)
        if not isinstance(found, list):
            raise Incident("running.incident.no_collection", element=self.name, name=name)
        if len(found) > MAX_INSTANCES:
            raise Incident("running.incident.no_count", element=self.name, found=str(len(found)), limit=MAX_INSTANCES)
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
        my_task.internal_data[INSTANCES] = len(collection)
        for item in collection:
            self.create_child(my_task, item)
        return None

    def _continue(self, my_task: Any, child: Any) -> None:
        if self._is_done(my_task, child):
            for other in self._instances(my_task):
                if other._state != TaskState.COMPLETED:
                    other.cancel()
            my_task._set_state(TaskState.READY)
        elif self.children_complete(my_task):
            my_task._set_state(TaskState.READY)


class OneByOne(_Multiple, SequentialMultiInstanceTask):
    """Sequential multi-instance. How many there are is told once, at its beginning."""

    def _update_hook(self, my_task: Any) -> bool | None:
        my_task._inherit_data()
        collection = self._collection(my_task)
        self._begin(my_task)
        if not collection:
            return True
        my_task._set_state(TaskState.STARTED)
        my_task.internal_data[INSTANCES] = len(collection)
        self.create_child(my_task, collection[0])
        return None

    def _continue(self, my_task: Any, child: Any) -> None:
        done = len(my_task.internal_data[MEMBERS])
        # a case begun before the number was kept asks anew, as it always did
        instances = my_task.internal_data.get(INSTANCES)
        collection = self._collection(my_task) if instances is None or done < instances else []
        if done >= (len(collection) if instances is None else instances) or self._is_done(my_task, child):
            my_task._set_state(TaskState.READY)
        elif done >= len(collection):
            raise Incident("running.incident.no_element", element=self.name, place=done + 1)
        else:
            self.create_child(my_task, collection[done])

    def to_come(self, my_task: Any) -> list[Any]:
        """The elements whose members have not begun yet. Raises Incident as running them would."""
        done, instances = len(my_task.internal_data[MEMBERS]), my_task.internal_data.get(INSTANCES)
        return [] if done == instances else self._collection(my_task)[done:instances]
