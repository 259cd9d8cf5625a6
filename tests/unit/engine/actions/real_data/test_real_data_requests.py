"""Asking to read a child's real data: with a reason, decided by somebody else, for some days, every look on record."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.actions.people.appoint_deputy import appoint_deputy
from engine.actions.real_data.end_real_data import end_real_data
from engine.actions.real_data.grant_real_data import grant_real_data
from engine.actions.real_data.real_data_view import RequestState, view_real_data, waiting_requests
from engine.actions.real_data.refuse_real_data import refuse_real_data
from engine.actions.real_data.request_real_data import request_real_data
from engine.actions.tasks.content_view import read_covered, read_real
from engine.clock import beijing_day
from engine.errors import Conflict, Forbidden, Invalid, Unknown

ASKED = {"reason": "核对办理材料（虚构）", "days": "3"}
ANSWER = {"reason": "工作需要，限期查看（虚构）"}


def request_of(case, who):
    return view_real_data(case.office, case.actor(who), case.case).own


def test_a_request_waits_at_the_director_until_it_is_granted(play):
    case = play("first_meeting", 1)
    reviewer, director = case.actor("reviewer"), case.actor("director")
    until = beijing_day(case.clock.now()) + timedelta(days=3)

    # given a request with its reason
    request_real_data(case.office, reviewer, case.case, ASKED)
    assert request_of(case, "reviewer").state is RequestState.WAITING
    (waiting,) = waiting_requests(case.office, director)
    assert (waiting.person_name, waiting.reason, waiting.days) == (reviewer.name, ASKED["reason"], 3)
    assert waiting_requests(case.office, reviewer) == []

    # when it is granted
    grant_real_data(case.office, director, case.case, reviewer.id, until, ANSWER)

    # then it waits no more, and lasts until the end of its day
    assert waiting_requests(case.office, director) == []
    granted = request_of(case, "reviewer")
    assert (granted.state, granted.until, granted.answer) == (RequestState.GRANTED, until, ANSWER["reason"])
    read_real(case.office, reviewer, case.case, "核对（虚构）")
    case.clock.advance(timedelta(days=4))
    assert request_of(case, "reviewer").state is RequestState.OVER
    with pytest.raises(Forbidden):
        read_real(case.office, reviewer, case.case, "核对（虚构）")
    request_real_data(case.office, reviewer, case.case, ASKED)  # and may be asked for again


def test_a_refusal_gives_its_reason_to_the_asker(play):
    case = play("first_meeting", 1)
    request_real_data(case.office, case.actor("reviewer"), case.case, ASKED)
    refuse_real_data(case.office, case.actor("director"), case.case, case.actor("reviewer").id, ANSWER)

    refused = request_of(case, "reviewer")
    assert (refused.state, refused.answer) == (RequestState.REFUSED, ANSWER["reason"])
    with pytest.raises(Forbidden):
        read_real(case.office, case.actor("reviewer"), case.case, "核对（虚构）")
    with pytest.raises(Conflict):
        refuse_real_data(case.office, case.actor("director"), case.case, case.actor("reviewer").id, ANSWER)
    assert [word for word in case.words() if "real_data" in word] == [
        "case:real_data:requested",
        "case:real_data:refused",
    ]


def test_nobody_approves_their_own_request_even_as_a_deputy(play):
    case = play("first_meeting", 1)
    today = beijing_day(case.clock.now())
    request_real_data(case.office, case.actor("reviewer"), case.case, ASKED)
    appoint_deputy(
        case.office, case.actor("secadmin"), case.actor("director").id, case.actor("reviewer").id, today, today
    )

    deputy = case.actor("reviewer")
    assert waiting_requests(case.office, deputy) == []
    with pytest.raises(Forbidden) as refused:
        grant_real_data(case.office, deputy, case.case, deputy.id, today, ANSWER)
    assert refused.value.key == "people.right.own_request"


@pytest.mark.parametrize(
    "form", [{"days": "3"}, {"reason": "x", "days": "0"}, {"reason": "x", "days": "31"}, {"reason": "x"}]
)
def test_a_request_needs_a_reason_and_a_bearable_time(play, form):
    case = play("first_meeting", 1)
    with pytest.raises(Invalid):
        request_real_data(case.office, case.actor("reviewer"), case.case, form)


def test_who_may_not_ask(play):
    case = play("first_meeting", 1)
    for who in ("officer", "director", "auditor"):  # may read it already, or never does casework
        with pytest.raises((Forbidden, Unknown)):
            request_real_data(case.office, case.actor(who), case.case, ASKED)
    with pytest.raises(Unknown):
        request_real_data(case.office, case.actor("education.liaison"), case.case, ASKED)
    request_real_data(case.office, case.actor("reviewer"), case.case, ASKED)
    with pytest.raises(Conflict):
        request_real_data(case.office, case.actor("reviewer"), case.case, ASKED)


def test_every_look_is_shown_with_who_when_and_why(play):
    case = play("first_meeting", 1)
    view = view_real_data(case.office, case.actor("officer"), case.case)
    assert (view.may_read, view.looks) == (True, ())

    read_real(case.office, case.actor("officer"), case.case, "受理审查（虚构）")

    (look,) = view_real_data(case.office, case.actor("director"), case.case).looks
    assert (look.person, look.purpose, look.at) == (case.actor("officer").name, "受理审查（虚构）", case.clock.now())


def test_one_submission_alone_can_be_read(play):
    case = play("first_meeting", 3)
    officer = case.actor("officer")
    everything = read_real(case.office, officer, case.case, "受理审查（虚构）")
    (one,) = read_real(case.office, officer, case.case, "受理审查（虚构）", only=everything[0].id)

    assert one.values == everything[0].values
    with pytest.raises(Unknown):
        read_real(case.office, officer, case.case, "受理审查（虚构）", only="0" * 32)


def test_a_unit_reads_its_own_submission_alone_and_the_office_shares_no_real_data(play):
    case = play("first_meeting", 3)
    applicant, reviewer = case.actor(case.scenario.steps[0].actor), case.actor("reviewer")
    written = {one.written_by: one.id for one in read_covered(case.office, case.actor("officer"), case.case)}

    (own,) = read_real(case.office, applicant, case.case, "核对（虚构）", only=written[applicant.id])
    assert own.real
    with pytest.raises(Forbidden):
        read_real(case.office, applicant, case.case, "核对（虚构）")
    # what a colleague of the office wrote is not the reviewer's own
    with pytest.raises(Forbidden):
        read_real(case.office, reviewer, case.case, "核对（虚构）", only=written[case.actor("officer").id])


def granted_to(case, who="reviewer"):
    """Leave for four more days, asked for and granted."""
    request_real_data(case.office, case.actor(who), case.case, ASKED)
    until = beijing_day(case.clock.now()) + timedelta(days=4)
    grant_real_data(case.office, case.actor("director"), case.case, case.actor(who).id, until, ANSWER)


def test_the_director_withdraws_a_leave_early_with_a_reason(play):
    case = play("first_meeting", 1)
    granted_to(case)
    director, reviewer = case.actor("director"), case.actor("reviewer")
    (leave,) = view_real_data(case.office, director, case.case).leaves
    assert (leave.person, leave.name) == (reviewer.id, reviewer.name)

    with pytest.raises(Invalid):  # nobody is deprived without a reason
        end_real_data(case.office, director, case.case, reviewer.id, {})
    end_real_data(case.office, director, case.case, reviewer.id, {"reason": "事项已办结（虚构）"})

    with pytest.raises(Forbidden):
        read_real(case.office, reviewer, case.case, "核对（虚构）")
    assert request_of(case, "reviewer").state is RequestState.ENDED
    view = view_real_data(case.office, director, case.case)
    assert (view.leaves, view.may_withdraw) == ((), True)
    assert case.words()[-1] == "case:real_data:ended"
    with pytest.raises(Conflict):
        end_real_data(case.office, director, case.case, reviewer.id, ANSWER)
    request_real_data(case.office, reviewer, case.case, ASKED)  # and may be asked for again


def test_whoever_needs_it_no_longer_gives_it_back(play):
    case = play("first_meeting", 1)
    granted_to(case)
    reviewer = case.actor("reviewer")
    assert view_real_data(case.office, reviewer, case.case).may_give_back

    end_real_data(case.office, reviewer, case.case, reviewer.id, {})

    assert not view_real_data(case.office, reviewer, case.case).may_give_back
    assert request_of(case, "reviewer").state is RequestState.ENDED
    assert case.words()[-1] == "case:real_data:ended"  # on record; nobody need be told
    with pytest.raises(Forbidden):  # without a leave there is nothing to give back
        end_real_data(case.office, reviewer, case.case, reviewer.id, {})


def test_nobody_but_the_director_ends_the_leave_of_somebody_else(play):
    case = play("first_meeting", 1)
    granted_to(case)
    granted_to(case, "supervisor")
    for who in ("officer", "supervisor", "education.liaison", "auditor"):  # the supervisor holds a leave of their own
        with pytest.raises((Forbidden, Unknown)):
            end_real_data(case.office, case.actor(who), case.case, case.actor("reviewer").id, ANSWER)
    assert view_real_data(case.office, case.actor("reviewer"), case.case).may_read


def test_a_leave_that_is_over_is_not_ended_again(play):
    case = play("first_meeting", 1)
    granted_to(case)
    case.clock.advance(timedelta(days=5))
    with pytest.raises(Conflict):
        end_real_data(case.office, case.actor("director"), case.case, case.actor("reviewer").id, ANSWER)
    assert request_of(case, "reviewer").state is RequestState.OVER
