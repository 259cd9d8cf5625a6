"""What a scenario may expect of a case, looked up in the database as anybody would find it there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.actions.house.office import Office
from engine.deadlines.ledger import Ledger
from engine.deadlines.rows import from_rows
from engine.storage import cases, deadlines, tasks

#: words of clocks that no longer run
ENDED = frozenset({"closed", "done_in_time", "done_late"})


@dataclass(frozen=True, slots=True)
class Sight:
    """A case as it stands."""

    number: str
    state: str
    outcome: str | None
    items: dict[str, str]
    danger: bool
    open: tuple[str, ...]  #: open tasks as `element` or `element:item`
    deadlines: tuple[dict[str, Any], ...]

    def clock_of(self, item: str) -> dict[str, Any] | None:
        """The open deadline of this item that ends first, else the one of the case; None where none runs."""
        running = [one for one in self.deadlines if one["status"] not in ENDED]
        near = [one for one in running if one["for"].partition(":")[2] == item] or running
        return min(near, key=lambda one: one["due"] or one["estimate"] or "9", default=None)


def look(office: Office, case_id: str) -> Sight:
    """The case as it stands at the office's instant."""
    now = office.clock.now()
    with office.database.reading() as connection:
        row = cases.get(connection, case_id)
        assert row is not None, "the scenario has opened it"  # noqa: S101
        calendar = office.reference(connection).calendar_at(now)
        ledger = Ledger(from_rows(deadlines.ledger_rows(connection, case_id)), calendar)
        waiting = tasks.open_of_case(connection, case_id).values()
    return Sight(
        number=row.number,
        state=row.status,
        outcome=row.outcome,
        items=row.item_states,
        danger=row.danger,
        open=tuple(sorted(f"{task.element}:{task.item}" if task.item else task.element for task in waiting)),
        deadlines=tuple(_deadlines(ledger, now)),
    )


def _deadlines(ledger: Ledger, now: datetime) -> list[dict[str, Any]]:
    """Each deadline as its last occurrence stands."""
    return [
        {
            "for": f"{one.name}:{one.item}" if one.item else one.name,
            "start": one.start.isoformat(),
            "original_due": _day(one.original_due),
            "due": _day(one.due),
            "estimate": _day(one.estimate),
            "status": ledger.state(one, now).value,
            "days_left": ledger.days_left(one, now),
        }
        for one in ledger.deadlines
    ]


def _day(day: Any) -> str | None:
    return day.isoformat() if day is not None else None
