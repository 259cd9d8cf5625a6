"""Gateways that choose: the first true flow, or every true one; where none is true, a case stops and says so."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs.defaults import ExclusiveGateway
from SpiffWorkflow.util.task import TaskState

from engine.diagrams.tokens import items_of
from engine.errors import Incident
from engine.expressions.expression import Expression
from engine.expressions.notation import Notation

MAX_SHOWN = 80  #: characters of one value in the sentence


class When:
    """The condition on a flow, compiled once."""

    __slots__ = ("expression",)

    def __init__(self, expression: Expression) -> None:
        self.expression = expression

    def _matches(self, token: Any) -> bool:
        """Whether it holds at this token. Raises Incident when it has no truth value."""
        return truth(token, self.expression, token.data)


def truth(token: Any, expression: Expression, data: Any) -> bool:
    """Whether this holds with these data. A text or number where Camunda wants a truth value is an incident."""
    value = token.workflow.top_workflow.host.scripts.ask(token, expression, data)
    if isinstance(value, bool):
        return value
    if expression.notation is Notation.JUEL or (expression.notation is Notation.FEEL and value is not None):
        shown = repr(value)[:MAX_SHOWN]
        place = shown_element(token)
        raise Incident("running.incident.no_truth_value", element=place, condition=expression.source, value=shown)
    return bool(value)


class OneWay(ExclusiveGateway):
    """An exclusive gateway: the first flow, in the order of the document, whose condition holds."""

    def _run_hook(self, my_task: Any) -> bool:
        name = next((name for when, name in self.cond_task_specs if when is not None and when._matches(my_task)), None)
        name = name or self.default_task_spec
        if name is None:
            raise no_way(my_task, self)
        my_task._sync_children([self._wf_spec.task_specs[name]], TaskState.FUTURE)
        return True


def no_way(token: Any, gateway: Any) -> Incident:
    """No condition holds and there is no default flow: names the gateway, its conditions and the values they met."""
    expressions = [condition.expression for condition, _ in gateway.cond_task_specs if condition is not None]
    names = dict.fromkeys(name for expression in expressions for name in sorted(expression.names))
    values = [f"{name} = {repr(token.data[name])[:MAX_SHOWN]}" for name in names if name in token.data]
    return Incident(
        "running.incident.no_way",
        element=shown_element(token),
        item=items_of(token)[0],
        conditions="; ".join(expression.source for expression in expressions)[: 4 * MAX_SHOWN],
        values="; ".join(values)[: 4 * MAX_SHOWN],
    )


def shown_element(token: Any) -> str:
    """The drawn element at which this token stands; for an inserted one the element it belongs to."""
    info = token.workflow.top_workflow.host.info(token)
    if info is None:
        return str(token.task_spec.name)
    return str(info.inserted or info.id)
