"""Who accepts a case becomes its officer, on record, and reads its real data; the other officers ask."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.actions.people.appoint_deputy import appoint_deputy
from engine.actions.tasks.complete_task import complete
from engine.actions.tasks.content_view import read_real
from engine.clock import beijing_day
from engine.errors import Forbidden
from engine.storage import cases

ACCEPT = {"choice": "accept", "confirmed": ["2"], "reason": "符合情形（虚构）"}
WORD = "case:officer:appointed"


def officer_of(case):
    with case.office.database.reading() as connection:
        return cases.get(connection, case.case).officer


def test_who_accepts_is_the_officer_and_stays_it(play):
    case = play("first_meeting", 1)
    assert officer_of(case) is None
    complete(case.office, case.actor("officer2"), case.task("review_application"), ACCEPT)

    assert officer_of(case) == case.actor("officer2").id
    assert case.words().count(WORD) == 1
    read_real(case.office, case.actor("officer2"), case.case, "核对（虚构）")
    with pytest.raises(Forbidden):
        read_real(case.office, case.actor("officer"), case.case, "核对（虚构）")


def test_a_deputy_accepts_for_the_officer_represented(play):
    case = play("first_meeting", 1)
    today = beijing_day(case.clock.now())
    people = (case.actor("officer").id, case.actor("reviewer").id)
    appoint_deputy(case.office, case.actor("secadmin"), *people, today, today + timedelta(days=1))
    complete(case.office, case.actor("reviewer"), case.task("review_application"), ACCEPT)

    assert officer_of(case) == case.actor("officer").id


def test_what_is_not_accepted_has_no_officer(play):
    case = play("first_meeting", 1)
    complete(case.office, case.actor("officer"), case.task("review_application"), ACCEPT | {"choice": "decline"})

    assert officer_of(case) is None
    assert WORD not in case.words()
