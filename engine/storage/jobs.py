"""Rows of long work. Every change of a running job names its worker and attempt, so who lost it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, func, insert, or_, select, update

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.jobs import job_results, jobs

WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"
PENDING = (WAITING, RUNNING)


@dataclass(frozen=True, slots=True)
class JobRow:
    """One piece of long work."""

    id: str
    kind: str
    person: str
    asked: dict[str, Any]
    asked_at: datetime
    state: str = WAITING
    done: int = 0
    total: int = 0
    attempts: int = 0
    worker: str | None = None
    held_until: datetime | None = None
    ended_at: datetime | None = None
    seen_at: datetime | None = None
    fault: str = ""
    media: str = ""
    size: int = 0

    @property
    def is_pending(self) -> bool:
        """Whether it waits or runs."""
        return self.state in PENDING


_READ = select(*(jobs.c[field.name] for field in fields(JobRow)))


def add(connection: Connection, row: JobRow) -> None:
    """A new piece of work."""
    connection.execute(insert(jobs), [values_of(row)])


def get(connection: Connection, job: str) -> JobRow | None:
    """One piece of work."""
    found = connection.execute(_READ.where(jobs.c.id == job)).one_or_none()
    return JobRow(*found) if found else None


def of_person(connection: Connection, person: str, most: int) -> list[JobRow]:
    """What this person asked for, newest first."""
    question = _READ.where(jobs.c.person == person).order_by(jobs.c.asked_at.desc(), jobs.c.id).limit(most)
    return [JobRow(*row) for row in connection.execute(question)]


def pending_of(connection: Connection, person: str) -> int:
    """How much of this person's work is not ended."""
    question = select(func.count()).where(jobs.c.person == person, jobs.c.state.in_(PENDING))
    return int(connection.execute(question).scalar_one())


def unseen() -> Select[Any]:
    """The question for the ended work that the parameter `person` has not looked at."""
    mine = jobs.c.person == bindparam("person")
    return select(jobs.c.id).where(mine, jobs.c.ended_at.is_not(None), jobs.c.seen_at.is_(None))


def is_any_free(connection: Connection, now: datetime) -> bool:
    """Whether some work waits for a worker."""
    return connection.execute(select(jobs.c.id).where(_is_free(now)).limit(1)).first() is not None


def next_free(connection: Connection, now: datetime) -> JobRow | None:
    """The oldest work that waits, or whose worker gave no sign of life in time; locked against others who look."""
    question = _READ.where(_is_free(now)).order_by(jobs.c.asked_at, jobs.c.id).limit(1)
    found = connection.execute(question.with_for_update(skip_locked=True)).one_or_none()
    return JobRow(*found) if found else None


def take(connection: Connection, row: JobRow, worker: str, until: datetime) -> JobRow:
    """From now on this worker has it."""
    taken = replace(row, state=RUNNING, worker=worker, held_until=until, attempts=row.attempts + 1, done=0)
    names = ("state", "worker", "held_until", "attempts", "done")
    connection.execute(update(jobs).where(jobs.c.id == row.id), {name: getattr(taken, name) for name in names})
    return taken


def tell(connection: Connection, row: JobRow, done: int, total: int, until: datetime) -> bool:
    """How far it is; False where it is no longer this worker's, or was cancelled."""
    values = {"done": done, "total": total, "held_until": until}
    return connection.execute(update(jobs).where(_is_ours(row)), values).rowcount == 1


def end(connection: Connection, row: JobRow, values: dict[str, Any], pieces: Sequence[bytes] = ()) -> bool:
    """Write how it ended; False where it is no longer this worker's, and then nothing is written."""
    if connection.execute(update(jobs).where(_is_ours(row)), values).rowcount != 1:
        return False
    rows = [{"job": row.id, "position": place, "content": piece} for place, piece in enumerate(pieces)]
    if rows:
        connection.execute(insert(job_results), rows)
    return True


def give_up(connection: Connection, job: str, values: dict[str, Any]) -> bool:
    """End work that waits or runs, whoever has it; False where it has ended already."""
    return connection.execute(update(jobs).where(jobs.c.id == job, jobs.c.state.in_(PENDING)), values).rowcount == 1


def see(connection: Connection, job: str, at: datetime) -> None:
    """Whoever asked has looked at how it ended."""
    connection.execute(update(jobs).where(jobs.c.id == job, jobs.c.seen_at.is_(None)), {"seen_at": at})


def result(connection: Connection, job: str) -> Iterator[bytes]:
    """The sealed pieces in their order."""
    question = select(job_results.c.content).where(job_results.c.job == job).order_by(job_results.c.position)
    return iter(connection.execute(question).scalars())


def is_any_old(connection: Connection, results_before: datetime, before: datetime) -> bool:
    """Whether there is anything to forget."""
    old = or_(and_(jobs.c.ended_at < results_before, jobs.c.size > 0), jobs.c.ended_at < before)
    return connection.execute(select(jobs.c.id).where(old).limit(1)).first() is not None


def drop_results(connection: Connection, before: datetime) -> int:
    """Forget results of what ended before this instant; gives how many there were."""
    old = select(jobs.c.id).where(jobs.c.ended_at < before, jobs.c.size > 0)
    connection.execute(delete(job_results).where(job_results.c.job.in_(old)))
    return connection.execute(update(jobs).where(jobs.c.ended_at < before, jobs.c.size > 0), {"size": 0}).rowcount


def drop(connection: Connection, before: datetime) -> int:
    """Forget what ended before this instant altogether."""
    return connection.execute(delete(jobs).where(jobs.c.ended_at < before)).rowcount


def _is_free(now: datetime) -> Any:
    return or_(jobs.c.state == WAITING, and_(jobs.c.state == RUNNING, jobs.c.held_until < now))


def _is_ours(row: JobRow) -> Any:
    return and_(
        jobs.c.id == row.id,
        jobs.c.state == RUNNING,
        jobs.c.worker == row.worker,
        jobs.c.attempts == row.attempts,
    )
