"""Long work: asked for by a person, done by a worker process, left and come back to.

A worker holds a piece of work by a lease that every sign of progress renews; when it dies, another begins anew. What
the work comes to and its record are written in one transaction, by whoever still holds it: once or not at all.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from engine.actions.house.house_work import HouseWork
from engine.actions.house.office import Office
from engine.actions.signing_in.authenticate import known_actor
from engine.errors import Conflict, Refusal, Unknown
from engine.people.actor import Actor
from engine.storage import jobs, told
from engine.storage.database import Connection
from engine.storage.house_keys import house_key
from engine.storage.jobs import CANCELLED, DONE, FAILED, JobRow
from engine.storage.stop_points import stop_point

#: how long a worker is believed without a sign of life
LEASE: Final = timedelta(minutes=2)
#: how often work is begun before it is given up: its worker died each time
ATTEMPTS: Final = 3
#: pieces of unfinished work that one person may have
PENDING: Final = 5
#: rows of the list of one's own work
LISTED: Final = 50
#: how long the line about ended work stays, its result being gone long since
REMEMBERED: Final = timedelta(days=90)
#: seconds between two signs of progress that are written down
PULSE: Final = 0.5
#: bytes sealed at a time
PIECE: Final = 1_000_000
KEY: Final = "jobs"


class Stopped(Exception):
    """The work was cancelled, or another worker has it now."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the work came to, and the record of it, to be written in the same transaction.

    With a `fault` it ended in vain for this reason, and the content tells more of it.
    """

    content: bytes
    media: str
    record: Callable[[HouseWork], None]
    fault: str = ""


#: says how far the work is: so much of so much, or of 0 where nobody knows. Raises Stopped.
Report = Callable[[int, int], None]
#: does the work as this person, whose rights are asked anew
Doing = Callable[[Office, Actor, Mapping[str, Any], Report], Result]


class Telling(Protocol):
    """Tells whoever asked that the work has ended, inside the transaction in which it ends."""

    def __call__(self, office: Office, connection: Connection, row: JobRow, at: datetime, *, is_done: bool) -> None: ...


def nobody(office: Office, connection: Connection, row: JobRow, at: datetime, *, is_done: bool) -> None:
    """Tells nobody."""


def ask_for(office: Office, actor: Actor, kind: str, asked: Mapping[str, Any]) -> str:
    """Have this done; gives the id of the work. The caller has asked for the right. Raises Conflict for too much."""
    row = JobRow(uuid.uuid4().hex, kind, actor.id, dict(asked), office.clock.now())
    with office.database.writing() as connection:
        if jobs.pending_of(connection, actor.id) >= PENDING:
            raise Conflict("registers.work.too_much", most=PENDING)
        jobs.add(connection, row)
    return row.id


def pending_like(office: Office, actor: Actor, kind: str, asked: Mapping[str, Any]) -> str | None:
    """The id of own work that is not ended and was asked for in the same words."""
    rows = own_work(office, actor)
    return next((row.id for row in rows if row.is_pending and (row.kind, row.asked) == (kind, dict(asked))), None)


def own_work(office: Office, actor: Actor) -> list[JobRow]:
    """What this person asked for, newest first."""
    with office.database.reading() as connection:
        return jobs.of_person(connection, actor.id, LISTED)


def look_at(office: Office, actor: Actor, job: str) -> JobRow:
    """One piece of own work; having seen how it ended is remembered. Raises Unknown for anybody else's."""
    with office.database.reading() as connection:
        row = _own(jobs.get(connection, job), actor)
    if row.ended_at is not None and row.seen_at is None:
        with office.database.writing() as connection:
            jobs.see(connection, job, office.clock.now())
            told.see_item(connection, actor.id, job, office.clock.now())
    return row


def result_of(office: Office, actor: Actor, job: str) -> tuple[JobRow, bytes]:
    """What it came to. Raises Unknown for anybody else's, and once it is there no more."""
    with office.database.reading() as connection:
        row = _own(jobs.get(connection, job), actor)
        pieces = list(jobs.result(connection, job))
        if row.size == 0 or not pieces:
            raise Unknown("registers.work.no_result")
        cipher = house_key(connection, office.vault, KEY)
    opened = (cipher.open(piece, _context(job, place, len(pieces))) for place, piece in enumerate(pieces))
    return row, b"".join(opened)


def cancel(office: Office, actor: Actor, job: str) -> None:
    """Give it up. Raises Unknown for anybody else's, Conflict where it has ended."""
    now = office.clock.now()
    with office.database.writing() as connection:
        _own(jobs.get(connection, job), actor)
        if not jobs.give_up(connection, job, {"state": CANCELLED, "ended_at": now, "seen_at": now}):
            raise Conflict("registers.work.ended")


def do_next(office: Office, worker: str, kinds: Mapping[str, Doing], tell: Telling = nobody) -> bool:
    """Do the oldest work that waits and tell whoever asked; whether there was any. One question where there is none."""
    row = _taken(office, worker, tell)
    if row is None:
        return False
    try:
        stop_point("long_work.taken")
        actor = _asker(office, row)
        result = kinds[row.kind](office, actor, row.asked, _reporter(office, row))
        _keep(office, row, actor, result, tell)
    except Stopped:
        return True
    except Refusal as refusal:
        _fail(office, row, refusal.key, tell)
    except Exception:
        _fail(office, row, "registers.work.broke", tell)
        raise
    return True


def sweep_work(office: Office) -> None:
    """Forget results after the days they are kept, and old lines altogether."""
    now = office.clock.now()
    kept = timedelta(days=office.settings.keep_results)
    results, lines = now - kept, now - max(kept, REMEMBERED)
    with office.database.reading() as connection:
        if not jobs.is_any_old(connection, results, lines):
            return
    with office.database.writing() as connection:
        jobs.drop_results(connection, results)
        jobs.drop(connection, lines)


def _asker(office: Office, row: JobRow) -> Actor:
    """Who asked, with the posts of today. Raises Unknown where they have left."""
    actor = known_actor(office, row.person)
    if actor is None:
        raise Unknown("registers.work.person_gone")
    return actor


def _own(row: JobRow | None, actor: Actor) -> JobRow:
    if row is None or row.person != actor.id:
        raise Unknown("registers.work.unknown")
    return row


def _taken(office: Office, worker: str, tell: Telling) -> JobRow | None:
    """The next work, held by this worker from now on; what killed its workers too often is given up."""
    now = office.clock.now()
    with office.database.reading() as connection:
        if not jobs.is_any_free(connection, now):
            return None
    with office.database.writing() as connection:
        row = jobs.next_free(connection, now)
        if row is None:
            return None
        if row.attempts >= ATTEMPTS:
            jobs.give_up(connection, row.id, {"state": FAILED, "ended_at": now, "fault": "registers.work.workers_died"})
            tell(office, connection, row, now, is_done=False)
            return None
        return jobs.take(connection, row, worker, now + LEASE)


def _reporter(office: Office, row: JobRow) -> Report:
    """Writes down how far it is, not more often than people can see."""
    told_at = 0.0

    def report(done: int, total: int) -> None:
        nonlocal told_at
        if time.monotonic() - told_at < PULSE and done != total:
            return
        told_at = time.monotonic()
        with office.database.writing() as connection:
            if not jobs.tell(connection, row, done, total, office.clock.now() + LEASE):
                raise Stopped

    return report


def _keep(office: Office, row: JobRow, actor: Actor, result: Result, tell: Telling) -> None:
    content = result.content
    cut = [content[start : start + PIECE] for start in range(0, max(len(content), 1), PIECE)]
    now = office.clock.now()
    with office.database.writing() as connection:
        cipher = house_key(connection, office.vault, KEY)
        pieces = [cipher.seal(piece, _context(row.id, place, len(cut))) for place, piece in enumerate(cut)]
        ended = {"state": FAILED if result.fault else DONE, "ended_at": now, "fault": result.fault}
        values = {**ended, "media": result.media, "size": len(content)}
        if not jobs.end(connection, row, values, pieces):
            raise Stopped
        work = HouseWork(office, connection, actor, now)
        result.record(work)
        work.write()
        tell(office, connection, row, now, is_done=not result.fault)
        stop_point("long_work.before_commit")
    stop_point("long_work.after_commit")


def _fail(office: Office, row: JobRow, fault: str, tell: Telling) -> None:
    now = office.clock.now()
    with office.database.writing() as connection:
        if jobs.end(connection, row, {"state": FAILED, "ended_at": now, "fault": fault}):
            tell(office, connection, row, now, is_done=False)


def _context(job: str, place: int, pieces: int) -> str:
    """Binds a piece to its work, its place and their number."""
    return f"job/{job}/{place}/{pieces}"
