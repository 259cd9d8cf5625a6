"""Carry out a planned migration: one transaction a case, so that a batch killed half-way goes on where it stopped.

Each case is judged again under its lock, because it may have moved since the plan was made. Tokens, data, drafts,
claims, timers and deadlines stay as they are; what a task looks like follows the new version.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from engine.actions.casework import happenings
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.listing import listed
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer
from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.actions.migrations.migrating import CaseVerdict, Way, known_move, look_changes, verdict, way_between
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.diagrams.instance import Instance
from engine.diagrams.moving.judging import Obstacle
from engine.diagrams.moving.stored import bare
from engine.diagrams.snapshot import rehung
from engine.errors import Conflict, Refusal, Unavailable
from engine.people.actor import Actor
from engine.people.rights import may
from engine.people.subjects import MigrationFacts
from engine.storage import moves, tasks
from engine.storage.moves import MoveRow
from engine.storage.stop_points import stop_point

#: cases of one call; the caller asks again while any is left
BATCH = 200


class _Refused(Conflict):
    """The case cannot move as it stands now; its own transaction is given up."""

    def __init__(self, found: CaseVerdict) -> None:
        super().__init__("versions.move.refused")
        self.found = found


class _DoneAlready(Conflict):
    """Another process was here first."""


@dataclass(frozen=True, slots=True)
class Job:
    """One plan on its way."""

    move: MoveRow
    way: Way


def migrate_cases(office: Office, actor: Actor, procedure: str, move: str, *, most: int = BATCH) -> dict[str, int]:
    """Move up to `most` of the plan's waiting cases; gives the number of cases in each state afterwards.

    Raises Forbidden where the actor planned it, Unknown.
    """
    with office.database.reading() as connection:
        row = known_move(connection, procedure, move)
        may(actor, Act.MIGRATE_CASES, MigrationFacts(row.planned_by)).require()
        job = Job(row, way_between(office, connection, procedure, row.from_version, row.to_version))
        waiting = moves.in_state(connection, move, moves.WAITING, most)
    _begin(office, actor, row)
    for case_id in waiting:
        _migrate(office, actor, job, case_id)
        stop_point("migrate_cases.between")
    with office.database.reading() as connection:
        return moves.counts(connection, move)


def _begin(office: Office, actor: Actor, row: MoveRow) -> None:
    """Record who carries it out, once; whoever goes on with it is named in the record of each case."""

    def verb(work: HouseWork) -> dict[str, Any]:
        if moves.begin(work.connection, row.id, work.now, work.actor.id):
            work.record(Word.MIGRATION_APPLIED, procedure=row.procedure, move=row.id)
        return {}

    if row.applied_at is None:
        work_in_house(office, actor, Act.MIGRATE_CASES, verb, MigrationFacts(row.planned_by))


def _migrate(office: Office, actor: Actor, job: Job, case_id: str) -> None:
    """Move one case. A case somebody holds just now stays waiting; one that cannot go on is refused and left alone."""
    try:
        work_on(office, actor, On(case_id=case_id), lambda work: _move(work, job))
    except (Unavailable, _DoneAlready):
        return
    except _Refused as refused:
        _note(office, job, case_id, refused.found)
    except Refusal as refusal:
        _note(office, job, case_id, CaseVerdict((Obstacle("incident", words=(refusal.key,)),)))


def _note(office: Office, job: Job, case_id: str, found: CaseVerdict) -> None:
    gone = any(one.code == "gone" for one in found.obstacles)
    values = {
        "state": moves.GONE if gone else moves.REFUSED,
        "obstacles": [one.to_json() for one in found.obstacles],
        "at": office.clock.now(),
    }
    with office.database.writing() as connection:
        moves.change_case(connection, job.move.id, case_id, values)


def _move(work: CaseWork, job: Job) -> Answer:
    planned = moves.case(work.connection, job.move.id, work.case.id)
    if planned is None or planned.state != moves.WAITING:
        raise _DoneAlready("versions.move.not_waiting")
    if work.loaded.instance is None or work.case.digest != job.way.old.digest:
        raise _Refused(CaseVerdict((Obstacle("gone"),)))
    state = work.instance.dump()
    found = verdict(job.way, work.case, state, work.loaded.tasks)
    if found.obstacles:
        raise _Refused(found)
    added = job.way.settings_for(work.case, work.today)
    hang(work, job.way, state, {**work.case.settings, **added})
    submission = work.submit({"reason": job.move.reason}, element=Act.MIGRATE_CASES.value)
    told = _told(job.way, job.move.id)
    work.record(Word.CASE_MIGRATED, **told, settings=sorted(added), submission=submission)
    values = {
        "state": moves.MOVED,
        "notes": [one.to_json() for one in found.notes],
        "at": work.now,
        "settings_added": sorted(added),
        "state_sum": sum_of(state),
    }
    moves.change_case(work.connection, job.move.id, work.case.id, values)
    return Answer()


def hang(work: CaseWork, way: Way, state: bytes, settings: dict[str, Any]) -> None:
    """Put the tokens of a case on the other version. Raises the refusal of a case that does not stand there alike."""
    before = _waits_for(work.instance)
    moved = rehung(way.comparison.old.definition, way.comparison.new.definition, state)
    work.world.settings = settings
    work.loaded.procedure = way.new_procedure
    work.loaded.instance = Instance.restore(way.new_procedure.definition, moved, work.world)
    work.moved = True
    work.change(digest=way.new.digest, process=way.new.process, procedure_version=way.new.version, settings=settings)
    if _waits_for(work.instance) != before:
        raise _Refused(CaseVerdict((Obstacle("waits_otherwise"),)))
    _dress(work, way)
    happenings.note(work, work.instance.take_effects())


def _waits_for(instance: Instance) -> Any:
    """Tasks, external tasks, messages, and timers with their instants: none of them may come, go or move."""
    return (
        sorted((task.id, task.element, task.item) for task in instance.open_tasks()),
        sorted((task.id, task.element, task.topic) for task in instance.external_tasks()),
        sorted((message.element, message.item) for message in instance.waiting_messages()),
        instance.waiting_timers(),
    )


def _dress(work: CaseWork, way: Way) -> None:
    """Open tasks look as the new version draws them; ids, claims and drafts stay."""
    for task in work.instance.open_tasks():
        row = work.loaded.tasks[task.id]
        if not look_changes(way, row):
            continue
        shown: dict[str, Any] = {
            "name": task.name,
            "lane": task.lane,
            "form": task.form,
            "act": task.act or Act.COMPLETE.value,
        }
        (dressed,) = listed(work, [replace(row, **shown, groups=list(task.groups))])
        tasks.change(work.connection, row.id, shown)
        if dressed.groups != row.groups:
            tasks.change_groups(work.connection, dressed)
        work.loaded.tasks[task.id] = dressed


def _told(way: Way, move: str) -> dict[str, Any]:
    return {
        "move": move,
        "old": way.old.version,
        "new": way.new.version,
        "old_digest": way.old.digest,
        "new_digest": way.new.digest,
    }


def sum_of(state: bytes) -> str:
    """A sum over the tokens of a case, whichever version they hang on."""
    return hashlib.sha256(bare(state)).hexdigest()
