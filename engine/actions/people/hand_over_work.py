"""Hand over the work of somebody who leaves: each task by its own right, then the cases they are officer of.

What the colleague may not receive stays where it is and is named with its reason; nothing is handed over by half.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.subjects import case_facts
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.actions.lists.inbox import InboxRow, held_by_me
from engine.actions.signing_in.authenticate import actor_of
from engine.actions.tasks.hand_over import hand_over
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import FieldError, Invalid, Refusal
from engine.people.actor import Actor
from engine.people.rights import may
from engine.people.roles import Role
from engine.storage import case_lists

MOST = 500


@dataclass(frozen=True, slots=True)
class Passed:
    """One task of the leaver, or a case they were officer of (no task): handed over, or why not."""

    number: str
    task: str = ""
    name: str = ""
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class HeldWork:
    """The open tasks somebody holds, and the running cases (id and number) whose officer they are."""

    tasks: tuple[InboxRow, ...]
    cases: tuple[tuple[str, str], ...]


def held_work(office: Office, actor: Actor, person: str) -> HeldWork:
    """Everything somebody would leave behind. Raises Forbidden for anybody but the director."""
    may(actor, Act.HAND_OVER_WORK).require()
    tasks = held_by_me(office, Actor(person, "", ""), most=MOST).rows
    with office.database.reading() as connection:
        return HeldWork(tasks, tuple(case_lists.of_officer(connection, person)))


def hand_over_work(office: Office, actor: Actor, person: str, to: str) -> list[Passed]:
    """Hand every open task of `person`, and their cases, to `to`. Raises Forbidden."""
    held, passed = held_work(office, actor, person), []
    for row in held.tasks:
        refusal = None
        try:
            hand_over(office, actor, row.task.id, to)
        except Refusal as refused:
            refusal = refused
        passed.append(Passed(row.number, row.task.id, row.task.name, refusal))
    for case_id, number in held.cases:
        passed.append(Passed(number, refusal=_pass_case(office, actor, case_id, person, to)))
    return passed


def _pass_case(office: Office, actor: Actor, case_id: str, person: str, to: str) -> Refusal | None:
    """Make the colleague the officer of this case; gives why not."""

    def verb(work: CaseWork) -> Answer:
        facts = case_facts(work)
        receiver = actor_of(work.connection, to, work.today)
        group = f"{Role.CASE_OFFICER}@{facts.office_unit}"
        if receiver is None or group not in receiver.groups or to in facts.recused:
            raise Invalid("identity.handover.no_officer", fields=[FieldError("to", "identity.handover.no_officer")])
        if facts.officer == person:
            work.change(officer=to)
            work.record(Word.OFFICER_APPOINTED, officer=to, before=person)
        return Answer()

    try:
        work_on(office, actor, On(case_id=case_id), verb)
    except Refusal as refusal:
        return refusal
    return None
