"""Plan a migration: every running case of a version is judged and kept with its verdict; nothing of a case changes."""

from __future__ import annotations

import uuid
from typing import Any

from engine.actions.house.answers import Once
from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.actions.migrations.migrating import CaseVerdict, Way, verdict, way_between
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.diagrams.moving.judging import Obstacle
from engine.errors import Incident
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import cases, moves, tasks
from engine.storage.database import Connection
from engine.storage.moves import MovedCaseRow, MoveRow


def plan_migration(
    office: Office, actor: Actor, procedure: str, old: int, new: int, reason: str, *, once: Once | None = None
) -> dict[str, Any]:
    """Judge every running case of version `old`; gives the plan's id.

    Raises Forbidden, Unknown, Conflict where a version is not published or both are the same.
    """
    may(actor, Act.PLAN_MIGRATION).require()
    with office.database.reading() as connection:
        way = way_between(office, connection, procedure, old, new)
        running = moves.running_ids(connection, procedure, old)
    plan = uuid.uuid4().hex
    judged = [_judged(office, way, plan, case_id) for case_id in running]

    def verb(work: HouseWork) -> dict[str, Any]:
        row = MoveRow(plan, procedure, old, new, reason, work.now, work.actor.id)
        moves.add(work.connection, row, judged)
        refused = sum(one.state == moves.REFUSED for one in judged)
        told = {"procedure": procedure, "old": old, "new": new, "move": plan}
        work.record(Word.MIGRATION_PLANNED, **told, cases=len(judged), refused=refused)
        return {"move": plan}

    return work_in_house(office, actor, Act.PLAN_MIGRATION, verb, once=once)


def _judged(office: Office, way: Way, plan: str, case_id: str) -> MovedCaseRow:
    """The verdict on one case, read by itself: a plan over many cases never holds one moment of the database open."""
    with office.database.reading_at_once() as connection:
        found = _verdict(connection, way, case_id)
    state = moves.REFUSED if found.obstacles else moves.WAITING
    return MovedCaseRow(
        plan, case_id, state, [one.to_json() for one in found.obstacles], [one.to_json() for one in found.notes]
    )


def _verdict(connection: Connection, way: Way, case_id: str) -> CaseVerdict:
    row = cases.get(connection, case_id)
    if row is None or row.closed_at is not None or row.digest != way.old.digest:
        return CaseVerdict((Obstacle("gone"),))
    try:
        return verdict(way, row, cases.state(connection, case_id), tasks.open_of_case(connection, case_id))
    except Incident:
        return CaseVerdict((Obstacle("unreadable"),))
