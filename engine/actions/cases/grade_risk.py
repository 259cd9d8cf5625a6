"""Grade the risk of a case (评定风险等级): an act of its own, with a reason, on record; every grade stays known.

The grade is a judgement of people. It moves nothing and stops no clock; who is in danger now is told by *危险标记*.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.casework.beside import allow, note, text_of
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.risks import read_grade
from engine.errors import Conflict, FieldError, Invalid
from engine.people.actor import Actor
from engine.storage import risk_grades
from engine.storage.risk_grades import RiskRow


def grade_risk(
    office: Office, actor: Actor, case_id: str, form: Mapping[str, Any], *, once: Once | None = None
) -> Answer:
    """Give the case the `grade` of the form, for its `reason`.

    Raises Forbidden, Invalid for a word that is no grade or without a reason, Conflict for the grade it has already.
    """
    return work_on(office, actor, On(case_id=case_id), lambda work: _grade(work, form), once=once)


def _grade(work: CaseWork, form: Mapping[str, Any]) -> Answer:
    allow(work, Act.GRADE_RISK)
    grade = read_grade(form.get("grade"))
    if grade is None:
        raise Invalid("actions.risk_unknown", fields=[FieldError("grade", "actions.risk_unknown")])
    reason = text_of(form, "reason")
    before = risk_grades.present(work.connection, [work.case.id]).get(work.case.id, "")
    if before == grade.value:
        raise Conflict("actions.risk_same")
    kept = note(work, Act.GRADE_RISK, {"reason": reason}, grade=grade.value, before=before)
    risk_grades.add(work.connection, RiskRow(work.case.id, grade.value, work.now, work.acting, kept))
    return Answer()
