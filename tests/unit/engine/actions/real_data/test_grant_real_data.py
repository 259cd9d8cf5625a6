"""Leave to read a child's real data: given by the director for some days, recorded, and ended by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.actions.real_data.grant_real_data import LONGEST, grant_real_data
from engine.actions.tasks.content_view import read_covered, read_real
from engine.clock import beijing_day
from engine.errors import Forbidden, Invalid, Unknown

REASON = {"reason": "虚构理由"}


def test_a_reviewer_reads_real_data_only_with_leave_and_until_its_day(play):
    # given a case that the reviewer knows of but may read covered only
    case = play("first_meeting", 1)
    reviewer, today = case.actor("reviewer"), beijing_day(case.clock.now())
    assert not any(content.real for content in read_covered(case.office, reviewer, case.case))
    with pytest.raises(Forbidden):
        read_real(case.office, reviewer, case.case, "work")

    # when the director gives leave until tomorrow
    grant_real_data(case.office, case.actor("director"), case.case, "reviewer", today + timedelta(days=1), REASON)

    # then it lasts until the end of that day, and both are on record
    assert all(content.real for content in read_real(case.office, reviewer, case.case, "work"))
    case.clock.advance(timedelta(days=2))
    with pytest.raises(Forbidden):
        read_real(case.office, reviewer, case.case, "work")
    assert [word for word in case.words() if "real_data" in word] == ["case:real_data:granted", "case:real_data:read"]


def test_who_may_not_give_leave_and_for_how_long(play):
    case = play("first_meeting", 1)
    today = beijing_day(case.clock.now())

    with pytest.raises(Forbidden):
        grant_real_data(case.office, case.actor("officer"), case.case, "reviewer", today, REASON)
    for until in (today - timedelta(days=1), today + timedelta(days=LONGEST + 1)):
        with pytest.raises(Invalid):
            grant_real_data(case.office, case.actor("director"), case.case, "reviewer", until, REASON)
    with pytest.raises(Unknown):
        grant_real_data(case.office, case.actor("director"), case.case, "sysadmin", today, REASON)
    with pytest.raises(Invalid) as refused:
        grant_real_data(case.office, case.actor("director"), case.case, "none", today, REASON)
    assert [error.path for error in refused.value.fields] == ["person"]


def test_a_unit_without_a_part_does_not_learn_of_the_case_through_its_content(play):
    case = play("first_meeting", 1)
    with pytest.raises(Unknown):
        read_covered(case.office, case.actor("education.liaison"), case.case)
