"""A deputy in a running case: finds the tasks of the absent person, and only between the two days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.actions.people.appoint_deputy import appoint_deputy
from engine.actions.tasks.claim_task import claim
from engine.clock import beijing_day
from engine.errors import Unknown


def test_a_liaison_stands_in_for_a_case_officer(play):
    # given an application waits for the office's case officers
    case = play("first_meeting", 1)
    today = beijing_day(case.clock.now())
    task = case.task("review_application")
    with pytest.raises(Unknown):
        claim(case.office, case.actor("education.liaison"), task)

    # when somebody else is appointed deputy of one of them for today
    appoint_deputy(case.office, case.actor("secadmin"), "officer", "education.liaison", today, today)
    claim(case.office, case.actor("education.liaison"), task)

    # then the claim holds, but the day after nothing more can be done by it
    case.clock.advance(timedelta(days=1))
    assert "case_officer@province_office" not in case.actor("education.liaison").groups
