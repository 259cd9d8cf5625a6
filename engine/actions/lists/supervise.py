"""督办: whose delay, by unit, down to the single task; for those who look over every case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.actions.house.case_readers import reader_of
from engine.actions.house.office import Office
from engine.actions.house.sort_keys import day_key
from engine.actions.lists.boxes import PAGE
from engine.actions.lists.wanted import Wanted, filters_of, last_day_soon
from engine.actions.tasks.box_rows import Row, dressed
from engine.cases.acts import Act
from engine.clock import beijing_day
from engine.deadlines.stretches import DECISION
from engine.people.actor import Actor
from engine.people.rights import may
from engine.people.verdict import forbidden
from engine.storage import participations, supervision
from engine.storage.supervision import UnitTally


@dataclass(frozen=True, slots=True)
class Board:
    """The units with pressing tasks, and how much that is over all of them."""

    units: tuple[UnitTally, ...]
    total: UnitTally


@dataclass(frozen=True, slots=True)
class PressingPage:
    """One page of tasks; `experts` tells discipline and name of the expert whom a task waits for, by task."""

    rows: tuple[Row, ...]
    next: tuple[str, str] | None
    experts: Mapping[str, tuple[str, str]]


def board(office: Office, actor: Actor) -> Board:
    """Every unit with an open task that is late, due today or due soon. Raises Forbidden."""
    _allow(actor)
    today = beijing_day(office.clock.now())
    with office.database.reading() as connection:
        calendar = office.reference(connection).calendar_at(office.clock.now())
        soon = last_day_soon(today, calendar, office.settings.due_soon)
        units = tuple(supervision.tallies(connection, today, soon, DECISION))
    sums = (sum(getattr(one, name) for one in units) for name in ("overdue", "waiting", "due_today", "due_soon"))
    return Board(units, UnitTally("", *sums))


def pressing(
    office: Office, actor: Actor, wanted: Wanted, *, after: Sequence[str] | None = None, most: int = PAGE
) -> PressingPage:
    """Open tasks of all units with a due day, the longest overdue first, of experts by person. Raises Forbidden."""
    _allow(actor)
    key = day_key(after)
    with office.database.reading() as connection:
        filters = filters_of(office, connection, wanted)
        listed = supervision.pressing(connection, filters, key, most + 1)
        rows = dressed(office, connection, actor, listed[:most])
        parts = participations.experts_of_keys(connection, {row.task.case_id for row in rows if row.task.item})
    last = listed[most - 1].task if len(listed) > most else None
    experts = {row.task.id: parts[place] for row in rows if (place := (row.task.case_id, row.task.item)) in parts}
    return PressingPage(rows, (last.due.isoformat(), last.id) if last and last.due else None, experts)


def _allow(actor: Actor) -> None:
    may(actor, Act.VIEW_MONITORING).require()
    if not reader_of(actor).everything:
        forbidden("role").require()
