"""Names an expression may ask that are no variables: counts of the multi-instance around it, and its `execution`."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from engine.diagrams import calling, counting

EXECUTION = "execution"
ASKED = counting.COUNTED | {EXECUTION}


def with_surroundings(token: Any, asked: Set[str], data: Mapping[str, Any]) -> dict[str, Any]:
    """These data with what is asked of the surroundings; they hide a variable of that name, as in Camunda."""
    known: dict[str, Any] = counting.counts_at(token) if not counting.COUNTED.isdisjoint(asked) else {}
    if EXECUTION in asked:
        known[EXECUTION] = _execution(token)
    return {**data, **{name: value for name, value in known.items() if name in asked}}


def _execution(token: Any) -> dict[str, Any]:
    """What is honest of Camunda's execution: ids of the case and of the element, and the business key."""
    host = token.workflow.top_workflow.host
    key = calling.business_key(host, token.workflow)
    return {
        "id": token.id,
        "processInstanceId": host.prefix,
        "currentActivityId": token.task_spec.bpmn_id or token.task_spec.name,
        "businessKey": key,
        "processBusinessKey": key,
    }
