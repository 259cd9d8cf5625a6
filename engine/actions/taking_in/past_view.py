"""What a case would stand at if this much of its paper story were taken in: tried out, and nothing of it kept.

Whoever enters the story sees after each step what the procedure waits for next and when it falls due.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from engine.actions.casework.form_choices import FormChoices
from engine.actions.casework.work import CaseWork
from engine.actions.house.office import Office
from engine.actions.taking_in.past_papers import read_papers
from engine.actions.taking_in.take_in import entered
from engine.cases.acts import Act
from engine.clock import beijing_day
from engine.deadlines.deadline import Deadline
from engine.deadlines.status import ClockState
from engine.people.actor import Actor
from engine.people.rights import may


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing that may be entered next: a task that stands open, or a message that is waited for."""

    kind: str  #: `task` or `message`
    element: str  #: element of the task, or name of the message
    item: str
    name: str
    groups: tuple[str, ...]
    schema: Mapping[str, Any] | None
    choices: Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class PastView:
    """Where the story leads."""

    status: str
    #: under which number the case would stand
    number: str
    next: tuple[NextStep, ...]
    clocks: tuple[tuple[Deadline, ClockState], ...]
    #: what elements and messages are called
    names: Mapping[str, str]


def try_taking_in(office: Office, actor: Actor, procedure: str, papers: Mapping[str, Any]) -> PastView:
    """The same refusals as `take_in`; nothing is written, no number used up."""
    may(actor, Act.TAKE_IN).require()
    today = beijing_day(office.clock.now())
    with office.database.trying() as trial, trial.writing() as connection:
        work = entered(office, connection, actor, procedure, read_papers(papers, today))
        clocks = tuple((one, work.ledger.state(one, work.now)) for one in work.ledger.deadlines if one.is_open)
        return PastView(work.status, work.case.number, (*_tasks(work), *_messages(work)), clocks, _names(work))


def _names(work: CaseWork) -> dict[str, str]:
    known = work.loaded.procedure.definition.elements.values()
    return {one.id: one.name for one in known} | {one.message: one.name for one in known if one.message}


def _tasks(work: CaseWork) -> list[NextStep]:
    rows = sorted(work.instance.open_tasks(), key=lambda row: (row.element, row.item))
    return [_next(work, "task", row.element, row.item, row.name, tuple(row.groups), row.form) for row in rows]


def _messages(work: CaseWork) -> list[NextStep]:
    names = work.loaded.procedure.definition.elements
    return [
        _next(work, "message", one.name, one.item, names[one.element].name, tuple(one.groups), one.form)
        for one in work.instance.waiting_messages()
    ]


def _next(
    work: CaseWork, kind: str, element: str, item: str, name: str, groups: tuple[str, ...], form: str | None
) -> NextStep:
    raw = work.loaded.procedure.schemas.get(form) if form else None
    shape = work.loaded.procedure.form(form)
    choices = FormChoices(work)
    lists = {asked: list(choices[asked]) for asked in (shape.option_lists if shape else ())}
    return NextStep(kind, element, item, name, groups, orjson.loads(raw) if raw else None, lists)
