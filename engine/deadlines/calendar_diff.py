"""What new notices change: the days that turn, the years that become known. Shown to a person before it is believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.deadlines.day_text import citation, full_day, short_reason
from engine.deadlines.notices import Notice
from engine.deadlines.term import DayReason
from engine.deadlines.working_days import WorkingDays
from engine.texts.catalogue import say


@dataclass(frozen=True, slots=True)
class DayChange:
    """One day that is worked by one calendar and not by the other."""

    before: DayReason
    after: DayReason

    @property
    def day(self) -> date:
        return self.after.day


@dataclass(frozen=True, slots=True)
class CalendarDiff:
    """From one calendar to the next. `days` compares a newly published year with what was likely for it."""

    old_version: str
    new_version: str
    notices: tuple[Notice, ...]
    years: tuple[int, ...]
    days: tuple[DayChange, ...]

    @property
    def is_empty(self) -> bool:
        return not self.notices


def diff(old: WorkingDays, new: WorkingDays) -> CalendarDiff:
    """What `new` knows that `old` did not."""
    known = {notice.id for notice in old.notices}
    added = tuple(notice for notice in new.notices if notice.id not in known)
    named = sorted({noticed.day for notice in added for noticed in notice.days})
    changes = (DayChange(old.reason(day), new.reason(day)) for day in named)
    return CalendarDiff(
        old_version=old.version,
        new_version=new.version,
        notices=added,
        years=tuple(range(old.published_through.year + 1, new.published_through.year + 1)),
        days=tuple(change for change in changes if change.before.kind.is_working != change.after.kind.is_working),
    )


def explain_diff(change: CalendarDiff, lang: str) -> list[str]:
    """The difference in words."""
    if change.is_empty:
        return [say("deadlines.diff.nothing_new", lang, calendar=change.old_version)]
    return [
        say("deadlines.diff.versions", lang, old=change.old_version, new=change.new_version),
        *(say("deadlines.diff.notice", lang, notice=citation(notice, lang)) for notice in change.notices),
        *(say("deadlines.diff.year", lang, year=year) for year in change.years),
        say("deadlines.diff.days", lang, count=len(change.days)),
        *(
            say(
                "deadlines.diff.day",
                lang,
                day=full_day(day.day, lang),
                before=short_reason(day.before, lang),
                after=short_reason(day.after, lang),
            )
            for day in change.days
        ),
    ]
