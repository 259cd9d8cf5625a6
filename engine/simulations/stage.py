"""The world of a simulated case: a clock of its own, our working days, and an answer to every question about facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from engine.calendar_files import shipped_tables
from engine.clock import at_beijing
from engine.deadlines.ledger import Ledger
from engine.deadlines.working_days import WorkingDays
from engine.diagrams.world import World

#: the actor written beside what a simulated person does
SOMEBODY = "simulated"


class Anything(Mapping[str, Any]):
    """Knows a value for every name: made up, and the same each time."""

    def __init__(self, known: Mapping[str, Any], prefix: str) -> None:
        self._known, self._prefix = known, prefix

    def __getitem__(self, name: str) -> Any:
        return self._known.get(name, f"{self._prefix}_{name}")

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


@cache
def calendar() -> WorkingDays:
    """The working days that ship with the house."""
    return WorkingDays.from_tables(shipped_tables())


def first_morning() -> datetime:
    """10:00 of 2 March of the newest published year, so that a month of deadlines lies inside it."""
    return at_beijing(date(max(table["year"] for table in shipped_tables()), 3, 2), 10)


@dataclass(slots=True)
class Stage:
    """Where one case is tried."""

    now: datetime = field(default_factory=first_morning)
    settings: Mapping[str, Any] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=lambda: Ledger([], calendar()))

    @property
    def world(self) -> World:
        """The world as of now."""
        return World(self.now, self.ledger, self.settings, Anything({}, "fact"), Anything({}, "kind"), actor=SOMEBODY)

    def move_to(self, at: datetime) -> None:
        """Move the clock forward; it never goes back."""
        self.now = max(self.now + timedelta(microseconds=1), at)
