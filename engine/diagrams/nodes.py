"""Activities: they report when they begin and end, so that clocks open before their timers are asked."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs.defaults import CallActivity, SubWorkflowTask, UserTask
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin
from SpiffWorkflow.util.task import TaskState

from engine.diagrams import assigning, calling


class _Reporting:
    """Tells the host when the activity begins and how it ends."""

    def _on_complete_hook(self, my_task: Any) -> None:
        my_task.workflow.top_workflow.host.left(my_task, completed=True)
        super()._on_complete_hook(my_task)  # type: ignore[misc]

    def _on_cancel(self, my_task: Any) -> None:
        super()._on_cancel(my_task)  # type: ignore[misc]
        my_task.workflow.top_workflow.host.left(my_task, completed=False)


class PersonTask(_Reporting, UserTask):
    """A task a person completes."""

    def _update_hook(self, my_task: Any) -> bool:
        super()._update_hook(my_task)
        host = my_task.workflow.top_workflow.host
        host.entered(my_task)
        assigning.assign(host, my_task)
        return True


class _Process(_Reporting):
    """An activity with a process of its own inside: its data go in, and the data of its last token come back."""

    spec: str
    shares_data = False  #: whether what is written inside belongs to the scope around it

    def start_workflow(self, my_task: Any) -> None:
        top = my_task.workflow.top_workflow
        top.host.entered(my_task)
        process, data = self._begin(top.host, my_task)
        subtree = top.create_subprocess(my_task, process)
        subtree.task_tree.data = data
        subtree.task_tree._ready()

    def _begin(self, _host: Any, my_task: Any) -> tuple[str, dict[str, Any]]:
        """The process inside and the data it begins with."""
        return self.spec, dict(my_task.data)

    def update_data(self, my_task: Any, subworkflow: Any) -> None:
        my_task.data = dict(subworkflow.last_task.data)


class Embedded(_Process, SubWorkflowTask):
    """An embedded subprocess."""

    shares_data = True


class Called(_Process, CallActivity):
    """A called process: its mapping says what goes in and comes back."""

    def _begin(self, host: Any, my_task: Any) -> tuple[str, dict[str, Any]]:
        call = host.definition.elements[self.bpmn_id].call
        return calling.choose(host, my_task, call), calling.hand_in(host, my_task, call)

    def update_data(self, my_task: Any, subworkflow: Any) -> None:
        host = my_task.workflow.top_workflow.host
        calling.take_back(host, my_task, host.definition.elements[self.bpmn_id].call, subworkflow)


class ExternalWork(_Reporting, BpmnSpecMixin):
    """Work that a program outside does: it waits like a subprocess until the worker reports back."""

    def _update_hook(self, my_task: Any) -> None:
        super()._update_hook(my_task)
        my_task.workflow.top_workflow.host.entered(my_task)
        my_task._set_state(TaskState.STARTED)


class _AtOnce(BpmnSpecMixin):
    """Work that is done the moment a token comes."""

    def _run_hook(self, my_task: Any) -> bool:
        host = my_task.workflow.top_workflow.host
        host.begin(my_task)
        self._do(host, my_task)
        host.finish(my_task)
        return True

    def _do(self, host: Any, my_task: Any) -> None:
        raise NotImplementedError


class Passed(_AtOnce):
    """A task nobody and nothing here does: it is noted as passed."""

    def _do(self, host: Any, my_task: Any) -> None:
        host.passed(my_task)


class Script(_AtOnce):
    """A script task."""

    def _do(self, host: Any, my_task: Any) -> None:
        host.run_script(my_task)


class NoticeTask(_AtOnce):
    """A send task: hands a notice to the action and never waits."""

    def _do(self, host: Any, my_task: Any) -> None:
        host.notice(my_task)


class TableTask(_AtOnce):
    """A business rule task: asks a decision table of the bundle."""

    def _do(self, host: Any, my_task: Any) -> None:
        host.decide(my_task)


class Operated(_AtOnce):
    """A service task done by an operation of the allow-list, or by the value of an expression."""

    def _do(self, host: Any, my_task: Any) -> None:
        host.operate(my_task)
