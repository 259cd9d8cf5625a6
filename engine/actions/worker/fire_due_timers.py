"""Let time pass in every case where something fell due: the sweep (D3).

Due cases are found without locks, then each is locked, looked at again and settled in a transaction of its own; a case
somebody else holds just now is left to them or to the next look. One case that cannot go on never stops the others.
"""

from __future__ import annotations

from datetime import datetime

from engine.actions.casework import finishing, happenings
from engine.actions.casework.case_work import begin
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.cases.audit_words import Word
from engine.errors import Incident, Refusal, Unavailable
from engine.people.actor import Actor
from engine.storage import cases, notices, timers
from engine.storage.stop_points import stop_point

#: cases read in one look; what is left over is read by the next round of the same sweep
BATCH = 500
#: words of the record that count as an effect of time
EFFECTS = frozenset({Word.TIMER_FIRED.value, Word.DEADLINE_MISSED.value})


def fire_due_timers(office: Office, *, most: int = 100_000) -> int:
    """Fire everything that is due now. Gives the number of timers and missed deadlines that took effect."""
    fired, seen = 0, set[str]()
    while len(seen) < most:
        with office.database.reading() as connection:
            due = timers.due_cases(connection, office.clock.now(), BATCH + len(seen))
        fresh = [case_id for case_id in due if case_id not in seen][:BATCH]
        if not fresh:
            break
        seen.update(fresh)
        fired += sum(_fire(office, case_id) for case_id in fresh)
    return fired


def next_due(office: Office) -> datetime | None:
    """The next instant at which a timer, a deadline or a waiting notice of any case falls due."""
    now = office.clock.now()
    with office.database.reading() as connection:
        instants = (timers.next_due(connection, now), notices.next_send(connection, now))
    return min((at for at in instants if at is not None), default=None)


def _fire(office: Office, case_id: str) -> int:
    """Settle one case. A case that cannot go on is halted with an incident, for a person to look at."""
    try:
        return _settle(office, case_id)
    except Unavailable:
        return 0  # somebody else works on it, or the database is away: the next look finds it again
    except Refusal as refusal:
        _halt(office, case_id, refusal)
        return 0


def _settle(office: Office, case_id: str) -> int:
    with office.database.writing() as connection:
        row = cases.lock(connection, case_id, skip_locked=True)
        if row is None or row.halted or row.closed_at is not None:
            return 0
        work = begin(office, connection, Actor.system(), row)
        stop_point("sweep.after_lock")
        happenings.settle(work)
        if not _anything(work):
            return 0
        finishing.finish(work, Answer(), None)
        stop_point("sweep.before_commit")
    stop_point("sweep.after_commit")
    office.cache.put(row.id, row.version + 1, work.loaded)
    return sum(record.word in EFFECTS for record in work.records)


def _anything(work: CaseWork) -> bool:
    return work.moved or bool(work.records) or bool(work.ledger.pending)


def _halt(office: Office, case_id: str, refusal: Refusal) -> None:
    """Raises nothing but Unavailable: the sweep goes on with the next case."""
    kind = "" if isinstance(refusal, Incident) else type(refusal).__name__
    params = finishing.plain({**refusal.params, "refused": kind})
    with office.database.writing() as connection:
        if cases.lock(connection, case_id) is not None:
            cases.raise_incident(connection, case_id, refusal.key, params, office.clock.now(), halt=True)
