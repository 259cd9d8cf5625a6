"""Whose a user task is and when it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.diagrams.bundle import Bundle
from engine.errors import Incident


def test_everything_a_task_may_say(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    task = (
        '<bpmn:userTask id="t" camunda:assignee="${who}" camunda:candidateUsers="li, ${others}" '
        'camunda:candidateGroups="office" camunda:dueDate="${day}" camunda:followUpDate="PT2H" '
        'camunda:priority="${urgent ? 80 : 20}" camunda:formKey="embedded:app:forms/ask.html"/>'
    )
    case = begin(drawn(task, "t"), who="wang", others=["zhao", "sun"], day="2026-04-01", urgent=True)
    case.later(hours=5)
    found = case.task("t")
    assert (found.assignee, found.candidate_users, found.groups) == ("wang", ("li", "zhao", "sun"), ("office",))
    assert (found.due, found.follow_up, found.priority) == ("2026-04-01", "2026-03-02T12:00:00+08:00", 80)
    assert (found.form, found.form_key) == (None, "embedded:app:forms/ask.html")


def test_a_task_that_says_nothing(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    case = begin(drawn('<bpmn:userTask id="t" camunda:assignee="${who}" camunda:dueDate=""/>', "t"), who=None)
    found = case.task("t")
    assert (found.assignee, found.candidate_users, found.due, found.follow_up, found.priority) == (
        None,
        (),
        None,
        None,
        50,
    )


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("2026-04-01", "2026-04-01"),
        ("2026-04-01T12:00:00", "2026-04-01T12:00:00+08:00"),
        ("2026-04-01T12:00:00Z", "2026-04-01T20:00:00+08:00"),
        ("P3D", "2026-03-05T10:00:00+08:00"),
        ("${working_days(today(), 5)}", "2026-03-09T09:00:00+08:00"),
    ],
)
def test_when_it_is_due(written: str, due: str, begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    case = begin(drawn(f'<bpmn:userTask id="t" camunda:dueDate="{written}"/>', "t"))
    assert case.task("t").due == due


@pytest.mark.parametrize(
    "attribute", ['dueDate="soon"', 'dueDate="${3}"', 'priority="high"', 'assignee="${4}"', 'followUpDate="P"']
)
def test_what_cannot_be_used_is_an_incident(
    attribute: str, begin: Callable[..., Any], drawn: Callable[..., Bundle]
) -> None:
    with pytest.raises(Incident) as stopped:
        begin(drawn(f'<bpmn:userTask id="t" camunda:{attribute}/>', "t"))
    assert stopped.value.params["element"] == "t"


def test_a_form_key_may_name_a_form_of_the_bundle(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    form = b'{"type": "default", "id": "ask", "components": []}'
    for key in ("ask", "camunda-forms:deployment:ask.form", "embedded:deployment:forms/ask.html"):
        case = begin(drawn(f'<bpmn:userTask id="t" camunda:formKey="{key}"/>', "t", ask_form=form))
        assert (case.task("t").form, case.task("t").form_key) == ("ask", key)
    case = begin(drawn('<bpmn:userTask id="t" camunda:formRef="elsewhere"/>', "t", ask_form=form))
    assert case.task("t").form == "elsewhere"


def test_who_started_it_is_told(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    bundle = drawn('<bpmn:userTask id="t" camunda:assignee="${starter}"/>', "t")
    raw = bundle.files["p.bpmn"].replace(
        b'<bpmn:startEvent id="begin"', b'<bpmn:startEvent id="begin" camunda:initiator="starter"'
    )
    assert begin(Bundle({"p.bpmn": raw})).task("t").assignee == "person_1"


def test_a_text_that_cannot_run_is_refused(refused: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    task = '<bpmn:userTask id="t" camunda:assignee="${who..}"/>'
    assert refused(drawn(task, "t")) == [("t", "diagrams.expressions")]
