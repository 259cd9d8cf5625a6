"""What can happen to a deadline. The list of its events is the deadline; nothing in it is ever changed or removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from engine.clock import utc
from engine.deadlines.term import Certainty


class EventKind(StrEnum):
    """The closed list of events."""

    OPENED = "opened"  #: the clock starts
    EXTENDED = "extended"  #: 延期: a person gave a concrete new day
    RECOMPUTED = "recomputed"  #: a new notice moved the day or made it certain
    SUSPENDED = "suspended"  #: 中止: the clock stands
    RESUMED = "resumed"  #: the rest runs on
    CORRECTED = "corrected"  #: 更正: something was entered wrongly
    MET = "met"  #: done
    MISSED = "missed"  #: the due day ended with the work undone; it ends nothing
    CLOSED = "closed"  #: ended without performance: terminated, withdrawn, cancelled


class Unit(StrEnum):
    """What a clock counts."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"  #: a last day that is a rest day rolls over (民法典 art. 203)
    HOURS = "hours"  #: runs through rest days and nights
    NONE = "none"  #: no limit; still opened, met and closed


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened at `at` (UTC), by an opaque id. `data` is plain JSON; days are YYYY-MM-DD."""

    kind: EventKind
    at: datetime
    by: str
    data: Mapping[str, Any]

    def day(self, name: str) -> date:
        """A day this event must carry."""
        return date.fromisoformat(self.data[name])

    def to_row(self) -> dict[str, Any]:
        return {"kind": str(self.kind), "at": self.at.isoformat(), "by": self.by, "data": dict(self.data)}

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Event:
        return cls(EventKind(row["kind"]), utc(datetime.fromisoformat(row["at"])), row["by"], row["data"])


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a clock ends as read with one calendar. `ends_at` is the instant from which the work is late, in UTC."""

    due: date | None
    estimate: date | None
    ends_at: datetime | None
    certainty: Certainty
    calendar: str

    def to_data(self) -> dict[str, Any]:
        """As part of an event's data."""
        return {
            "due": self.due and self.due.isoformat(),
            "estimate": self.estimate and self.estimate.isoformat(),
            "ends_at": self.ends_at and self.ends_at.isoformat(),
            "certainty": str(self.certainty),
            "calendar": self.calendar,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Reading:
        """From the data of an event that set the end anew."""
        return cls(
            due=optional_day(data["due"]),
            estimate=optional_day(data["estimate"]),
            ends_at=utc(datetime.fromisoformat(data["ends_at"])) if data["ends_at"] else None,
            certainty=Certainty(data["certainty"]),
            calendar=data["calendar"],
        )


#: stands in an event while the clock it opens is being read for the first time
UNREAD = Reading(None, None, None, Certainty.UNDETERMINED, "")


def optional_day(text: str | None) -> date | None:
    """The day, or None."""
    return date.fromisoformat(text) if text else None
