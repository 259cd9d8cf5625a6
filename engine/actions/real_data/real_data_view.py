"""Who asked to read the real data of a case, who may for the time being, and who looked, when and why.

The words of requests, answers and purposes speak of the work, never of the child: forms say so where they are written.
So whoever may know of the request may read them, without a look at real data.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import orjson

from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, require
from engine.actions.casework.work import CaseWork
from engine.actions.house.loaded import cipher_of
from engine.actions.house.office import Office
from engine.actions.real_data.leaves import running_leaves
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.people.actor import Actor
from engine.people.rights import may
from engine.people.subjects import CaseFacts
from engine.people.verdict import Verdict
from engine.storage import audit, cases, people, real_data_requests, submissions
from engine.storage.database import Connection
from engine.storage.real_data_requests import RequestRow

#: as many looks are shown on a case; the record holds them all
SHOWN = 20
LONGEST_LIST = 200


class RequestState(StrEnum):
    """What came of a request. Its label is the sentence `case_pages.request.<value>`."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    OVER = "over"  #: granted, and its last day has passed
    ENDED = "ended"  #: granted, and withdrawn or given back before that


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request in words. `until` is the last day of the leave, None while waiting and if refused."""

    case_id: str
    number: str
    person: str
    person_name: str
    unit: str
    asked_at: datetime
    days: int
    reason: str
    state: RequestState
    until: date | None
    answer: str
    decided_by: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked at real data."""

    person: str
    at: datetime
    purpose: str
    submissions: int


@dataclass(frozen=True, slots=True)
class Leave:
    """Somebody may read the real data until the end of a day."""

    person: str
    name: str
    until: date | None


@dataclass(frozen=True, slots=True)
class RealDataView:
    """How the real data of a case stand for one reader. What others asked and saw is for whoever reads the history."""

    may_read: bool
    may_request: Verdict
    until: date | None
    #: the reader holds a leave
    may_give_back: bool
    #: the reader may end the leaves of others
    may_withdraw: bool
    own: RequestView | None
    waiting: tuple[RequestView, ...]
    leaves: tuple[Leave, ...]
    looks: tuple[Look, ...]


def view_real_data(office: Office, actor: Actor, case_id: str) -> RealDataView:
    """Requests, leaves and looks of a case as far as this reader may know of them. Raises Unknown or Forbidden."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_CASE, case_facts(work))
        return real_data_of(work)


def real_data_of(work: CaseWork) -> RealDataView:
    """The same for a case that is being read already."""
    facts = case_facts(work)
    rows = real_data_requests.of_case(work.connection, work.case.id)
    decides = may(work.actor, Act.GRANT_REAL_DATA, facts).allowed
    knows = may(work.actor, Act.VIEW_HISTORY, facts).allowed
    own = [row for row in rows if row.person == work.actor.id][-1:]
    waiting = [row for row in rows if decides and row.decided_at is None and row.person not in work.actor.persons]
    leaves = running_leaves(work)
    seen = {row.id: row for row in _requests(work, [*own, *waiting], leaves)} if own or waiting else {}
    return RealDataView(
        may_read=may(work.actor, Act.VIEW_REAL_DATA, facts).allowed,
        may_request=may(work.actor, Act.REQUEST_REAL_DATA, facts),
        until=leaves.get(work.actor.id),
        may_give_back=work.actor.id in leaves,
        may_withdraw=decides,
        own=next((seen[row.id].view for row in own), None),
        waiting=tuple(seen[row.id].view for row in waiting),
        leaves=_named(work.connection, leaves) if knows else (),
        looks=tuple(_looks(work)) if knows else (),
    )


def waiting_requests(office: Office, actor: Actor) -> list[RequestView]:
    """Requests of all cases that wait for this actor's decision, the oldest first; none for whoever decides none."""
    found: list[RequestView] = []
    with office.database.reading() as connection:
        for one in real_data_requests.waiting(connection, LONGEST_LIST) if _decides_any(actor) else ():
            facts = CaseFacts(one.request.case_id, one.number, one.status, one.ended)
            if one.request.person in actor.persons or not may(actor, Act.GRANT_REAL_DATA, facts).allowed:
                continue
            row = cases.get(connection, one.request.case_id)
            cipher = cipher_of(row, office.vault) if row else None
            words = _words(connection, [one.request.reason], cipher)
            person = people.read(connection, one.request.person)
            names = {one.request.person: person.name if person else one.request.person}
            unit = (person.unit or "") if person else ""
            found.append(_view(one.request, one.number, names, {one.request.person: unit}, words, RequestState.WAITING))
    return found


def count_waiting(office: Office, actor: Actor) -> int:
    """How many requests wait for this actor's decision; asks the database only for whoever decides on any."""
    if not _decides_any(actor):
        return 0
    with office.database.reading() as connection:
        return real_data_requests.count_waiting(connection, actor.persons)


def _decides_any(actor: Actor) -> bool:
    """Whether this actor decides on requests in a case like any other."""
    return may(actor, Act.GRANT_REAL_DATA, CaseFacts("")).allowed


@dataclass(frozen=True, slots=True)
class _Seen:
    id: str
    view: RequestView


def _requests(work: CaseWork, rows: Iterable[RequestRow], leaves: Collection[str]) -> list[_Seen]:
    rows = list({row.id: row for row in rows}.values())
    ids = [one for row in rows for one in (row.reason, row.answer) if one]
    words = _words(work.connection, ids, work.loaded.cipher)
    known = [people.read(work.connection, row.person) for row in rows]
    units = {person.id: person.unit or "" for person in known if person}
    names = people.names(work.connection, sorted({p for row in rows for p in (row.person, row.decided_by) if p}))
    return [
        _Seen(row.id, _view(row, work.case.number, names, units, words, _state(row, work.today, leaves)))
        for row in rows
    ]


def _view(
    row: RequestRow,
    number: str,
    names: Mapping[str, str],
    units: Mapping[str, str],
    words: Mapping[str, Mapping[str, Any]],
    state: RequestState,
) -> RequestView:
    return RequestView(
        case_id=row.case_id,
        number=number,
        person=row.person,
        person_name=names.get(row.person, row.person),
        unit=units.get(row.person, ""),
        asked_at=row.asked_at,
        days=row.days,
        reason=str(words.get(row.reason, {}).get("reason", "")),
        state=state,
        until=row.granted_until,
        answer=str(words.get(row.answer or "", {}).get("reason", "")),
        decided_by=names.get(row.decided_by or "", row.decided_by or ""),
        decided_at=row.decided_at,
    )


def _state(row: RequestRow, today: date, leaves: Collection[str]) -> RequestState:
    if row.decided_at is None:
        return RequestState.WAITING
    if row.granted_until is None:
        return RequestState.REFUSED
    if today > row.granted_until:
        return RequestState.OVER
    return RequestState.GRANTED if row.person in leaves else RequestState.ENDED


def _named(connection: Connection, leaves: Mapping[str, date | None]) -> tuple[Leave, ...]:
    names = people.names(connection, list(leaves))
    return tuple(Leave(person, names.get(person, person), until) for person, until in leaves.items())


def _looks(work: CaseWork) -> Iterable[Look]:
    written = audit.newest(work.connection, work.case.id, words=[Word.REAL_DATA_READ.value], most=SHOWN)
    ids = [str(one.record.details.get("submission")) for one in written]
    words = _words(work.connection, ids, work.loaded.cipher)
    names = people.names(work.connection, sorted({one.record.actor for one in written}))
    for one, submission in zip(written, ids, strict=True):
        purpose = str(words.get(submission, {}).get("purpose", ""))
        read = len(one.record.details.get("read") or ())
        yield Look(names.get(one.record.actor, one.record.actor), one.record.at, purpose, read)


def _words(connection: Connection, ids: list[str], cipher: Any) -> dict[str, Mapping[str, Any]]:
    """What these submissions say; nothing once the case's key was destroyed."""
    rows = submissions.some(connection, ids) if cipher is not None else {}
    return {one: orjson.loads(cipher.open(row.content, row.context)) for one, row in rows.items()}
