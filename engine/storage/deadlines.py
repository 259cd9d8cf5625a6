"""Deadlines and their events. The events are the truth and are only ever added; the other columns are for queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.timers import deadline_events, deadlines

KEY = ("case_id", "name", "item", "occurrence")


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """The last reading of a deadline. `body` is the ledger's own row without its events."""

    case_id: str
    name: str
    item: str
    occurrence: int
    body: dict[str, Any]
    due: date | None
    is_open: bool
    lapses_at: datetime | None


_EVENTS = (
    select(
        deadline_events.c.name,
        deadline_events.c.item,
        deadline_events.c.occurrence,
        deadline_events.c.kind,
        deadline_events.c.at,
        deadline_events.c.by,
        deadline_events.c.data,
    )
    .where(deadline_events.c.case_id == bindparam("case_id"))
    .order_by(deadline_events.c.name, deadline_events.c.item, deadline_events.c.occurrence, deadline_events.c.seq)
)
_OF_CASE = select(deadlines).where(deadlines.c.case_id == bindparam("case_id"))
_INSERT = insert(deadlines)
_INSERT_EVENTS = insert(deadline_events)
_UPDATE = (
    update(deadlines)
    .where(*(deadlines.c[name] == bindparam(f"b_{name}") for name in KEY))
    .values(
        body=bindparam("b_body"),
        due=bindparam("b_due"),
        is_open=bindparam("b_is_open"),
        lapses_at=bindparam("b_lapses_at"),
    )
)


def ledger_rows(connection: Connection, case_id: str) -> list[dict[str, Any]]:
    """Every deadline of a case as the ledger reads it: name, item, occurrence and its events in order."""
    rows: dict[tuple[str, str, int], dict[str, Any]] = {}
    for name, item, occurrence, kind, at, by, data in connection.execute(_EVENTS, {"case_id": case_id}):
        row = rows.setdefault(
            (name, item, occurrence), {"name": name, "item": item, "occurrence": occurrence, "events": []}
        )
        row["events"].append({"kind": kind, "at": at.isoformat(), "by": by, "data": data})
    return list(rows.values())


def of_case(connection: Connection, case_id: str) -> list[DeadlineRow]:
    """The last readings, for screens and lists."""
    return [DeadlineRow(*row) for row in connection.execute(_OF_CASE, {"case_id": case_id})]


def add_events(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """New events: case_id, name, item, occurrence, seq, kind, at, by, data."""
    connection.execute(_INSERT_EVENTS, list(rows))


def add(connection: Connection, rows: Sequence[DeadlineRow]) -> None:
    """Deadlines that were opened."""
    connection.execute(_INSERT, [values_of(row) for row in rows])


def change(connection: Connection, rows: Sequence[DeadlineRow]) -> None:
    """New readings of known deadlines."""
    connection.execute(_UPDATE, [{f"b_{name}": value for name, value in values_of(row).items()} for row in rows])


def of_cases(connection: Connection, case_ids: Collection[str]) -> list[DeadlineRow]:
    """The open deadlines of these cases, for lists."""
    question = select(deadlines).where(deadlines.c.case_id.in_(list(case_ids)), deadlines.c.is_open.is_(True))
    return [DeadlineRow(*row) for row in connection.execute(question)]
