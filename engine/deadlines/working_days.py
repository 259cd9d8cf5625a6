"""The working-day calendar: what the notices known at one moment say about each day (rules W1, W2, W8, W9).

Working days are one sorted list, so counting is a search and an index. Years that no notice covers follow as
estimates, behind `published_through`, and never become a due day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from engine.clock import at_beijing, beijing_day
from engine.deadlines.estimates import SATURDAY, likely_days_after
from engine.deadlines.notices import Layer, Notice, NoticedDay, parse_table
from engine.deadlines.term import Certainty, DayKind, DayReason, Term
from engine.errors import Conflict, Invalid

#: longer terms are surely a slip of the pen; 2000 working days are eight years
LONGEST_TERM = 2000
LATEST_START = date(2099, 12, 31)
MORNING = 9
ONE_DAY = timedelta(days=1)


class WorkingDays:
    """Immutable. Build it with `from_tables`, narrow it to what was known on a day with `known_at`."""

    def __init__(self, notices: Iterable[Notice], first_year: int) -> None:
        self.notices = tuple(sorted(notices, key=lambda notice: (notice.published_on, notice.id)))
        self.first_day = date(first_year, 1, 1)
        self.published_through = date(self._last_published_year(first_year), 12, 31)
        #: the next notice may still rewrite what comes after this day (design decision D1)
        self.firm_until = self.published_through.replace(day=28)
        #: names what is known, such as `2026.1`: the national notice published last, `+1` for each local one
        self.version = self._version()
        self._named = self._rulings()
        self._days = self._list_working_days()
        self._published_on = [notice.published_on for notice in self.notices]
        self._views: dict[int, WorkingDays] = {}

    @classmethod
    def from_tables(cls, tables: Iterable[Mapping[str, Any]]) -> WorkingDays:
        """All notices of these year tables, shipped and imported.

        A notice may occur twice as long as it says the same. Raises Invalid for a table that cannot be read or when
        there is none, Conflict when two tables hold different notices under one year and version.
        """
        notices: dict[str, Notice] = {}
        for notice in (notice for table in tables for notice in parse_table(table)):
            if notices.setdefault(notice.id, notice) != notice:
                raise Conflict("deadlines.notice_differs", notice=notice.id)
        years = [notice.year for notice in notices.values() if notice.publishes_year]
        if not years:
            raise Invalid("deadlines.no_year_published")
        return cls(notices.values(), min(years))

    def known_at(self, at: date) -> WorkingDays:
        """The calendar as anybody could know it on that Beijing day: notices published later are left out."""
        known = bisect_right(self._published_on, at)
        if known == len(self.notices):
            return self
        if known not in self._views:
            self._views[known] = WorkingDays(self.notices[:known], self.first_day.year)
        return self._views[known]

    def as_of_version(self, version: str) -> WorkingDays:
        """The view that bore this version; this calendar itself when none did (a notice was entered late)."""
        views = (self.known_at(day) for day in reversed(self._published_on))
        return next((view for view in views if view.version == version), self)

    def is_working(self, day: date) -> bool | None:
        """Whether people work on this day; None in a year nobody has published, or before the first table."""
        if not self.first_day <= day <= self.published_through:
            return None
        return self._is_listed(day)

    def reason(self, day: date) -> DayReason:
        """What this day is and by which notice; in an unpublished year, what it would be without one."""
        named = self._named.get(day)
        working = self._is_listed(day)
        is_rest_day = day.isoweekday() >= SATURDAY
        if named is None:
            kind = DayKind.WORKING if working else DayKind.WEEKEND if is_rest_day else DayKind.HOLIDAY
            return DayReason(day, kind)
        noticed, notice = named
        if working:
            kind = DayKind.MAKE_UP if is_rest_day else DayKind.WORKING
        else:
            kind = DayKind.HOLIDAY if notice.layer is Layer.NATIONAL else DayKind.CLOSURE
        return DayReason(day, kind, noticed.occasion, noticed.occasion_en, notice)

    def add(self, start: date, days: int) -> Term:
        """The day `days` working days after `start`, whose own day is not counted.

        Zero days end on the start day itself, or on the next working day if that one is a rest day (民法典 art. 203).
        Raises Invalid for a negative or absurd length and for a start outside the tables' reach.
        """
        self._check(start, days)
        after = bisect_right(self._days, start) + days - 1 if days else bisect_left(self._days, start)
        landing = self._days[after]
        if landing <= self.firm_until:
            return Term(start, days, landing, None, Certainty.FINAL, self)
        if landing <= self.published_through:
            return Term(start, days, landing, None, Certainty.PROVISIONAL, self)
        return Term(start, days, None, landing, Certainty.UNDETERMINED, self)

    def before(self, day: date, days: int) -> date | None:
        """The `days`-th working day before `day`; None where no notice says which day that is."""
        return self._published(bisect_left(self._days, day) - days)

    def after(self, day: date, days: int) -> date | None:
        """The `days`-th working day after `day`; None where no notice says which day that is."""
        return self._published(bisect_right(self._days, day) + days - 1)

    def count(self, earlier: date, later: date) -> int:
        """Working days after `earlier` up to and including `later`, estimated ones too; negative when turned round."""
        return bisect_right(self._days, later) - bisect_right(self._days, earlier)

    def working_between(self, earlier: date, later: date) -> list[date]:
        """The working days after `earlier` up to and including `later`."""
        return self._days[bisect_right(self._days, earlier) : bisect_right(self._days, later)]

    def reasons_between(self, earlier: date, later: date) -> list[DayReason]:
        """Every day after `earlier` up to and including `later`, with its reason."""
        return [self.reason(earlier + ONE_DAY * offset) for offset in range(1, (later - earlier).days + 1)]

    def next_working_morning(self, at: datetime) -> datetime:
        """When a notice that is ready at this instant goes out.

        At once on a working day from 09:00 Beijing time on (evenings too: only rest days wait); at 09:00 of that day
        before it; otherwise at 09:00 of the next working day. In an unpublished year the estimate decides.
        """
        today = beijing_day(at)
        morning = at_beijing(self._days[bisect_left(self._days, today)], MORNING)
        return max(at, morning)

    def _check(self, start: date, days: int) -> None:
        if not 0 <= days <= LONGEST_TERM:
            raise Invalid("deadlines.days_out_of_range", days=days, most=LONGEST_TERM)
        if not self.first_day <= start <= LATEST_START:
            raise Invalid(
                "deadlines.start_out_of_range",
                start=start.isoformat(),
                first=self.first_day.isoformat(),
                last=LATEST_START.isoformat(),
            )

    def _is_listed(self, day: date) -> bool:
        position = bisect_left(self._days, day)
        return position < len(self._days) and self._days[position] == day

    def _published(self, position: int) -> date | None:
        if not 0 <= position < len(self._days) or self._days[position] > self.published_through:
            return None
        return self._days[position]

    def _last_published_year(self, first_year: int) -> int:
        """The last year before the first gap; the year before the tables when nothing was known yet."""
        published = {notice.year for notice in self.notices if notice.publishes_year}
        year = first_year - 1
        while year + 1 in published:
            year += 1
        return year

    def _version(self) -> str:
        national = [notice for notice in self.notices if notice.layer is Layer.NATIONAL]
        local = len(self.notices) - len(national)
        return (national[-1].id if national else "none") + (f"+{local}" if local else "")

    def _rulings(self) -> dict[date, tuple[NoticedDay, Notice]]:
        """The notice that decides each named day: the later over the earlier, a local closure over both.

        A local notice that names a day as worked takes the local closure back; it never overrules a national holiday.
        """
        national: dict[date, tuple[NoticedDay, Notice]] = {}
        local: dict[date, tuple[NoticedDay, Notice]] = {}
        for notice in self.notices:
            layer = national if notice.layer is Layer.NATIONAL else local
            layer.update({noticed.day: (noticed, notice) for noticed in notice.days})
        closed = {day: ruling for day, ruling in local.items() if not ruling[0].working}
        already_off = {day for day, ruling in national.items() if not ruling[0].working}
        return national | {day: ruling for day, ruling in closed.items() if day not in already_off}

    def _list_working_days(self) -> list[date]:
        span = (
            self.first_day + ONE_DAY * offset for offset in range((self.published_through - self.first_day).days + 1)
        )
        days = [day for day in span if self._works(day)]
        days += likely_days_after(self.published_through)
        for day, (noticed, _) in self._named.items():
            if day > self.published_through:
                _correct(days, day, noticed.working)
        return days

    def _works(self, day: date) -> bool:
        named = self._named.get(day)
        return named[0].working if named else day.isoweekday() < SATURDAY


def _correct(days: list[date], day: date, working: bool) -> None:
    """Put one named day of an unpublished year into the list of estimates, or take it out."""
    position = bisect_left(days, day)
    listed = days[position] == day
    if working and not listed:
        insort(days, day)
    elif listed and not working:
        del days[position]
