"""The risk grade of a case: an act with a reason, every grade kept."""

from __future__ import annotations

import pytest

from engine.actions.cases.grade_risk import grade_risk
from engine.errors import Conflict, Forbidden, Invalid
from engine.storage import risk_grades

GRADED = {"grade": "high", "reason": "监护缺失，短期内可能再受伤害（虚构）"}


def grades(case):
    with case.office.database.reading() as connection:
        return [row.grade for row in risk_grades.of_case(connection, case.case)]


def test_a_case_is_graded_and_graded_anew(play):
    case = play("first_meeting", 1)
    grade_risk(case.office, case.actor("officer"), case.case, GRADED)
    grade_risk(case.office, case.actor("officer"), case.case, GRADED | {"grade": "raised"})

    assert grades(case) == ["high", "raised"]
    assert case.words().count("case:risk:graded") == 2
    with case.office.database.reading() as connection:
        assert risk_grades.present(connection, [case.case, "none"]) == {case.case: "raised"}


def test_what_is_no_grade_and_who_may_not(play):
    case = play("first_meeting", 1)
    for form in ({}, GRADED | {"grade": "purple"}, {"grade": "high"}):
        with pytest.raises(Invalid):
            grade_risk(case.office, case.actor("officer"), case.case, form)
    with pytest.raises(Forbidden):
        grade_risk(case.office, case.actor("reviewer"), case.case, GRADED)
    grade_risk(case.office, case.actor("officer"), case.case, GRADED)
    with pytest.raises(Conflict):
        grade_risk(case.office, case.actor("officer"), case.case, GRADED)
    assert grades(case) == ["high"]
