"""办理过程: one act one entry, newest first, what nobody did marked, corrections beside the original."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.actions.case_page.timeline import view_timeline
from engine.actions.cases.correct import correct_submission
from engine.actions.cases.enter_afterwards import enter_afterwards
from engine.actions.cases.urge import urge
from engine.actions.people.appoint_deputy import appoint_deputy
from engine.actions.tasks.complete_task import complete
from engine.cases.audit_words import Word
from engine.clock import beijing_day
from engine.errors import Forbidden, Unknown
from engine.forms.views import COVER

ACCEPT = {"choice": "accept", "confirmed": ["2"], "reason": "符合情形（虚构）"}


def entries(case, who="officer", **more):
    return view_timeline(case.office, case.actor(who), case.case, "zh", **more).entries


def test_the_whole_of_a_case_newest_first(play):
    case = play("first_meeting", 99)
    told = entries(case, most=1000)

    assert [one.seq for one in told] == sorted((one.seq for one in told), reverse=True)
    assert told[-1].word is Word.CASE_OPENED
    # nobody's doing is marked, and everybody else is named with the unit
    assert any(one.system for one in told)
    assert all(bool(one.who and one.unit) != one.system for one in told)
    assert not any("case_pages." in text for one in told for text in (one.part, one.who, one.step))
    # what followed from an act stands beneath it, not beside it
    meeting = next(one for one in told if one.word is Word.MEETING_RECORDED)
    assert [then.state for then in meeting.followed if then.state] == ["consensus_reached", "implementing"]


def test_a_round_of_many_is_folded_and_nobody_is_lost(play):
    case = play("first_meeting", 99)
    folded = next(one for one in entries(case, most=1000) if one.alike and one.step == "提出意见建议")
    parts = [one.part for one in folded.alike]

    assert len(parts) > 2
    assert len(set(parts)) == len(parts)


def test_pages_tell_every_act_once(play):
    case = play("first_meeting", 99)
    whole = [one.seq for entry in entries(case, most=1000) for one in (entry.alike or (entry,))]
    paged, before = [], 0
    while True:
        page = view_timeline(case.office, case.actor("officer"), case.case, "zh", before=before, most=12)
        paged += [one.seq for entry in page.entries for one in (entry.alike or (entry,))]
        if page.next is None:
            break
        before = page.next

    assert paged == whole


def test_who_acted_for_whom(play):
    case = play("first_meeting", 1)
    today = beijing_day(case.clock.now())
    people = (case.actor("officer").id, case.actor("reviewer").id)
    appoint_deputy(case.office, case.actor("secadmin"), *people, today, today + timedelta(days=1))
    complete(case.office, case.actor("reviewer"), case.task("review_application"), ACCEPT)

    acted = next(one for one in entries(case) if one.step == "受理审查" and not one.system)
    assert (acted.who, acted.on_behalf_of) == (case.actor("reviewer").name, case.actor("officer").name)


def test_what_was_entered_afterwards_bears_its_true_day_and_a_correction_stands_beside_it(play):
    case = play("first_meeting", 1)
    day = beijing_day(case.clock.now())
    officer = case.actor("officer")
    given = {"true_day": day.isoformat(), "done_by": officer.id, "reason": "系统维护期间纸质办理（虚构）"}
    enter_afterwards(case.office, officer, case.task("review_application"), ACCEPT, **given)
    late = next(one for one in entries(case) if one.step == "受理审查" and not one.system)
    right = {"content": ACCEPT | {"reason": "改正后的理由（虚构）"}, "reason": "笔误（虚构）"}
    correct_submission(case.office, officer, case.case, late.submission, right)

    late = next(one for one in entries(case) if one.submission == late.submission)
    assert (late.true_day, late.done_by, late.late_reason) == (day, officer.name, given["reason"])
    (correction,) = late.corrections
    assert correction.reason == "笔误（虚构）"
    assert {field.key: field.text for field in correction.fields}["reason"] == "改正后的理由（虚构）"
    assert {field.key: field.text for field in late.fields}["reason"] == ACCEPT["reason"]


def test_a_childs_name_is_covered_for_everybody_and_revealed_only_to_whom_it_may_be(play):
    case = play("first_meeting", 1)
    name = case.application()["subjects"][0]["child_name"]
    for who in ("officer", "director", "reviewer", case.scenario.steps[0].actor):
        (opened,) = [one for one in entries(case, who) if one.word is Word.CASE_OPENED]
        assert name not in repr(opened)
        assert COVER in repr(opened)
        assert opened.may_reveal == (who != "reviewer")


def test_words_beside_the_diagram_are_told_with_their_label(play):
    case = play("first_meeting", 1)
    urge(case.office, case.actor("director"), case.case, {"reason": "请抓紧（虚构）"})

    (urged,) = [one for one in entries(case) if one.word is Word.URGED]
    assert [(field.label, field.text) for field in urged.fields] == [("理由", "请抓紧（虚构）")]


@pytest.mark.parametrize(
    ("who", "refusal"), [("expert.law1", Unknown), ("education.liaison", Unknown), ("auditor", Unknown)]
)
def test_whoever_does_not_know_of_the_case_learns_nothing(play, who, refusal):
    with pytest.raises(refusal):
        entries(play("first_meeting", 1), who)


def test_a_participant_knows_the_case_but_not_its_history(play):
    with pytest.raises(Forbidden):
        entries(play("first_meeting", 6), "education.liaison")
