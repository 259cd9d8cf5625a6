"""Activities: they report when they begin and end, so that clocks open before their timers are asked."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs.defaults import CallActivity, ScriptTask, SendTask, SubWorkflowTask, UserTask
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin

from engine.errors import Incident


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
        my_task.workflow.top_workflow.host.entered(my_task)
        return True


class _Process(_Reporting):
    """An activity with a process of its own inside: its data go in, and the data of its last token come back."""

    spec: str

    def start_workflow(self, my_task: Any) -> None:
        top = my_task.workflow.top_workflow
        if self.spec not in top.subprocess_specs:
            raise Incident("running.incident.no_process", process=self.spec)
        top.host.entered(my_task)
        subtree = top.create_subprocess(my_task, self.spec)
        subtree.task_tree.data = dict(my_task.data)
        subtree.task_tree._ready()

    def update_data(self, my_task: Any, subworkflow: Any) -> None:
        my_task.data = dict(subworkflow.last_task.data)


class Embedded(_Process, SubWorkflowTask):
    """An embedded subprocess."""


class Called(_Process, CallActivity):
    """A called process."""


class Script(ScriptTask):
    """A script of the allow-listed subset."""

    def _execute(self, task: Any) -> bool:
        task.workflow.top_workflow.host.scripts.execute(task, self.script)
        return True


class NoticeTask(SendTask):
    """A send task: hands a notice to the action and never waits."""

    def _run_hook(self, my_task: Any) -> bool:
        my_task.workflow.top_workflow.host.notice(my_task)
        return True


class TableTask(BpmnSpecMixin):
    """A business rule task: asks a decision table of the bundle."""

    def _run_hook(self, my_task: Any) -> bool:
        my_task.workflow.top_workflow.host.decide(my_task)
        return True
