"""Tasks drawn for people by name: whose they are, who may not, and what a target day means."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.actions.house.office import Office
from engine.actions.lists.inbox import held_by_me, of_my_groups
from engine.actions.opening.open_case import open_case
from engine.actions.records.verify import verify
from engine.actions.tasks.claim_task import claim
from engine.actions.tasks.complete_task import complete
from engine.actions.tasks.release_task import release
from engine.actions.tasks.task_view import view_task
from engine.actions.versions.deploy_bundle import try_bundle
from engine.actions.versions.publish_diagram import deploy
from engine.clock import MovableClock
from engine.diagrams.bundle import Bundle
from engine.errors import Conflict, Incident, Refusal, Unknown
from engine.people.actor import Actor, Post
from engine.storage import tasks
from engine.storage.people import PersonRow, add, deactivate
from engine.storage.tasks import TaskRow

SHAPE = Path(__file__).parents[2] / "diagrams" / "shapes" / "three_user_tasks.bpmn"
GROUPS = 'camunda:candidateGroups="bench"'
ANSWER = {"answer": "办妥（虚构）"}
OPENER = Actor("opener", "收件（虚构）", "bench", (Post("bench", "bench"), Post("case_officer", "province_office")))
ANN = Actor("p1", "甲（虚构）", "bench", (Post("clerk", "bench"),), login="ann")
BEN = Actor("p2", "乙（虚构）", "elsewhere", (Post("clerk", "elsewhere"),), login="ben")
DEPUTY = Actor("p3", "丙（虚构）", "bench", (Post("clerk", "bench"),), login="cen").standing_in("p1", ANN.posts)
DESIGNER = Actor("designer", "绘制人（虚构）", "province_office", (Post("designer", "province_office"),))


def drawn(said: str) -> Bundle:
    """The shape of three tasks, the first of them drawn for these people."""
    files = {one.name: one.read_bytes() for one in (SHAPE, SHAPE.with_name("answer.form"))}
    text = files[SHAPE.name].decode()
    begin = text.rindex("<bpmn:userTask", 0, text.index('id="task_a"'))
    at = text.index(GROUPS, begin)
    text = text[:at] + said + text[at + len(GROUPS) :]
    return Bundle({**files, SHAPE.name: text.encode()})


@pytest.fixture
def people(office: Office, clock: MovableClock) -> None:
    rows = [
        PersonRow(one.id, one.login or one.id, one.name, None, None, "zh", True, False, clock.now())
        for one in (OPENER, ANN, BEN, DEPUTY)
    ]
    with office.database.writing() as connection:
        add(connection, rows)


def first_task(office: Office, said: str) -> TaskRow:
    deploy(office, drawn(said), effective_on=date(2022, 1, 1))
    case = open_case(office, OPENER, "three_user_tasks", {}).case_id
    with office.database.reading() as connection:
        return next(iter(tasks.open_of_case(connection, case).values()))


def listed(office: Office, actor: Actor, box: str) -> list[str]:
    asked = held_by_me if box == "mine" else of_my_groups
    return [row.task.id for row in asked(office, actor).rows]


@pytest.mark.usefixtures("people")
def test_the_assignee_has_it_from_the_first_moment(office: Office) -> None:
    task = first_task(office, 'camunda:assignee="ann"')

    assert (task.claimed_by, task.assigned_to) == ("p1", "p1")
    assert listed(office, ANN, "mine") == [task.id]
    assert listed(office, BEN, "group") == []
    with pytest.raises(Unknown):
        complete(office, BEN, task.id, ANSWER)
    complete(office, ANN, task.id, ANSWER)
    assert verify(office) == []


@pytest.mark.usefixtures("people")
def test_candidates_by_name_stand_beside_the_groups(office: Office) -> None:
    task = first_task(office, f'{GROUPS} camunda:candidateUsers="ben"')

    assert [listed(office, one, "group") for one in (OPENER, BEN, ANN)] == [[task.id], [task.id], []]
    claim(office, BEN, task.id)
    with pytest.raises(Conflict, match="claimed"):
        complete(office, OPENER, task.id, ANSWER)


@pytest.mark.usefixtures("people")
def test_what_the_assignee_releases_is_free_for_the_candidates(office: Office) -> None:
    task = first_task(office, 'camunda:assignee="ann" camunda:candidateUsers="ben"')
    with pytest.raises(Conflict, match="claimed"):
        claim(office, BEN, task.id)

    release(office, ANN, task.id)
    claim(office, BEN, task.id)
    assert listed(office, BEN, "mine") == [task.id]


@pytest.mark.usefixtures("people")
def test_a_deputy_has_what_is_the_persons(office: Office) -> None:
    task = first_task(office, 'camunda:candidateUsers="ann"')

    assert listed(office, DEPUTY, "group") == [task.id]
    complete(office, DEPUTY, task.id, ANSWER)


@pytest.mark.usefixtures("people")
def test_who_has_left_is_passed_over_and_nobody_left_halts(office: Office) -> None:
    with office.database.writing() as connection:
        deactivate(connection, "p1")
    task = first_task(office, f'{GROUPS} camunda:assignee="ann"')
    assert (task.claimed_by, task.groups) == (None, ["bench"])

    deploy(office, drawn('camunda:assignee="ann"'), effective_on=date(2022, 1, 1))
    with pytest.raises(Incident, match="nobody_for_task"):
        open_case(office, OPENER, "three_user_tasks", {})


@pytest.mark.usefixtures("people")
def test_logins_that_nobody_has_are_told_at_deployment(office: Office) -> None:
    tried = try_bundle(office, DESIGNER, drawn('camunda:candidateUsers="ann, nobody"'))
    told = [(one.element, one.params["logins"]) for one in tried.findings if one.key.endswith("unknown_logins")]

    assert told == [("task_a", ["nobody"])]


@pytest.mark.usefixtures("people")
def test_a_target_day_is_no_deadline(office: Office, clock: MovableClock) -> None:
    said = f'{GROUPS} camunda:dueDate="${{day}}" camunda:followUpDate="2026-03-05" camunda:priority="80"'
    task = first_task(office, said.replace("${day}", "2026-03-06"))

    assert (task.due, task.deadline, task.follow_up, task.priority) == (
        date(2026, 3, 6),
        None,
        date(2026, 3, 5),
        80,
    )
    shown = view_task(office, OPENER, task.id).due
    assert shown is not None
    assert (shown.name, shown.due) == ("target", date(2026, 3, 6))


def test_nobody_named_at_all_is_refused(office: Office) -> None:
    with pytest.raises(Refusal):
        deploy(office, drawn('camunda:assignee=" "'))
