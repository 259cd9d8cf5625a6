"""Correct a mistake beside the record (更正): the wrong entry stays, the right one stands beside it with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.actions.cases.serve import past_day
from engine.actions.casework.act_forms import CORRECT_RECORD, accepted
from engine.actions.casework.beside import allow, note
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.work import CaseWork
from engine.actions.files.held_files import attach
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.cases.act_words import word_of
from engine.cases.acts import Act
from engine.errors import FieldError, Invalid
from engine.people.actor import Actor
from engine.storage import submissions

KIND = "correction"


def correct_submission(
    office: Office, actor: Actor, case_id: str, submission_id: str, form: Mapping[str, Any], *, once: Once | None = None
) -> Answer:
    """Put `content` beside this submission, for `reason`; files it mentions stay with the correction.

    Raises Forbidden, Invalid for another case's submission or files that are not the actor's.
    """

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.CORRECT)
        wrong = submissions.get(work.connection, submission_id)
        content = form.get("content")
        if wrong is None or wrong.case_id != work.case.id:
            raise Invalid("actions.unknown_submission", fields=[FieldError("submission", "actions.unknown_submission")])
        if not isinstance(content, Mapping):
            raise Invalid("actions.reason_missing", fields=[FieldError("content", "actions.reason_missing")])
        words = {"content": dict(content), **accepted(work, CORRECT_RECORD, {"reason": form.get("reason")})}
        kept = work.submit(words, element=wrong.element, item=wrong.item, kind=KIND, corrects=wrong.id)
        shape = work.loaded.procedure.form(wrong.form)
        files = {"files": given} if shape and (given := attach(work, shape, content, kept, None)) else {}
        work.record(word_of(Act.CORRECT), wrong.element, wrong.item, submission=kept, corrects=wrong.id, **files)
        return Answer(details={"submission": kept})

    return work_on(office, actor, On(case_id=case_id), verb, once=once)


def correct_deadline(
    office: Office, actor: Actor, case_id: str, form: Mapping[str, Any], *, once: Once | None = None
) -> Answer:
    """Correct the start day of deadline `name` (`item`) to `start`, for `reason`; the original day stays visible."""

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.CORRECT)
        said = accepted(work, Act.CORRECT.value, form)
        name, item = said["name"], said["item"]
        start: date = past_day(said["start"], work.today, "start")
        if work.ledger.find(name, [item]) is None:
            raise Invalid("actions.unknown_deadline", fields=[FieldError("name", "actions.unknown_deadline")])
        submission = note(work, Act.CORRECT, {"reason": said["reason"]}, item, deadline=name)
        work.ledger.correct(name, item, start=start, reason=submission, by=work.acting, at=work.now)
        return Answer()

    return work_on(office, actor, On(case_id=case_id), verb, once=once)
