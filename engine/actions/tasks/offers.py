"""Every act on a case or task with its answer for one reader: open now, with form and message, or why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.actions.casework.act_forms import form_of
from engine.actions.casework.subjects import case_facts, message_facts, task_facts
from engine.actions.casework.work import CaseWork
from engine.cases.acts import CASE_ACTS, MESSAGE_ACTS, READING_ACTS, Act, act_of_message, act_of_task
from engine.errors import Kind
from engine.people.rights import may
from engine.people.verdict import Verdict
from engine.storage import cases
from engine.storage.tasks import TaskRow

#: what may be done with any open task, beside completing it
TASK_CHORES = (Act.CLAIM, Act.RELEASE, Act.SAVE_DRAFT, Act.HAND_OVER)
#: rights on the case that are used on one of its tasks, and offered there
OF_ONE_TASK = frozenset({Act.ENTER_AFTERWARDS})
#: offered while something is halted
OF_AN_INCIDENT = frozenset({Act.RETRY_INCIDENT, Act.RESOLVE_INCIDENT})
#: messages a diagram may wait for under another name than their verb
UNNAMED = frozenset({Act.SEND_MESSAGE})


@dataclass(frozen=True, slots=True)
class Offer:
    """One act. `key` and `params` are the sentence that says why not, empty where it is open."""

    act: Act
    open: bool
    key: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    form: str | None = None
    message: str | None = None
    element: str = ""
    item: str = ""
    task: str | None = None
    #: one message for all of its items at once
    broadcast: bool = False


def offers_of_task(work: CaseWork, row: TaskRow) -> list[Offer]:
    """What the actor may do with this task, and what not and why."""
    facts = task_facts(work, row)
    acts = (act_of_task(row.act), *TASK_CHORES)
    place = {"form": row.form, "element": row.element, "item": row.item, "task": row.id}
    offers = [_offer(act, may(work.actor, act, facts), **place) for act in acts]
    late = may(work.actor, Act.ENTER_AFTERWARDS, facts.case)
    return offers if late.kind is Kind.FORBIDDEN else [*offers, _offer(Act.ENTER_AFTERWARDS, late, **place)]


def offers_of_case(work: CaseWork) -> list[Offer]:
    """What the actor may do in this case: open tasks that are theirs to see, messages, and acts beside the diagram."""
    return [*_tasks(work), *_messages(work), *_beside(work)]


def visible_tasks(work: CaseWork) -> list[TaskRow]:
    """Open tasks of the case that the actor may know of, in order of opening."""
    seen = [row for row in work.loaded.tasks.values() if may(work.actor, Act.VIEW_TASK, task_facts(work, row)).allowed]
    return sorted(seen, key=lambda row: (row.opened_at, row.id))


def _tasks(work: CaseWork) -> Iterator[Offer]:
    for row in visible_tasks(work):
        act = act_of_task(row.act)
        verdict = may(work.actor, act, task_facts(work, row))
        yield _offer(act, verdict, form=row.form, element=row.element, item=row.item, task=row.id)


def _messages(work: CaseWork) -> Iterator[Offer]:
    """Messages the diagram waits for, then those it does not wait for now."""
    instance = work.loaded.instance
    waited_for: set[Act] = set()
    for one in instance.waiting_messages() if instance else ():
        act = act_of_message(one.name)
        waited_for.add(act)
        info = work.loaded.procedure.definition.elements[one.element]
        verdict = may(work.actor, act, message_facts(work, one.name, one.item, frozenset(one.groups), info))
        place = {"form": one.form, "message": one.name, "element": one.element, "item": one.item}
        yield _offer(act, verdict, **place, broadcast=one.broadcast)
    known = {info.message for info in work.loaded.procedure.definition.elements.values() if info.message}
    for name in sorted(known):
        act = act_of_message(name)
        if act not in waited_for and act not in UNNAMED:
            yield Offer(act, False, "actions.message_not_awaited", {"message": name, "item": "-"}, message=name)


def _beside(work: CaseWork) -> Iterator[Offer]:
    facts = case_facts(work)
    for act in sorted(CASE_ACTS - READING_ACTS - MESSAGE_ACTS - OF_ONE_TASK, key=list(Act).index):
        verdict = may(work.actor, act, facts)
        if verdict.allowed and act in OF_AN_INCIDENT and not cases.open_incidents_of(work.connection, work.case.id):
            yield Offer(act, False, "actions.not_halted", form=form_of(act))
        elif verdict.kind is not Kind.FORBIDDEN:
            yield _offer(act, verdict, form=form_of(act))


def _offer(act: Act, verdict: Verdict, **place: Any) -> Offer:
    return Offer(act, verdict.allowed, verdict.key, verdict.params, **place)
