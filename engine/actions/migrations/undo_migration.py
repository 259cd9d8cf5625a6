"""Take a migration back, case by case, as long as nothing has moved in the case since."""

from __future__ import annotations

from engine.actions.casework.beside import text_of
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.actions.migrations.migrate_cases import BATCH, Job, hang, sum_of
from engine.actions.migrations.migrating import known_move, way_between
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict, Unavailable
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import moves
from engine.storage.stop_points import stop_point


def undo_migration(
    office: Office, actor: Actor, procedure: str, move: str, reason: str, *, case_id: str = "", most: int = BATCH
) -> dict[str, int]:
    """Put moved cases, or this one, back on the version they came from; gives the number undone and left as they are.

    Raises Forbidden, Unknown, Invalid without a reason, Conflict where the one case has moved on since.
    """
    may(actor, Act.UNDO_MIGRATION).require()
    said = text_of({"reason": reason}, "reason")
    with office.database.reading() as connection:
        row = known_move(connection, procedure, move)
        job = Job(row, way_between(office, connection, procedure, row.to_version, row.from_version))
        moved = [case_id] if case_id else moves.in_state(connection, move, moves.MOVED, most)
    undone = 0
    for one in moved:
        try:
            work_on(office, actor, On(case_id=one), lambda work: _undo(work, job, said))
            undone += 1
        except (Conflict, Unavailable):
            if case_id:
                raise
        stop_point("undo_migration.between")
    return {"undone": undone, "left": len(moved) - undone}


def _undo(work: CaseWork, job: Job, reason: str) -> Answer:
    planned = moves.case(work.connection, job.move.id, work.case.id)
    if planned is None or planned.state != moves.MOVED:
        raise Conflict("versions.move.not_moved", case=work.case.number)
    if work.loaded.instance is None or work.case.digest != job.way.old.digest:
        raise Conflict("versions.move.moved_on", case=work.case.number)
    state = work.instance.dump()
    if sum_of(state) != planned.state_sum:
        raise Conflict("versions.move.moved_on", case=work.case.number)
    added = set(planned.settings_added or ())
    hang(work, job.way, state, {name: value for name, value in work.case.settings.items() if name not in added})
    submission = work.submit({"reason": reason}, element=Act.UNDO_MIGRATION.value)
    work.record(
        Word.CASE_MIGRATION_UNDONE,
        move=job.move.id,
        old=job.way.old.version,
        new=job.way.new.version,
        submission=submission,
    )
    moves.change_case(work.connection, job.move.id, work.case.id, {"state": moves.UNDONE, "at": work.now})
    return Answer()
