"""A deadline explains itself: where it starts and why, every day it counts or leaves out, and all that happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from engine.clock import BEIJING
from engine.deadlines.clocks import end_of_day, runs
from engine.deadlines.day_text import counted_lines, full_day, reason_lines
from engine.deadlines.deadline import Deadline
from engine.deadlines.event_text import event_line
from engine.deadlines.events import EventKind, Reading, Unit, optional_day
from engine.deadlines.stretches import Stretch, stretches
from engine.deadlines.term import DayKind, DayReason
from engine.deadlines.working_days import WorkingDays
from engine.texts.catalogue import say


def explain(deadline: Deadline, calendar: WorkingDays, lang: str) -> list[str]:
    """The explanation, a line each. The days are listed by the calendar the present due day was counted with."""
    known = calendar.as_of_version(deadline.reading.calendar)
    return [
        *_opening(deadline, lang),
        *(event_line(deadline, event, known, lang) for event in deadline.events[1:]),
        *_present(deadline, known, lang),
        *_days(deadline, known, lang),
        *(_stretch_line(stretch, known, lang) for stretch in stretches(deadline)),
    ]


def _opening(deadline: Deadline, lang: str) -> list[str]:
    first = deadline.events[0]
    rule_key = f"deadlines.start_rule.{deadline.start_rule}"
    rule = say(rule_key, lang)
    start = full_day(first.day("start"), lang)
    lines = [
        say("deadlines.explain.start", lang, start=start, rule=deadline.start_rule if rule == rule_key else rule),
        say(f"deadlines.explain.limit.{deadline.unit}", lang, length=deadline.length, basis=deadline.basis),
    ]
    if deadline.proposed:
        lines.append(say("deadlines.explain.proposed", lang))
    if deadline.unit is not Unit.NONE:
        original = deadline.original
        key = "deadlines.explain.original" if original.due else "deadlines.explain.original_undetermined"
        lines.append(say(key, lang, due=full_day(original.due, lang), estimate=full_day(original.estimate, lang)))
    return lines


def _present(deadline: Deadline, calendar: WorkingDays, lang: str) -> list[str]:
    """How it stands now; nothing to add once it ended or while it stands still."""
    if not deadline.is_open or deadline.is_suspended or deadline.unit is Unit.NONE:
        return []
    reading = deadline.reading
    year = calendar.published_through.year
    return [
        _end_line(reading, lang),
        say(f"deadlines.certainty.{reading.certainty}", lang, year=year, next_year=year + 1),
    ]


def _end_line(reading: Reading, lang: str) -> str:
    if reading.due is None or reading.ends_at is None:
        return say("deadlines.explain.undetermined", lang, estimate=full_day(reading.estimate, lang))
    if reading.ends_at == end_of_day(reading.due):
        return say("deadlines.explain.due", lang, due=full_day(reading.due, lang))
    hour = reading.ends_at.astimezone(BEIJING).strftime("%H:%M")
    return say("deadlines.explain.due_at", lang, due=full_day(reading.due, lang), hour=hour)


def _days(deadline: Deadline, calendar: WorkingDays, lang: str) -> list[str]:
    """Every day the clock counted and every day it left out, as far as notices tell."""
    counted: list[date] = []
    passed: list[DayReason] = []
    for run in runs(deadline, calendar):
        through = min(run.through, calendar.published_through)
        passed += calendar.reasons_between(run.after, through)
        counted += calendar.working_between(run.after, through)
    if deadline.unit is not Unit.WORKING_DAYS:
        return _roll_over(deadline, passed, lang)
    limit = _first_extended_from(deadline)
    in_limit = [day for day in counted if limit is None or day <= limit]
    skipped = [day for day in passed if not day.kind.is_working]
    added = [day for day in passed if day.kind is DayKind.MAKE_UP]
    return [
        *_block("deadlines.counted.heading", in_limit, counted_lines(in_limit, lang), lang),
        *_block(
            "deadlines.counted.extension", counted[len(in_limit) :], counted_lines(counted[len(in_limit) :], lang), lang
        ),
        *_block("deadlines.skipped.heading", skipped, reason_lines(skipped, lang), lang),
        *_block("deadlines.added.heading", added, reason_lines(added, lang), lang),
    ]


def _block(heading: str, days: Sequence[object], lines: list[str], lang: str) -> list[str]:
    return [say(heading, lang, count=len(days)), *lines] if days else []


def _first_extended_from(deadline: Deadline) -> date | None:
    """The due day the first extension started from: days counted after it are days of extension."""
    extensions = (event for event in deadline.events if event.kind is EventKind.EXTENDED)
    return next((optional_day(event.data["old_due"]) for event in extensions), None)


def _roll_over(deadline: Deadline, passed: list[DayReason], lang: str) -> list[str]:
    """Of calendar days only the rest days at the end matter: they are why the last day rolled over."""
    rolled: list[DayReason] = []
    for day in reversed(passed[:-1]):
        if day.kind.is_working:
            break
        rolled.insert(0, day)
    planned_days = deadline.unit is Unit.CALENDAR_DAYS and len(passed) > deadline.length
    return [say("deadlines.explain.rolled_over", lang), *reason_lines(rolled, lang)] if rolled and planned_days else []


def _stretch_line(stretch: Stretch, calendar: WorkingDays, lang: str) -> str:
    after = full_day(stretch.after, lang)
    if stretch.through is None:
        return say(f"deadlines.stretch.{stretch.whose}.lasting", lang, after=after)
    days = calendar.count(stretch.after, stretch.through)
    return say(
        f"deadlines.stretch.{stretch.whose}.ended",
        lang,
        after=after,
        through=full_day(stretch.through, lang),
        days=days,
    )
