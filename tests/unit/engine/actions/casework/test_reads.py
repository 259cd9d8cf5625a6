"""What each reader sees: own inbox, own cases, acts that are open now and why others are not."""

from __future__ import annotations

import pytest

from engine.actions.cases.case_view import list_cases, view_case, view_deadlines, view_diagram, view_history
from engine.actions.lists import inbox
from engine.actions.opening.open_case import open_case
from engine.actions.tasks.claim_task import claim
from engine.actions.tasks.complete_task import complete
from engine.actions.tasks.content_view import read_covered
from engine.actions.tasks.task_view import view_task
from engine.cases.acts import Act
from engine.deadlines.status import ClockState
from engine.errors import Unknown
from engine.storage.case_lists import Filters
from tests.unit.engine.actions.casework.people import PREPARED, REQUEST

pytestmark = pytest.mark.parametrize("cache_size", [100], indirect=True)


def test_the_inbox_shows_open_tasks_of_my_groups_by_due_day(office, errand, three, ann, stranger):
    page = inbox.of_my_groups(office, ann)

    assert [row.task.element for row in page.rows] == ["prepare", "task_a"]
    assert page.rows[0].due.status is ClockState.DUE_SOON
    assert page.rows[0].number == errand.number
    assert page.rows[1].due is None
    assert inbox.of_my_groups(office, stranger).rows == ()


def test_pages_follow_each_other_without_gap_or_repetition(office, errand, ann):
    for _ in range(6):
        open_case(office, ann, "errand", REQUEST)

    seen, after = [], None
    while True:
        page = inbox.of_my_groups(office, ann, after=after, most=3)
        seen += [row.task.id for row in page.rows]
        after = page.next
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 7


def test_what_i_hold_and_what_i_did(office, errand, ann, task_of):
    task = task_of(errand, "prepare")
    claim(office, ann, task)
    assert [row.task.id for row in inbox.held_by_me(office, ann).rows] == [task]

    complete(office, ann, task, PREPARED)
    assert inbox.held_by_me(office, ann).rows == ()
    done = inbox.done_by_me(office, ann, most=1)
    assert [row.task.id for row in done.rows] == [task]
    assert done.next is None


def test_a_case_tells_its_reader_what_may_be_done(office, errand, ann):
    view = view_case(office, ann, errand.case_id)

    offers = {(offer.act, offer.element): offer for offer in view.offers}
    assert offers[Act.COMPLETE, "prepare"].open
    assert offers[Act.COMPLETE, "prepare"].form == "preparation"
    assert offers[Act.SEND_MESSAGE, "note_down"].open
    assert offers[Act.SEND_MESSAGE, "note_down"].form == "note"
    assert view.due.name == "preparation"
    assert [row.element for row in view.tasks] == ["prepare"]


def test_a_stranger_sees_no_case(office, errand, stranger):
    with pytest.raises(Unknown):
        view_case(office, stranger, errand.case_id)
    assert list_cases(office, stranger, Filters()).rows == ()


def test_the_office_sees_every_case_page_by_page(office, errand, ann, officer):
    second = open_case(office, ann, "errand", REQUEST)

    first_page = list_cases(office, officer, Filters(procedure="errand"), most=1)
    second_page = list_cases(office, officer, Filters(procedure="errand"), after=first_page.next, most=1)

    assert {first_page.rows[0].case.id, second_page.rows[0].case.id} == {errand.case_id, second.case_id}
    assert second_page.next is None
    assert list_cases(office, officer, Filters(status="closed")).rows == ()
    assert len(list_cases(office, officer, Filters(is_open=True)).rows) == 2


def test_a_task_comes_with_form_draft_and_acts(office, errand, ann, bob, task_of):
    task = task_of(errand, "prepare")
    claim(office, ann, task)

    mine, others = view_task(office, ann, task), view_task(office, bob, task)
    assert mine.schema["id"] == "preparation"
    assert {offer.act for offer in mine.offers if offer.open} >= {Act.COMPLETE, Act.RELEASE, Act.SAVE_DRAFT}
    assert not any(offer.open for offer in others.offers if offer.act is Act.COMPLETE)


def test_deadlines_explain_themselves(office, errand, ann):
    (deadline,) = view_deadlines(office, ann, errand.case_id, "zh")

    assert deadline.status is ClockState.DUE_SOON
    assert deadline.days_left == 5
    assert deadline.explanation


def test_the_history_names_people_and_goes_on(office, errand, ann, officer):
    first = view_history(office, officer, errand.case_id, most=2)
    rest = view_history(office, officer, errand.case_id, after=first.next)

    assert first.names["ann"] == "ann（虚构）"
    assert rest.records[0].seq == 3
    assert rest.next is None


def test_the_drawing_shows_where_the_case_stands(office, errand, ann):
    view = view_diagram(office, ann, errand.case_id)

    assert "errand.bpmn" in view.files
    assert ("prepare", "open") in {(one.element, one.state) for one in view.positions}


def test_content_is_covered_for_who_has_no_leave(office, errand, ann, officer, task_of):
    complete(office, ann, task_of(errand, "prepare"), {"answer": "张小明（虚构）", "choice": "yes"})

    values = {one.element: one.values for one in read_covered(office, officer, errand.case_id)}

    assert values["prepare"]["choice"] == "yes"
    assert "张小明" not in str(values)
