"""The days of a deadline laid out as calendar pages: months of weeks that begin on Monday, as calendars here do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from engine.deadlines.day_by_day import Proof, ProofDay

WEEK = 7


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a calendar page; `told` is None for a day of the month that the deadline does not touch."""

    day: date
    told: ProofDay | None


@dataclass(frozen=True, slots=True)
class Month:
    """One calendar page. A week has seven places, None where the month has no day."""

    year: int
    month: int
    weeks: tuple[tuple[Cell | None, ...], ...]

    @property
    def counted(self) -> int:
        """The days of this month that bear a number."""
        return sum(1 for week in self.weeks for cell in week if cell and cell.told and cell.told.number is not None)


def months_of(proof: Proof) -> tuple[Month, ...]:
    """A page for each month that the deadline touches."""
    by_month = groupby(proof.days, key=lambda one: (one.day.year, one.day.month))
    return tuple(_month(year, month, list(days)) for (year, month), days in by_month)


def _month(year: int, month: int, told: Sequence[ProofDay]) -> Month:
    known = {one.day: one for one in told}
    first = date(year, month, 1)
    last = (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    cells: list[Cell | None] = [None] * first.weekday()
    cells += [Cell(day, known.get(day)) for day in (first + timedelta(days=n) for n in range(last.day))]
    cells += [None] * (-len(cells) % WEEK)
    weeks = (tuple(cells[start : start + WEEK]) for start in range(0, len(cells), WEEK))
    return Month(year, month, tuple(week for week in weeks if _touched(week)))


def _touched(week: tuple[Cell | None, ...]) -> bool:
    """Whether the deadline has to do with this week; the others would only make the page longer."""
    return any(cell is not None and cell.told is not None for cell in week)
