"""The answer of an act as JSON: how the case stands now."""

from __future__ import annotations

from engine.actions.house.answers import Answer
from webhooks.operations import Reply


def done(answer: Answer) -> Reply:
    """What every act on a case answers; its version is the entity tag of the next one."""
    return Reply(
        {
            "case": answer.case_id,
            "number": answer.number,
            "version": answer.version,
            "state": answer.status,
            "ended": answer.ended,
            "outcome": answer.outcome,
            "tasks": [{"id": task.id, "element": task.element, "item": task.item} for task in answer.open_tasks],
            "details": dict(answer.details),
            "repeated": answer.repeated,
        },
        version=answer.version,
    )
