"""A meeting held on one screen: drafts of the drawn tasks, one act a case, minutes written out of the record."""

from __future__ import annotations

import pytest

from engine.actions.meetings.answer_invitation import answer_invitation
from engine.actions.meetings.change_meeting import cancel_meeting
from engine.actions.meetings.invite_to_meeting import invite
from engine.actions.meetings.meeting_live import commit_live, live_meeting, live_task
from engine.actions.records.verify import verify
from engine.actions.tasks.complete_task import complete
from engine.actions.tasks.save_draft import save_draft
from engine.actions.tasks.task_view import view_task
from engine.clock import at_beijing
from engine.errors import Conflict, Forbidden, Invalid
from engine.storage import meetings
from engine.storage.case_lists import Reader
from tests.unit.engine.actions.meetings.two_cases import DAY, planned

RECORD = {
    "met_on": "2022-04-20",
    "chair": "虚构主持人",
    "attendance": [{"unit": "civil_affairs", "headcount": 2}, {"unit": "education", "headcount": 1, "names": "虚构甲"}],
    "experts_present": [{"discipline": "law", "headcount": 1}],
    "decisions": [{"lead": "civil_affairs", "supports": ["education"], "objections": [], "content": "虚构议定内容"}],
    "guidance_wanted": "no",
}


@pytest.fixture
def held(two):
    """The two cases on the day of their meeting."""
    meeting = planned(two)
    two.clock.move_to(at_beijing(DAY, 9))
    two.meeting = meeting
    return two


def save_live(office, actor, meeting, case, form):
    save_draft(office, actor, live_task(office, actor, meeting, case), form)


def screen(live):
    return live_meeting(live.office, live.actor("officer"), live.meeting)


def outcomes(live):
    with live.office.database.reading() as connection:
        return {row["case_id"]: row["outcome"] for row in meetings.listed_cases(connection, live.meeting)}


def test_the_screen_knows_who_is_expected_and_what_was_replied(two):
    meeting = planned(two)
    invite(two.office, two.actor("officer"), meeting)
    answer_invitation(two.office, two.actor("education.liaison"), meeting, {"reply": "attending", "headcount": 3})
    answer_invitation(two.office, two.actor("health.liaison"), meeting, {"reply": "declined", "reason": "虚构"})

    first, second = live_meeting(two.office, two.actor("officer"), meeting).cases

    expected = {one.who: (one.heads, one.absent) for one in first.expected}
    assert (expected["education"], expected["health"]) == ((3, False), (1, True))
    assert {one.who for one in second.expected} == {"civil_affairs", "education", "expert.law1"}
    assert first.draft["met_on"] == "2022-04-20"
    assert first.draft["chair"] == "虚构主持人"
    assert first.blocking == "lead_and_supports"


def test_what_is_typed_is_the_draft_of_the_drawn_task(held):
    case = held.cases["second"]

    save_live(held.office, held.actor("officer"), held.meeting, case, {**RECORD, "chair": "另一位（虚构）"})

    shown = next(one for one in screen(held).cases if one.line.case_id == case)
    assert shown.draft["chair"] == "另一位（虚构）"
    assert view_task(held.office, held.actor("officer"), shown.task).draft["chair"] == "另一位（虚构）"


def test_both_cases_are_recorded_in_one_meeting_each_in_its_own_act(held):
    officer = held.actor("officer")
    for case in held.cases.values():
        save_live(held.office, officer, held.meeting, case, RECORD)

    done = commit_live(held.office, officer, held.meeting, held.cases.values())

    # then each is recorded, in the one planned meeting, with heads counted and minutes drafted
    assert [one.refusal for one in done] == [None, None]
    with held.office.database.reading() as connection:
        kept = meetings.one(connection, held.meeting, Reader(everything=True, person=""))
        assert len(meetings.newest(connection, 10, Reader(everything=True, person=""))) == 1
    assert (kept["status"], kept["met_on"]) == ("held", DAY)
    assert {one["case_id"] for one in kept["attendance"]} == set(held.cases.values())
    assert outcomes(held) == dict.fromkeys(held.cases.values(), "consensus")
    assert [held.sight(name).state for name in held.cases] == ["implementing", "implementing"]
    for one in done:
        minutes = view_task(held.office, officer, one.task).draft
        assert "虚构议定内容" in minutes["minutes_text"]
        assert "省教育厅" in minutes["minutes_text"]
        assert one.number in minutes["title"]
        assert "虚构甲" not in minutes["minutes_text"]
    assert verify(held.office) == []


def test_minutes_begin_with_the_record_wherever_it_was_made_and_with_their_last_wording_when_they_came_back(held):
    officer, case = held.actor("officer"), held.cases["second"]
    answer = complete(held.office, officer, live_task(held.office, officer, held.meeting, case), RECORD)

    (task,) = (one.id for one in answer.open_tasks if one.element == "draft_minutes")
    begun = view_task(held.office, officer, task).draft
    assert "虚构议定内容" in begun["minutes_text"]
    assert "第三会议室" in begun["minutes_text"]
    assert view_task(held.office, held.actor("director"), task).draft is None

    # what somebody typed goes before what was begun with
    save_draft(held.office, officer, task, {**begun, "title": "改过的标题（虚构）"})
    assert view_task(held.office, officer, task).draft["title"] == "改过的标题（虚构）"
    assert verify(held.office) == []


def test_one_that_is_refused_leaves_the_other_recorded(held):
    officer, (first, second) = held.actor("officer"), held.cases.values()
    save_live(held.office, officer, held.meeting, first, RECORD)
    save_live(held.office, officer, held.meeting, second, {**RECORD, "guidance_wanted": ""})

    good, bad = commit_live(held.office, officer, held.meeting, [first, second])

    assert good.refusal is None
    assert isinstance(bad.refusal, Invalid)
    assert [one.path for one in bad.refusal.fields] == ["guidance_wanted"]
    assert outcomes(held) == {first: "consensus", second: None}
    # and recording again says so for the first and goes on with the second
    save_live(held.office, officer, held.meeting, second, RECORD)
    again, now = commit_live(held.office, officer, held.meeting, [first, second])
    assert isinstance(again.refusal, Conflict)
    assert now.refusal is None


@pytest.mark.parametrize(
    ("objections", "outcome"),
    [
        ([["education"], []], "partly"),
        ([["education"], ["education"]], "no_consensus"),
        ([["health"], []], "consensus"),  # neither leads nor supports
    ],
)
def test_dissent_decides_what_the_meeting_came_to(held, objections, outcome):
    officer, case = held.actor("officer"), held.cases["second"]
    decision = RECORD["decisions"][0]
    decisions = [{**decision, "objections": one, "dissent": "虚构异议"} for one in objections]
    save_live(held.office, officer, held.meeting, case, {**RECORD, "decisions": decisions})

    (done,) = commit_live(held.office, officer, held.meeting, [case])

    assert done.refusal is None
    assert outcomes(held)[case] == outcome


def test_only_a_case_officer_keeps_the_record(held):
    for who in ("director", "education.liaison", "expert.law1"):
        with pytest.raises(Forbidden):
            live_meeting(held.office, held.actor(who), held.meeting)


def test_nothing_is_recorded_in_a_meeting_that_was_called_off(held):
    cancel_meeting(held.office, held.actor("officer"), held.meeting, "虚构")

    with pytest.raises(Conflict):
        live_meeting(held.office, held.actor("officer"), held.meeting)
