"""Days, spans of days and notices in words. Chinese is the language of the papers; English stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from engine.deadlines.notices import Notice
from engine.deadlines.term import DayKind, DayReason
from engine.texts.catalogue import say

ONE_DAY = timedelta(days=1)


def full_day(day: date | None, lang: str) -> str:
    """The day with year and weekday; a word for *not determined* where there is none."""
    if day is None:
        return say("deadlines.day.none", lang)
    weekday = say(f"deadlines.weekday.{day.isoweekday()}", lang)
    return say("deadlines.day.full", lang, year=day.year, month=day.month, day=day.day, weekday=weekday)


def span(first: date, last: date, lang: str) -> str:
    """One day, or from the first to the last."""
    if first == last:
        return full_day(first, lang)
    return say("deadlines.day.span", lang, first=full_day(first, lang), last=full_day(last, lang))


def citation(notice: Notice, lang: str) -> str:
    """How papers cite this notice."""
    if notice.number is None:
        published_on = full_day(notice.published_on, lang)
        return say(
            "deadlines.citation.unnumbered", lang, title=notice.title, issuer=notice.issuer, published_on=published_on
        )
    return say("deadlines.citation.numbered", lang, title=notice.title, number=notice.number)


def short_reason(day: DayReason, lang: str) -> str:
    """Why the day is or is not worked, in a few words."""
    return say(f"deadlines.reason.{day.kind}", lang, occasion=_occasion(day, lang))


def reason_lines(days: Iterable[DayReason], lang: str) -> list[str]:
    """One line for each run of neighbouring days with the same reason and notice."""
    return [_reason_line(group, lang) for group in _neighbours(days)]


def counted_lines(days: Sequence[date], lang: str) -> list[str]:
    """Every day, one line a month, each line with the numbers the days bear in the count."""
    lines = []
    number = 0
    for (year, month), group in groupby(days, key=lambda day: (day.year, day.month)):
        listed = [say("deadlines.day.in_month", lang, day=day.day) for day in group]
        first, number = number + 1, number + len(listed)
        text = say("deadlines.day.separator", lang).join(listed)
        lines.append(say("deadlines.counted.month", lang, year=year, month=month, days=text, first=first, last=number))
    return lines


def _reason_line(group: Sequence[DayReason], lang: str) -> str:
    day = group[0]
    days = span(day.day, group[-1].day, lang)
    if day.notice is None:
        return say(f"deadlines.line.{day.kind}", lang, days=days)
    notice = citation(day.notice, lang)
    return say(f"deadlines.line.{day.kind}", lang, days=days, occasion=_occasion(day, lang), notice=notice)


def _occasion(day: DayReason, lang: str) -> str:
    return day.occasion_en if lang == "en" else day.occasion


def _neighbours(days: Iterable[DayReason]) -> list[list[DayReason]]:
    groups: list[list[DayReason]] = []
    for day in days:
        last = groups[-1][-1] if groups else None
        if last and day.day - last.day == ONE_DAY and _same_reason(last, day):
            groups[-1].append(day)
        else:
            groups.append([day])
    return groups


def _same_reason(one: DayReason, other: DayReason) -> bool:
    same_words = one.kind is other.kind and one.occasion == other.occasion
    return same_words and one.notice == other.notice and one.kind is not DayKind.WORKING
