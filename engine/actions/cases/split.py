"""Split a case (分案): a new case is opened from this one with an application of its own, and the two are linked.

The old case goes on as it is; the new one is opened, numbered and recorded like any other, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.casework import finishing
from engine.actions.casework.act_forms import accepted
from engine.actions.casework.beside import allow, note
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.actions.opening.open_case import open_in
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import FieldError, Invalid
from engine.people.actor import Actor
from engine.storage import links

KIND = "split_from"


def split(office: Office, actor: Actor, case_id: str, form: Mapping[str, Any], *, once: Once | None = None) -> Answer:
    """Open a new case of the same procedure with `application`, split off for `reason`.

    `details` of the answer hold id and number of the new case. Raises Forbidden, Invalid naming each field.
    """
    return work_on(office, actor, On(case_id=case_id), lambda work: _split(work, form), once=once)


def _split(work: CaseWork, form: Mapping[str, Any]) -> Answer:
    allow(work, Act.SPLIT)
    application = form.get("application")
    words = accepted(work, Act.SPLIT.value, {name: value for name, value in form.items() if name != "application"})
    if not isinstance(application, Mapping):
        raise Invalid("actions.reason_missing", fields=[FieldError("application", "actions.reason_missing")])
    new = open_in(work.office, work.connection, work.actor, work.case.procedure, application)
    new.record(Word.CASE_SPLIT, split_from=work.case.number)
    finishing.finish(new, Answer(), None)
    links.add(work.connection, new.case.id, KIND, work.case.id, at=work.now, by=work.acting)
    note(work, Act.SPLIT, words, into=new.case.number)
    return Answer(details={"case_id": new.case.id, "number": new.case.number})
