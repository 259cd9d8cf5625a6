"""Head, tabs, drawing, deadlines, log, files and who knows: each as its reader may see it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.actions.case_page.files import files_of
from engine.actions.case_page.head import Tab, head_of, require_tab
from engine.actions.case_page.info import info_of
from engine.actions.case_page.listing import CasesWanted, view_cases
from engine.actions.case_page.log import check, export_log, harmless, log_of, view_log
from engine.actions.case_page.need_to_know import knowers
from engine.actions.case_page.progress import Stand, view_drawing, view_progress
from engine.actions.case_page.proofs import proofs_of
from engine.actions.case_page.reveal import reveal
from engine.actions.cases.grade_risk import grade_risk
from engine.actions.real_data.grant_real_data import grant_real_data
from engine.actions.tasks.task_context import Topic, context_of
from engine.actions.worker.fire_due_timers import fire_due_timers
from engine.clock import beijing_day
from engine.errors import Forbidden, Invalid, Unknown
from engine.people.capacities import Capacity
from engine.storage import audit, tasks

ASKED = {"reason": "核对（虚构）"}


def test_the_head_names_no_child_but_by_pseudonym(play, looking):
    case = play("first_meeting", 3)
    grade_risk(case.office, case.actor("officer"), case.case, {"grade": "high", **ASKED})
    with looking(case, "officer") as (work, names):
        head = head_of(work, names)

    children = case.application()["subjects"]
    assert (head.subject, head.risk.value) == (case.application()["subject"], "high")
    assert {one.pseudonym for one in head.children} == {child["pseudonym"] for child in children}
    assert not any(child["child_name"] in repr(head) for child in children)
    assert head.tabs == tuple(Tab)
    assert head.may_grade
    assert head.may_read
    assert not head.may_request


@pytest.mark.parametrize(
    ("who", "tabs"),
    [
        ("reviewer", set(Tab)),
        ("education.liaison", set(Tab) - {Tab.TIMELINE, Tab.LOG}),
        ("expert.law1", set(Tab) - {Tab.TIMELINE, Tab.LOG}),
    ],
)
def test_tabs_by_who_reads(play, looking, who, tabs):
    case = play("first_meeting", 6)
    with looking(case, who) as (work, names):
        assert set(head_of(work, names).tabs) == tabs
        for tab in set(Tab) - tabs:
            with pytest.raises(Forbidden):
                require_tab(work, tab)


def test_progress_tells_what_is_done_who_is_still_asked_and_what_is_late(play):
    case = play("first_meeting", 5)
    officer = case.actor("officer")
    progress = view_progress(case.office, officer, case.case, "zh")
    places = {one.element: one for one in progress.places}

    assert places["review_application"].stand is Stand.DONE
    asked = places["sign_receipt"]
    assert asked.stand is Stand.CURRENT
    assert (asked.done, asked.all) == (0, len(asked.members))
    assert all(member.name and not member.done for member in asked.members)
    assert "sign_receipt" in progress.current
    assert view_progress(case.office, officer, case.case, "zh").tag == progress.tag
    # a participant counts the others and knows but the own name
    seen = view_progress(case.office, case.actor("education.liaison"), case.case, "zh")
    members = {one.element: one for one in seen.places}["sign_receipt"].members
    assert len(members) == asked.all
    assert len([member for member in members if member.name]) == 1

    case.clock.advance(timedelta(days=60))
    fire_due_timers(case.office)
    late = view_progress(case.office, officer, case.case, "zh")
    assert {one.element: one for one in late.places}["sign_receipt"].stand is Stand.OVERDUE
    assert late.tag != progress.tag


def test_the_drawing_is_by_process_and_called_ones_are_known(play):
    case = play("first_meeting", 99)
    drawing = view_drawing(case.office, case.actor("officer"), case.case)
    progress = view_progress(case.office, case.actor("officer"), case.case, "zh")

    assert drawing.main == "case_consultation"
    assert set(drawing.files) == {"case_consultation", "implementation"}
    assert set(progress.calls.values()) == {"implementation"}
    assert progress.ended
    assert not progress.current


def test_deadlines_are_proved_in_words_of_the_reader(play, looking):
    case = play("extension_granted", 0)
    granted = max(
        step.position for step in case.scenario.steps if "decide_extension" in repr(step) and step.kind == "do"
    )
    case.steps(granted)
    with looking(case, "officer", "en") as (work, names):
        shown = proofs_of(work, names)
        counted = {one.proof.deadline.key: work.ledger.calendar for one in shown}

    assert counted
    extended = next(one for one in shown if one.proof.deadline.extensions)
    assert "R6" not in extended.basis
    assert any(moved.kind == "extended" and moved.old for moved in extended.proof.moved)
    assert all(mover == case.actor("director").name for mover in extended.movers)
    # what runs stands before what ended
    states = [one.proof.deadline.is_open for one in shown]
    assert states == sorted(states, reverse=True)


def test_of_the_clocks_of_others_a_participant_is_not_told(play, looking):
    case = play("first_meeting", 6)
    with looking(case, "officer") as (work, names):
        whole = proofs_of(work, names)
    with looking(case, "education.liaison") as (work, names):
        seen = proofs_of(work, names)

    assert max(len(one.shared) for one in whole) > 10
    assert not any(one.shared for one in seen)
    assert {one.item for one in seen} <= {"", "省教育厅"}


def test_the_log_is_checked_link_by_link(play, looking):
    case = play("first_meeting", 6)
    page = view_log(case.office, case.actor("officer"), case.case, "zh")
    assert page.checked.broken_at is None
    assert page.checked.records == page.lines[0].seq
    with looking(case, "officer") as (work, _), pytest.MonkeyPatch.context() as patched:
        written = list(audit.walk(work.connection, case.case))
        written[2].record.details["forged"] = True
        patched.setattr(audit, "walk", lambda *_: iter(written))
        assert check(work).broken_at == written[2].seq


def test_the_log_is_carried_away_on_record_and_by_few(play):
    case = play("first_meeting", 3)
    for who in ("reviewer", case.scenario.steps[0].actor):
        with pytest.raises(Forbidden):
            export_log(case.office, case.actor(who), case.case, "zh")
    told = export_log(case.office, case.actor("director"), case.case, "zh").decode("utf-8-sig")

    assert case.words()[-1] == "case:case:exported"
    assert len(told.splitlines()) == len(case.words())
    assert case.application()["subjects"][0]["child_name"] not in told
    assert harmless("=1+1") == "'=1+1"


def test_who_knows_what_follows_the_rights(play, looking):
    case = play("first_meeting", 6)
    until = beijing_day(case.clock.now()) + timedelta(days=2)
    grant_real_data(case.office, case.actor("director"), case.case, "reviewer", until, ASKED)
    with looking(case, "officer") as (work, names):
        known = knowers(work, names)
    by_why = {}
    for one in known:
        by_why.setdefault(one.why, []).append(one)

    assert {one.why for one in known if one.real} == {Capacity.OWN_OFFICER, Capacity.DIRECTOR, Capacity.GRANTEE}
    assert [one.until for one in by_why[Capacity.GRANTEE]] == [until]
    assert len(by_why[Capacity.PARTICIPANT]) + len(by_why[Capacity.EXPERT]) > 2
    assert all(one.name for one in by_why[Capacity.EXPERT])
    case.clock.advance(timedelta(days=3))
    with looking(case, "officer") as (work, names):
        assert [one.ended for one in knowers(work, names) if one.why is Capacity.GRANTEE] == [True]


def test_what_is_for_the_history_alone_is_not_there_for_a_participant(play, looking):
    case = play("first_meeting", 6)
    with looking(case, "education.liaison") as (work, names):
        info, files = info_of(work, names), files_of(work, names)

    assert info.knowers == info.grades == info.links == ()
    assert info.real.looks == info.real.leaves == info.real.waiting == ()
    assert not files.knows
    assert case.application()["subjects"][0]["child_name"] not in repr(info)


def test_one_look_reveals_one_submission_and_is_shown_on_the_case(play, looking):
    case = play("first_meeting", 3)
    with looking(case, "officer") as (work, names):
        application = info_of(work, names).application
    child = case.application()["subjects"][0]["child_name"]
    with pytest.raises(Invalid):
        reveal(case.office, case.actor("officer"), case.case, application.id, " ", "zh")

    shown = reveal(case.office, case.actor("officer"), case.case, application.id, "核对（虚构）", "zh")

    assert child in repr(shown)
    with looking(case, "officer") as (work, names):
        (look,) = info_of(work, names).real.looks
    assert look.purpose == "核对（虚构）"
    with pytest.raises(Forbidden):
        reveal(case.office, case.actor("reviewer"), case.case, application.id, "核对（虚构）", "zh")
    with pytest.raises(Unknown):
        reveal(case.office, case.actor("education.liaison"), case.case, application.id, "核对（虚构）", "zh")


def test_the_list_holds_what_its_reader_has_to_do_with(play):
    case = play("first_meeting", 3)
    grade_risk(case.office, case.actor("officer"), case.case, {"grade": "high", **ASKED})
    office = case.office

    def found(who, **wanted):
        page = view_cases(office, case.actor(who), CasesWanted(**wanted))
        return [row.found.case.id for row in page.rows]

    assert found("officer") == found("reviewer") == [case.case]
    assert found("education.liaison") == found("expert.law1") == found("auditor") == []
    assert found("officer", search="wcnr") == found("officer", search="minzheng") == [case.case]
    assert found("officer", search="不存在的词") == []
    assert found("officer", risk="high", state="accepted") in ([case.case], [])
    assert found("officer", risk="low") == found("officer", stand="ended") == found("officer", danger=True) == []
    # a leave to read makes the case known until its day, and no longer
    until = beijing_day(case.clock.now())
    grant_real_data(office, case.actor("director"), case.case, "education.liaison", until, ASKED)
    assert found("education.liaison") == [case.case]
    case.clock.advance(timedelta(days=1))
    assert found("education.liaison") == []


def test_the_details_of_the_log_are_words_and_the_export_holds_the_codes(play, looking):
    case = play("first_meeting", 6)
    with looking(case, "officer") as (work, names):
        page = log_of(work, names, most=1000)
    told = {label: value for line in page.lines for label, value in line.details}

    assert told["经办人"] == case.actor("officer").name
    assert "已受理" in {value for line in page.lines for label, value in line.details if label == "状态"}
    assert not any(word in repr(told) for word in ("participant@", "liaison@", "case_officer@"))
    assert "state=accepted" in export_log(case.office, case.actor("officer"), case.case, "zh").decode("utf-8-sig")
    with looking(case, "officer") as (work, names):
        assert {line.system for line in log_of(work, names, wanted="human", most=1000).lines} == {False}
        words = {line.word for line in log_of(work, names, wanted="deadlines", most=1000).lines}
    assert words
    assert all(word.startswith(("case:deadline:", "case:timer:")) for word in words)


def test_every_decision_is_listed_before_it_has_a_state_of_its_own(play, looking):
    case = play("first_meeting", 13)
    with looking(case, "officer") as (work, names):
        carried = info_of(work, names).carried
        assert not set(work.case.item_states) & {"d1", "d2"}

    assert [one.item for one in carried] == ["d1", "d2"]
    assert {one.state for one in carried} == {"implementing"}
    assert all(one.due is not None and one.name for one in carried)


def test_beside_a_report_stands_what_the_meeting_decided(play, looking):
    case = play("first_meeting", 13)
    with looking(case, "officer") as (work, _):
        task = next(one for one in tasks.open_of_case(work.connection, case.case).values() if one.item == "d1")
        found = {one.topic: [piece.element for piece in one.pieces] for one in context_of(work, task).sections}

    assert found[Topic.MATTER] == ["record_meeting"]
    assert set(found[Topic.OPINIONS]) <= {"give_opinion", "sign_receipt", "countersign"}
