"""Requests to read the real data of a case: waiting ones across cases, and all of one case with their answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select, update

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.cases import cases
from engine.storage.tables.need_to_know import real_data_requests


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request. `reason` and `answer` are ids of submissions; `granted_until` is None unless it was granted."""

    id: str
    case_id: str
    person: str
    asked_at: datetime
    days: int
    reason: str
    decided_at: datetime | None = None
    decided_by: str | None = None
    answer: str | None = None
    granted_until: date | None = None


@dataclass(frozen=True, slots=True)
class WaitingRequest:
    """A request nobody has decided, with what its case is called and how it stands."""

    request: RequestRow
    number: str
    status: str
    ended: bool


_COLUMNS = tuple(real_data_requests.c[field.name] for field in fields(RequestRow))
_UNDECIDED = real_data_requests.c.decided_at.is_(None)


def add(connection: Connection, row: RequestRow) -> None:
    """A new request."""
    connection.execute(insert(real_data_requests), values_of(row))


def of_case(connection: Connection, case_id: str) -> list[RequestRow]:
    """All requests of a case, oldest first."""
    question = select(*_COLUMNS).where(real_data_requests.c.case_id == case_id)
    ordered = question.order_by(real_data_requests.c.asked_at, real_data_requests.c.id)
    return [RequestRow(*row) for row in connection.execute(ordered)]


def waiting_of(connection: Connection, case_id: str, person: str) -> RequestRow | None:
    """The request of this person that nobody has decided."""
    wanted = (real_data_requests.c.case_id == case_id) & (real_data_requests.c.person == person) & _UNDECIDED
    row = connection.execute(select(*_COLUMNS).where(wanted)).one_or_none()
    return RequestRow(*row) if row else None


def waiting(connection: Connection, most: int) -> list[WaitingRequest]:
    """Requests of all cases that nobody has decided, oldest first."""
    joined = select(*_COLUMNS, cases.c.number, cases.c.status, cases.c.closed_at.is_not(None)).join_from(
        real_data_requests, cases
    )
    ordered = joined.where(_UNDECIDED).order_by(real_data_requests.c.asked_at, real_data_requests.c.id).limit(most)
    return [WaitingRequest(RequestRow(*row[:-3]), *row[-3:]) for row in connection.execute(ordered)]


def count_waiting(connection: Connection, but_of: Collection[str]) -> int:
    """How many wait, without those that these people made themselves."""
    question = select(func.count()).select_from(real_data_requests)
    return connection.execute(question.where(_UNDECIDED, real_data_requests.c.person.not_in(list(but_of)))).scalar_one()


def decide(connection: Connection, request_id: str, values: Mapping[str, Any]) -> None:
    """Write what came of it."""
    connection.execute(update(real_data_requests).where(real_data_requests.c.id == request_id), dict(values))
