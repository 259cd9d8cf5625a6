"""Acts beside the diagram: each is a right, a sealed text and a record, and moves no more than it says."""

from __future__ import annotations

import pytest

from engine.actions.cases.complain import complain
from engine.actions.cases.record_instruction import record_instruction
from engine.actions.cases.terminate import terminate
from engine.actions.cases.urge import urge
from engine.actions.notices.send_due_notices import send_due_notices
from engine.actions.records.verify import verify
from engine.errors import Conflict, Invalid, Unknown
from engine.storage import notices

REASON = {"reason": "虚构理由"}


def test_urging_reminds_who_holds_the_open_tasks_and_moves_nothing(play):
    # given a case that waits for the office
    case = play("first_meeting", 1)
    before = case.sight()

    # when the supervision officer urges
    urge(case.office, case.actor("supervisor"), case.case, REASON)

    # then a notice goes to the office, and nothing else changed
    with case.office.database.reading() as connection:
        written = notices.of_case(connection, case.case)
    assert [(notice.kind, notice.recipients) for notice in written] == [("urge", ["case_officer@province_office"])]
    assert case.sight() == before
    assert "case:case:urged" in case.words()


def test_a_reason_is_asked_for(play):
    case = play("first_meeting", 1)

    with pytest.raises(Invalid) as refused:
        urge(case.office, case.actor("supervisor"), case.case, {"reason": "  "})

    assert [error.path for error in refused.value.fields] == ["reason"]


def test_who_has_no_part_in_the_case_does_not_learn_of_it(play):
    case = play("first_meeting", 1)

    with pytest.raises(Unknown):
        urge(case.office, case.actor("education.liaison"), case.case, REASON)


def test_an_instruction_is_kept_and_routes_nothing(play):
    case = play("first_meeting", 2)
    before = case.sight().open

    record_instruction(
        case.office, case.actor("officer"), case.case, {"instruction": "虚构批示", "given_by": "虚构领导"}
    )

    assert case.sight().open == before
    assert "case:instruction:recorded" in case.words()


def test_a_complaint_stops_no_clock(play):
    # given a case whose decisions are being carried out
    case = play("two_decisions", 14)
    clocks = case.sight().deadlines

    # when a complaint comes in
    complain(case.office, case.actor("officer"), case.case, {"complaint": "虚构投诉"})

    # then every clock runs as before
    assert case.sight().deadlines == clocks


def test_terminating_cancels_the_diagram_and_closes_its_clocks(play):
    # given a case under review
    case = play("first_meeting", 1)

    # when the director terminates it with a reason
    answer = terminate(case.office, case.actor("director"), case.case, REASON)

    # then nothing of it is open, its clock is closed without performance, and the record agrees
    sight = case.sight()
    assert (answer.ended, sight.outcome, sight.state, sight.open) == (True, "terminated", "terminated", ())
    assert {one["status"] for one in sight.deadlines} == {"closed"}

    # and who applied is told, by the notice that leaves at the next working morning
    send_due_notices(case.office)
    with case.office.database.reading() as connection:
        (told,) = notices.of_case(connection, case.case)
    assert told.kind == "terminated"
    assert "liaison@civil_affairs" in told.recipients
    assert verify(case.office) == []


def test_a_case_in_danger_cannot_be_terminated(play):
    # given a case in which danger was marked and not answered
    case = play("danger_in_round", 0)
    case.steps(next(step.position for step in case.scenario.steps if step.verb == "mark_danger" and not step.refused))
    assert case.sight().danger

    # when the director terminates, then the house refuses and says what to do first
    with pytest.raises(Conflict) as refused:
        terminate(case.office, case.actor("director"), case.case, REASON)
    assert refused.value.key == "actions.danger_open"


def test_an_ended_case_takes_no_more_acts(play):
    case = play("first_meeting", 1)
    terminate(case.office, case.actor("director"), case.case, REASON)

    with pytest.raises(Conflict):
        urge(case.office, case.actor("supervisor"), case.case, REASON)
