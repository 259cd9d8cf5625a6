"""Who may know of a case anyway: the people it can be sent round to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.actions.casework.subjects import case_facts
from engine.actions.casework.work import CaseWork
from engine.cases.acts import Act
from engine.people.actor import Actor, Post
from engine.people.rights import may
from engine.storage import people, posts
from engine.storage.posts import PostRow

#: how many people an office may have, beyond any real one
EVERYBODY = 5000


@dataclass(frozen=True, slots=True)
class Entitled:
    """Somebody who may view the case, with the unit people know them by."""

    person: str
    name: str
    unit: str


def entitled(work: CaseWork) -> list[Entitled]:
    """Everybody but the actor who may view the case now by an own post or part, by unit and name."""
    facts = case_facts(work)
    held = posts.held_by_all(work.connection, work.today)
    found = []
    for row in people.search(work.connection, most=EVERYBODY):
        if row.is_program or row.id == work.actor.id:
            continue
        reader = Actor(row.id, row.name, row.unit or "", _posts(held.get(row.id, [])))
        known = replace(facts, has_task=_has_task(work, reader))
        if may(reader, Act.VIEW_CASE, known).allowed:
            found.append(Entitled(row.id, row.name, row.unit or ""))
    return sorted(found, key=lambda one: (one.unit, one.name, one.person))


def _posts(rows: list[PostRow]) -> tuple[Post, ...]:
    return tuple(Post(row.role, row.unit) for row in rows)


def _has_task(work: CaseWork, reader: Actor) -> bool:
    open_tasks = work.loaded.tasks.values()
    return any(row.claimed_by == reader.id or not reader.groups.isdisjoint(row.groups) for row in open_tasks)
