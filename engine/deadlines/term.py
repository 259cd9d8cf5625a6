"""A counted term: where it starts, how long it is, when it ends and how sure that is.

The due day is there at once; the days that explain it are listed only when someone asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from engine.deadlines.notices import Notice

if TYPE_CHECKING:
    from engine.deadlines.working_days import WorkingDays


class Certainty(StrEnum):
    """How sure a due day is (design decision D1)."""

    FINAL = "final"  #: no notice still to come can be expected to move it
    PROVISIONAL = "provisional"  #: falls after 28 December of the last published year, whose end may be rewritten
    UNDETERMINED = "undetermined"  #: a counted day lies in an unpublished year: there is no due day, only an estimate


class DayKind(StrEnum):
    """Why a day is or is not worked."""

    WORKING = "working"  #: an ordinary working day
    MAKE_UP = "make_up"  #: a rest day that a notice makes a working day (调休上班)
    WEEKEND = "weekend"  #: Saturday or Sunday
    HOLIDAY = "holiday"  #: off by the State Council's notice
    CLOSURE = "closure"  #: closed by a local document (W9)

    @property
    def is_working(self) -> bool:
        return self in (DayKind.WORKING, DayKind.MAKE_UP)


@dataclass(frozen=True, slots=True)
class DayReason:
    """One day, what it is, and the notice that makes it so (none for plain weekdays and weekends)."""

    day: date
    kind: DayKind
    occasion: str = ""
    occasion_en: str = ""
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """`days` working days after `start`, whose own day is not counted (W2). The term ends at 24:00 of `due` (W4).

    `due` is None exactly when `status` is undetermined; then `estimate` says what it would be if no notice came.
    """

    start: date
    days: int
    due: date | None
    estimate: date | None
    status: Certainty
    working_days: WorkingDays

    @property
    def calendar(self) -> str:
        """Version of the calendar it was counted with."""
        return self.working_days.version

    @property
    def reason_key(self) -> str:
        """Catalogue key of the sentence that says why the day is as sure as it is."""
        return f"deadlines.certainty.{self.status}"

    @property
    def last_known(self) -> date:
        """Up to here its days can be listed: the due day, or the end of the last published year."""
        return self.due or max(self.start, self.working_days.published_through)

    @property
    def counted(self) -> list[date]:
        """Every counted day that is known to be worked; fewer than `days` while undetermined."""
        return self.working_days.working_between(self.start, self.last_known)[: self.days]

    @property
    def skipped(self) -> list[DayReason]:
        """Every day after the start and up to the end that is not worked."""
        return [day for day in self._passed() if not day.kind.is_working]

    @property
    def added(self) -> list[DayReason]:
        """Every counted rest day that a notice makes a working day."""
        return [day for day in self._passed() if day.kind is DayKind.MAKE_UP]

    def _passed(self) -> list[DayReason]:
        return self.working_days.reasons_between(self.start, self.last_known)
