"""Import a notice (导入放假安排): new working days, and every open deadline recounted in the same transaction (W8)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.actions.calendar.recounting import Recount, recount
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.cases.events import event_of
from engine.clock import beijing_day
from engine.deadlines.calendar_diff import CalendarDiff, diff
from engine.deadlines.notices import parse_table
from engine.deadlines.working_days import WorkingDays
from engine.errors import Invalid
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import audit, calendar_mark, outbox, reference
from engine.storage.chain import Record
from engine.storage.database import Connection
from engine.storage.outbox import OutgoingEvent

CHAIN = "calendar"


@dataclass(frozen=True, slots=True)
class Imported:
    """What the notice changed, or would change."""

    diff: CalendarDiff
    recount: Recount
    dry_run: bool


class _Rehearsed(Exception):
    """Rolls a dry run back and carries what it would have done."""

    def __init__(self, imported: Imported) -> None:
        super().__init__()
        self.imported = imported


def import_calendar(office: Office, actor: Actor, table: Mapping[str, Any], *, dry_run: bool = False) -> Imported:
    """Take in the new notices of a year table, as `read_notice_file` gives it, and recount every running case.

    A dry run does it all and takes it back. A table without anything new changes nothing. Raises Forbidden; Invalid
    for a table that cannot be read or a notice dated after today; Conflict where a known notice says something else;
    Unavailable when somebody holds a case for too long.
    """
    may(actor, Act.IMPORT_CALENDAR).require()
    try:
        with office.database.writing() as connection:
            return _import(office, connection, actor, table, dry_run)
    except _Rehearsed as rehearsed:
        return rehearsed.imported
    finally:
        office.known = None  # read inside this transaction, which may not have lasted


def _import(office: Office, connection: Connection, actor: Actor, table: Mapping[str, Any], dry_run: bool) -> Imported:
    now = office.clock.now()
    reference.count_up(connection)  # first, so that a second import waits here for the first
    today = beijing_day(now)
    _check_published(table, today)
    tables = [*office.tables, *reference.calendar_tables(connection)]
    old = WorkingDays.from_tables(tables).known_at(today)
    new = WorkingDays.from_tables([*tables, table]).known_at(today)
    change = diff(old, new)
    if change.is_empty:
        return Imported(change, Recount((), ()), dry_run)
    reference.add_calendar(connection, table["year"], dict(table), now, actor.id)
    calendar_mark.follow(connection, len(new.notices))
    found = recount(office, connection)
    if dry_run:
        raise _Rehearsed(Imported(change, found, dry_run))
    _record(connection, actor, now, change, found)
    return Imported(change, found, dry_run)


def _check_published(table: Mapping[str, Any], today: date) -> None:
    for notice in parse_table(table):
        if notice.published_on > today:
            raise Invalid(
                "deadlines.notice_not_published_yet",
                notice=notice.id,
                published_on=notice.published_on.isoformat(),
                today=today.isoformat(),
            )


def _record(connection: Connection, actor: Actor, now: datetime, change: CalendarDiff, found: Recount) -> None:
    details = {
        "notices": [notice.id for notice in change.notices],
        "calendar": change.new_version,
        "moved": sum(move.moved for move in found.moves),
        "left": list(found.left),
    }
    event_id, name = f"evt_{uuid.uuid4().hex}", event_of(Word.CALENDAR_IMPORTED)
    record = Record(now, actor.id, Word.CALENDAR_IMPORTED.value, details=details, event=event_id if name else None)
    audit.append_to_house(connection, CHAIN, [record])
    if name:
        outbox.add(connection, [OutgoingEvent(event_id, None, name, now, {"calendar": change.new_version})])
