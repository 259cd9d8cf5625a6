"""Hand over the work of somebody who leaves, task by task, to a colleague: each by its own right, each on its record.

What the colleague may not receive stays where it is and is named with its reason; nothing is handed over by half.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.actions.hand_over import hand_over
from engine.actions.inbox import InboxRow, held_by_me
from engine.actions.office import Office
from engine.cases.acts import Act
from engine.errors import Refusal
from engine.people.actor import Actor
from engine.people.rights import may

MOST = 500


@dataclass(frozen=True, slots=True)
class Passed:
    """One task of the leaver: handed over, or why not."""

    task: str
    number: str
    name: str
    refusal: Refusal | None = None


def held_work(office: Office, actor: Actor, person: str) -> tuple[InboxRow, ...]:
    """The open tasks somebody holds. Raises Forbidden for anybody but the director."""
    may(actor, Act.HAND_OVER_WORK).require()
    return held_by_me(office, Actor(person, "", ""), most=MOST).rows


def hand_over_work(office: Office, actor: Actor, person: str, to: str) -> list[Passed]:
    """Hand every open task of `person` to `to`. Raises Forbidden."""
    passed: list[Passed] = []
    for row in held_work(office, actor, person):
        try:
            hand_over(office, actor, row.task.id, to)
            passed.append(Passed(row.task.id, row.number, row.task.name))
        except Refusal as refusal:
            passed.append(Passed(row.task.id, row.number, row.task.name, refusal))
    return passed
