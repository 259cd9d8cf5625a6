"""Meetings, the cases they heard, and who was there by unit and discipline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, tuple_, update

from engine.storage.case_lists import Reader, known_to
from engine.storage.tables.meetings import attendance, meeting_cases, meetings, suggestions

#: columns that are not sealed
_OPEN = tuple(column for column in meetings.c if column.name != "details")


def add(connection: Connection, row: Mapping[str, Any]) -> None:
    """Enter one meeting."""
    connection.execute(insert(meetings), dict(row))


def change(connection: Connection, meeting_id: str, **values: Any) -> None:
    """Set these columns of a meeting."""
    connection.execute(update(meetings).where(meetings.c.id == meeting_id).values(**values))


def add_case(connection: Connection, meeting_id: str, case_id: str, **values: Any) -> None:
    """Put a case on the meeting's list; `round` counts the case's meetings from 1."""
    connection.execute(insert(meeting_cases).values(meeting=meeting_id, case_id=case_id, **values))


def change_case(connection: Connection, meeting_id: str, case_id: str, **values: Any) -> None:
    """Set these columns of a case on a meeting's list."""
    place = (meeting_cases.c.meeting == meeting_id) & (meeting_cases.c.case_id == case_id)
    connection.execute(update(meeting_cases).where(place).values(**values))


def note_outcome(connection: Connection, case_id: str, outcome: str) -> None:
    """What the latest meeting of this case came to, in the state the case is in then."""
    latest = select(func.max(meeting_cases.c.round)).where(meeting_cases.c.case_id == case_id).scalar_subquery()
    place = (meeting_cases.c.case_id == case_id) & (meeting_cases.c.round == latest)
    recorded = update(meeting_cases).where(place, meeting_cases.c.recorded_at.is_not(None))
    connection.execute(recorded.values(outcome=outcome))


def drop_case(connection: Connection, meeting_id: str, case_id: str) -> None:
    """Take a case off the list."""
    place = (meeting_cases.c.meeting == meeting_id) & (meeting_cases.c.case_id == case_id)
    connection.execute(delete(meeting_cases).where(place))


def get(connection: Connection, meeting_id: str) -> dict[str, Any] | None:
    """The row of a meeting, whoever asks."""
    row = connection.execute(select(meetings).where(meetings.c.id == meeting_id)).mappings().first()
    return dict(row) if row else None


def listed_cases(connection: Connection, meeting_id: str) -> list[dict[str, Any]]:
    """The cases of a meeting in the order of its agenda."""
    chosen = select(meeting_cases).where(meeting_cases.c.meeting == meeting_id)
    rows = connection.execute(chosen.order_by(meeting_cases.c.position, meeting_cases.c.case_id)).mappings()
    return [dict(row) for row in rows]


def on_day(connection: Connection, day: date) -> list[dict[str, Any]]:
    """The meetings of this day that are planned or held."""
    chosen = select(meetings).where(meetings.c.planned_on == day, meetings.c.status != "cancelled")
    return [dict(row) for row in connection.execute(chosen.order_by(meetings.c.starts_at, meetings.c.id)).mappings()]


def rounds_of(connection: Connection, case_id: str) -> int:
    """How many meetings have heard this case."""
    heard = meeting_cases.c.recorded_at.is_not(None) & (meeting_cases.c.case_id == case_id)
    return int(connection.execute(select(func.count()).select_from(meeting_cases).where(heard)).scalar_one())


def record_attendance(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Heads counted by unit (`kind` unit) or discipline (`kind` expert); never names."""
    if rows:
        connection.execute(insert(attendance), [dict(row) for row in rows])


def one(connection: Connection, meeting_id: str, reader: Reader) -> dict[str, Any] | None:
    """One meeting with what it has to do with this reader of cases and attendance; None where that is nothing."""
    row = connection.execute(select(*_OPEN).where(meetings.c.id == meeting_id, *_shown(reader))).mappings().first()
    if row is None:
        return None
    known = known_to(reader)
    heard = select(meeting_cases.c.case_id, meeting_cases.c.round).where(
        meeting_cases.c.meeting == meeting_id, meeting_cases.c.case_id.in_(known)
    )
    heads = (
        select(attendance)
        .where(attendance.c.meeting == meeting_id, attendance.c.case_id.in_(known))
        .order_by(attendance.c.kind, attendance.c.who)
    )
    return {
        **row,
        "cases": [dict(case) for case in connection.execute(heard).mappings()],
        "attendance": [dict(head) for head in connection.execute(heads).mappings()],
    }


def newest(
    connection: Connection, limit: int, reader: Reader, after: tuple[datetime, str] | None = None
) -> list[dict[str, Any]]:
    """The meetings last entered that this reader has to do with, newest first, beginning after this one."""
    place = (meetings.c.created_at, meetings.c.id)
    question = select(*_OPEN).where(*_shown(reader)).order_by(*(column.desc() for column in place)).limit(limit)
    if after is not None:
        question = question.where(tuple_(*place) < after)
    return [dict(row) for row in connection.execute(question).mappings()]


def _shown(reader: Reader) -> list[Any]:
    """Meetings that hear a case the reader knows of, or came of a suggestion of the reader's unit."""
    if reader.everything:
        return []
    heard = select(meeting_cases.c.meeting).where(meeting_cases.c.case_id.in_(known_to(reader)))
    suggested = select(suggestions.c.meeting).where(
        suggestions.c.meeting.is_not(None), suggestions.c.unit.in_(list(reader.units))
    )
    return [or_(meetings.c.id.in_(heard), meetings.c.id.in_(suggested))]


def last_held(connection: Connection, case_id: str) -> dict[str, Any] | None:
    """The meeting that recorded this case last; None before the first."""
    chosen = (
        select(meetings)
        .join_from(meetings, meeting_cases)
        .where(meeting_cases.c.case_id == case_id, meeting_cases.c.recorded_at.is_not(None))
        .order_by(meeting_cases.c.round.desc())
        .limit(1)
    )
    row = connection.execute(chosen).mappings().first()
    return dict(row) if row else None


def planned_with(connection: Connection, case_id: str, day: date) -> str | None:
    """The meeting planned for this day that has this case on its list and has not recorded it; None without one."""
    planned = (
        select(meetings.c.id)
        .join_from(meetings, meeting_cases)
        .where(
            meeting_cases.c.case_id == case_id,
            meeting_cases.c.recorded_at.is_(None),
            meetings.c.planned_on == day,
            meetings.c.status != "cancelled",
        )
        .order_by(meetings.c.created_at)
        .limit(1)
    )
    return connection.execute(planned).scalar()
