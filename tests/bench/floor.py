"""The floor: SpiffWorkflow with its own serializer, the whole case as one JSON row, one commit, the same database
settings as ours. No rights, no record, no outbox, no encryption, no form: the least anybody can do who keeps a case.
"""

from __future__ import annotations

import uuid
from pathlib import Path

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.specs.defaults import UserTask
from SpiffWorkflow.util.task import TaskState
from sqlalchemy import Column, LargeBinary, MetaData, Table, Text, bindparam, insert, select, update

from engine.storage.database import Database
from tests.bench.sizes import SHAPES

floor_cases = Table(
    "floor_cases", MetaData(), Column("id", Text, primary_key=True), Column("state", LargeBinary, nullable=False)
)
_READ = select(floor_cases.c.state).where(floor_cases.c.id == bindparam("case")).with_for_update()
_WRITE = update(floor_cases).where(floor_cases.c.id == bindparam("case")).values(state=bindparam("new_state"))


class Floor:
    """Cases of one shape."""

    def __init__(self, database: Database, shape: str, *, due_now: bool = False) -> None:
        """`due_now` turns the shape's timers of 42 days into timers of one second."""
        self.database = database
        source = (SHAPES / f"{shape}.bpmn").read_bytes()
        source = source.replace(b'"P42D"', b'"PT1S"') if due_now else source.replace(b'"P42D"', b'"P42D"')
        parser = BpmnParser()
        parser.add_bpmn_str(source)
        self.spec = parser.get_spec(shape)
        self.serializer = BpmnWorkflowSerializer()
        self.scripts = PythonScriptEngine(TaskDataEnvironment())
        floor_cases.create(database.engine, checkfirst=True)

    def start(self) -> str:
        """A new case, stored; gives its id."""
        workflow = BpmnWorkflow(self.spec, script_engine=self.scripts)
        workflow.do_engine_steps()
        case = uuid.uuid4().hex
        with self.database.writing() as connection:
            connection.execute(insert(floor_cases), {"id": case, "state": self._dump(workflow)})
        return case

    def complete(self, case: str, text: str) -> bool:
        """Complete the first open task with this answer; gives whether the case has ended."""
        with self.database.writing() as connection:
            workflow = self._load(connection.execute(_READ, {"case": case}).scalar_one())
            workflow.refresh_timers()
            workflow.do_engine_steps()
            task = workflow.get_tasks(state=TaskState.READY, spec_class=UserTask)[0]
            task.data["answer"] = text
            task.run()
            workflow.do_engine_steps()
            connection.execute(_WRITE, {"case": case, "new_state": self._dump(workflow)})
        return bool(workflow.is_completed())

    def fire(self, case: str) -> None:
        """Let time pass in one case."""
        with self.database.writing() as connection:
            workflow = self._load(connection.execute(_READ, {"case": case}).scalar_one())
            workflow.refresh_timers()
            workflow.do_engine_steps()
            connection.execute(_WRITE, {"case": case, "new_state": self._dump(workflow)})

    def _dump(self, workflow: BpmnWorkflow) -> bytes:
        return str(self.serializer.serialize_json(workflow)).encode()

    def _load(self, state: bytes) -> BpmnWorkflow:
        workflow = self.serializer.deserialize_json(state.decode())
        workflow.script_engine = self.scripts
        return workflow


def shape_file(shape: str) -> Path:
    return SHAPES / f"{shape}.bpmn"
