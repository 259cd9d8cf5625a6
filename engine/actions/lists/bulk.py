"""The same act on many tasks: each in a transaction of its own, and for each row what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.actions.cases.urge import urge
from engine.actions.casework.beside import text_of
from engine.actions.house.office import Office
from engine.actions.tasks.claim_task import claim
from engine.actions.tasks.hand_over import hand_over
from engine.errors import FieldError, Invalid, Refusal, Unknown
from engine.people.actor import Actor
from engine.storage import tasks
from engine.storage.tasks import TaskRow

#: the most rows one request may name: a page and no more
MOST = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one row: done, or the sentence that says why not."""

    task: str
    number: str = ""
    key: str = ""
    params: Mapping[str, Any] | None = None

    @property
    def is_done(self) -> bool:
        return not self.key


def claim_many(office: Office, actor: Actor, chosen: Sequence[str]) -> list[Outcome]:
    """Claim each of these tasks. Raises Invalid for none or too many."""
    return _each(chosen, lambda task: claim(office, actor, task).number)


def hand_over_many(office: Office, actor: Actor, chosen: Sequence[str], to: str) -> list[Outcome]:
    """Hand each of these tasks over to one person. Raises Invalid for none or too many, or for nobody."""
    if not to:
        raise Invalid("lists.bulk.nobody", fields=[FieldError("to", "lists.bulk.nobody")])
    return _each(chosen, lambda task: hand_over(office, actor, task, to).number)


def urge_many(office: Office, actor: Actor, chosen: Sequence[str], form: Mapping[str, Any]) -> list[Outcome]:
    """Urge whoever holds these tasks, each case and item once. `form` holds `reason`. Raises Invalid."""
    text_of(form, "reason")
    urged: dict[tuple[str, str], str] = {}

    def once(task: str) -> str:
        row = _known(office, task)
        place = (row.case_id, row.item)
        if place not in urged:
            urged[place] = urge(office, actor, row.case_id, form, item=row.item).number
        return urged[place]

    return _each(chosen, once)


def _each(chosen: Sequence[str], act: Callable[[str], str]) -> list[Outcome]:
    if not 0 < len(chosen) <= MOST:
        raise Invalid("lists.bulk.none" if not chosen else "lists.bulk.too_many", most=MOST)
    return [_one(task, act) for task in dict.fromkeys(chosen)]


def _one(task: str, act: Callable[[str], str]) -> Outcome:
    try:
        return Outcome(task, act(task))
    except Refusal as refusal:
        return Outcome(task, key=refusal.key, params=refusal.params)


def _known(office: Office, task: str) -> TaskRow:
    with office.database.reading() as connection:
        row = tasks.get(connection, task)
    if row is None:
        raise Unknown("actions.unknown_task")
    return row
