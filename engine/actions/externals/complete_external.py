"""A worker is done with an external task, or ends it by an error that the drawing catches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.casework.work import CaseWork
from engine.actions.externals.external_work import held, on_external, values
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.cases.audit_words import Word
from engine.people.actor import Actor
from engine.storage.externals import COMPLETED, ERROR


def complete_external(
    office: Office,
    actor: Actor,
    external_id: str,
    worker: str,
    variables: Mapping[str, Any] | None = None,
    *,
    once: Once | None = None,
) -> Answer:
    """Let the case go on with these variables among its routing data.

    Raises Unknown, Conflict where this worker does not hold it or it ended, Invalid for data that are not plain JSON.
    """

    def verb(work: CaseWork) -> Answer:
        row = held(work, external_id, worker)
        work.instance.complete_external(row.id, values(variables))
        _ended(work, row.id, COMPLETED)
        work.record(Word.EXTERNAL_COMPLETED, row.element, row.item, task=row.id, topic=row.topic)
        return Answer()

    return on_external(office, actor, external_id, verb, once=once)


def raise_external_error(
    office: Office,
    actor: Actor,
    external_id: str,
    worker: str,
    code: str,
    message: str = "",
    variables: Mapping[str, Any] | None = None,
    *,
    once: Once | None = None,
) -> Answer:
    """End it by a BPMN error. Raises Conflict also where nothing around the task catches this code."""

    def verb(work: CaseWork) -> Answer:
        row = held(work, external_id, worker)
        work.instance.raise_error(row.id, code, message or None, values(variables))
        _ended(work, row.id, ERROR)
        work.record(Word.EXTERNAL_ERROR, row.element, row.item, task=row.id, topic=row.topic, code=code)
        return Answer()

    return on_external(office, actor, external_id, verb, once=once)


def _ended(work: CaseWork, external_id: str, how: str) -> None:
    work.moved = True
    work.externals_ended[external_id] = how
