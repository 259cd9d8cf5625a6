"""The library's script engine, answered by our own expression core: data and world functions in, plain values out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.diagrams import surroundings
from engine.diagrams.surroundings import ASKED
from engine.diagrams.tokens import items_of
from engine.errors import Incident, Refusal
from engine.expressions.expression import Expression
from engine.expressions.written import compile_written

if TYPE_CHECKING:
    from engine.diagrams.declarations.parameters import Given
    from engine.diagrams.declarations.scripts import DrawnScript


class Scripts:
    """Evaluates for one token of one case. Everything that goes wrong is an incident that names the element."""

    def evaluate(self, task: Any, expression: str, **_context: Any) -> Any:
        """The value of an expression of the diagram at this token; conditions of flows, cardinalities."""
        return self.ask(task, compile_written(expression), task.data)

    def ask(self, task: Any, expression: Expression, data: Any) -> Any:
        """The value of a compiled expression over these data, seen from this token."""
        if not ASKED.isdisjoint(expression.names):
            data = surroundings.with_surroundings(task, expression.names, data)
        try:
            return expression.evaluate(data, task.workflow.top_workflow.host.functions(items_of(task)))
        except Refusal as refusal:
            raise incident_at(task, refusal) from refusal

    def value(self, task: Any, given: Given | None, data: Any = None) -> Any:
        """What a text, a list or an object says over these data or the token's own; None where it says nothing."""
        if given is None:
            return None
        data = task.data if data is None else data
        if not ASKED.isdisjoint(given.names):
            data = surroundings.with_surroundings(task, given.names, data)
        try:
            return given.value(data, task.workflow.top_workflow.host.functions(items_of(task)))
        except Refusal as refusal:
            raise incident_at(task, refusal) from refusal

    def run(self, task: Any, drawn: DrawnScript | None) -> None:
        """Run a script task; on failure the data are untouched."""
        if drawn is None:
            return
        names = task.data
        if not ASKED.isdisjoint(drawn.names):
            names = surroundings.with_surroundings(task, drawn.names, names)
        try:
            drawn.run(task.data, names, task.workflow.top_workflow.host.functions(items_of(task)))
        except Refusal as refusal:
            raise incident_at(task, refusal) from refusal


def incident_at(task: Any, refusal: Refusal) -> Incident:
    """The same trouble as an incident that says at which element and item it came up."""
    if isinstance(refusal, Incident) and "element" in refusal.params:
        return refusal
    element = getattr(task.task_spec, "bpmn_id", None) or task.task_spec.name
    return Incident("running.incident.expression", element=element, item=items_of(task)[0], cause=str(refusal))
