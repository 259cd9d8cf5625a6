"""Deadlines without days: a clock only knows which of its moments have come, in the order they must come in.

Stands where a case has its ledger while a diagram is explored. Between two clocks every order is possible; of one clock
the fifth day before comes before the first day before, and that before the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from engine.clock import beijing_day
from engine.deadlines.deadline import Key
from engine.deadlines.working_days import WorkingDays
from engine.errors import Conflict

#: where the end of the due day lies among the working days around it
DUE = 0.5
#: nothing has come yet
FRESH = float("-inf")
#: how many days ahead of now every due day is said to lie
AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class SymbolicClock:
    """One deadline. `reached` is the latest of its moments that has come: days from the due day, `DUE` for its end."""

    name: str
    item: str
    length: int
    unit: str
    due: date
    now: datetime
    reached: float = FRESH
    is_open: bool = True
    occurrence: int = 1
    extensions: int = 0
    basis: str = ""
    reading: Watched | None = None

    @property
    def key(self) -> Key:
        return (self.name, self.item)

    @property
    def has_lapsed(self) -> bool:
        """Whether its due day has ended."""
        return self.reached >= DUE

    def has_passed(self, _at: datetime) -> bool:
        """The question `lapsed(…)` of a diagram."""
        if self.reading is not None:
            self.reading.clocks.add(self.key)
        return self.has_lapsed


@dataclass(slots=True)
class Watched:
    """Which clocks an act asked for their state."""

    clocks: set[Key]


class Clocks:
    """The clocks of one explored moment; answers like a ledger."""

    def __init__(self, clocks: Iterable[SymbolicClock], calendar: WorkingDays, now: datetime) -> None:
        self.calendar = calendar
        self.now = now
        self.read = Watched(set())
        self._clocks = {clock.key: clock for clock in clocks}
        self._watched: dict[Key, SymbolicClock] = {}

    def frozen(self) -> tuple[SymbolicClock, ...]:
        """As values to be kept, in the order of their opening."""
        return tuple(self._clocks.values())

    def find(self, name: str, items: Sequence[str]) -> SymbolicClock | None:
        """The clock of this name in the first of these items that has one."""
        for item in items:
            if (name, item) in self._clocks:
                return self._read(self._clocks[name, item])
        return None

    def open(
        self, name: str, item: str, *, start: date, length: int, unit: str, basis: str, at: datetime, **_said: Any
    ) -> SymbolicClock:
        """Start a clock. Raises Conflict while one of this name and item is open."""
        earlier = self._clocks.get((name, item))
        if earlier is not None and earlier.is_open:
            raise Conflict("deadlines.already_open", name=name, item=item, start=start.isoformat())
        occurrence = earlier.occurrence + 1 if earlier else 1
        due = beijing_day(at) + AHEAD
        clock = SymbolicClock(name, item, length, unit, due, at, occurrence=occurrence, basis=basis)
        return self._keep(clock)

    def meet(self, name: str, item: str, **_said: Any) -> SymbolicClock:
        """The work was done."""
        return self._keep(replace(self._clocks[name, item], is_open=False))

    def close(self, name: str, item: str, **_said: Any) -> SymbolicClock:
        """Ended without performance."""
        return self._keep(replace(self._clocks[name, item], is_open=False))

    def extend(self, name: str, item: str) -> SymbolicClock | None:
        """A new day was given: nothing of the clock has come yet. None where no such clock is open."""
        clock = self._clocks.get((name, item))
        if clock is None or not clock.is_open:
            return None
        return self._keep(replace(clock, reached=FRESH, extensions=clock.extensions + 1))

    def advance(self, key: Key, to: float) -> None:
        """Let time pass up to this moment of the clock."""
        self._keep(replace(self._clocks[key], reached=max(self._clocks[key].reached, to)))

    def due_instant(self, clock: SymbolicClock) -> datetime | None:
        """Now once the due day has ended, else not yet."""
        return self._come(clock, DUE)

    def before_due(self, clock: SymbolicClock, days: int) -> datetime | None:
        """Now once that day before the due day has come."""
        return self._come(clock, -days)

    def after_due(self, clock: SymbolicClock, days: int) -> datetime | None:
        """Now once that day after the due day has come; day 0 after is no earlier than the end."""
        return self._come(clock, days)

    def _come(self, clock: SymbolicClock, moment: float) -> datetime | None:
        return self.now if clock.reached >= moment else None

    def _keep(self, clock: SymbolicClock) -> SymbolicClock:
        self._clocks[clock.key] = clock
        self._watched.pop(clock.key, None)
        return clock

    def _read(self, clock: SymbolicClock) -> SymbolicClock:
        """The same clock, noting when it is asked whether it has lapsed."""
        known = self._watched.get(clock.key)
        if known is None:
            known = self._watched[clock.key] = replace(clock, reading=self.read)
        return known


def moment_of(rule: str, offset: int) -> float:
    """Where on its clock's line a timer of this rule and offset stands."""
    return {"due": DUE, "before_due": -float(offset), "after_due": float(offset)}[rule]
