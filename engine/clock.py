"""Where *now* comes from. Entry points hold a clock; everything below them is given an instant."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Tells the present instant, aware and in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """A clock that stands still until it is moved: tests, rehearsals, trying a diagram."""

    def __init__(self, at: datetime) -> None:
        self._at = utc(at)

    def now(self) -> datetime:
        return self._at

    def move_to(self, at: datetime) -> None:
        """Stand at this instant; going back is allowed, because real clocks are set back too."""
        self._at = utc(at)

    def advance(self, by: timedelta) -> None:
        self._at += by


def utc(at: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for a naive datetime."""
    if at.tzinfo is None:
        raise ValueError("Expected an aware datetime, but it has no time zone.")
    return at.astimezone(UTC)


def beijing_day(at: datetime) -> date:
    """The calendar day in Beijing at this instant (W5: convert before taking the date)."""
    return utc(at).astimezone(BEIJING).date()


def at_beijing(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The instant, in UTC, at which clocks in Beijing show this day and time."""
    return datetime.combine(day, time(hour, minute), BEIJING).astimezone(UTC)
