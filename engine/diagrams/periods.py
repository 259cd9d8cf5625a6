"""ISO 8601 durations and repetitions as timers write them: when one ends, and when it comes again.

Months keep the day of the month they began with, or end on the last day of a shorter one.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.clock import BEIJING, utc

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_DURATION = re.compile(
    rf"P(?=[\dT])(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:{_NUMBER.replace('(', '(?P<weeks>', 1)}W)?"
    rf"(?:{_NUMBER.replace('(', '(?P<days>', 1)}D)?(?:T(?=\d)(?:{_NUMBER.replace('(', '(?P<hours>', 1)}H)?"
    rf"(?:{_NUMBER.replace('(', '(?P<minutes>', 1)}M)?(?:{_NUMBER.replace('(', '(?P<seconds>', 1)}S)?)?",
    re.IGNORECASE,
)
_REPETITION = re.compile(r"R(?P<times>\d*)/(?P<first>[^/]+)(?:/(?P<second>[^/]+))?", re.IGNORECASE)
#: a duration or a count beyond this is a slip of the pen
_MAX_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time: whole months, and the rest."""

    months: int
    rest: timedelta

    def after(self, start: datetime, times: int = 1) -> datetime:
        """The instant, in UTC, that many periods after this one in Beijing. Raises ValueError beyond 9999."""
        begun = start.astimezone(BEIJING)
        month = begun.month - 1 + self.months * times
        year, month = begun.year + month // 12, month % 12 + 1
        if year > 9998:
            raise ValueError("Expected an instant before the year 9999, but the timer goes beyond.")
        day = min(begun.day, calendar.monthrange(year, month)[1])
        try:
            return utc(begun.replace(year=year, month=month, day=day) + self.rest * times)
        except OverflowError as error:
            raise ValueError("Expected an instant before the year 9999, but the timer goes beyond.") from error


@dataclass(frozen=True, slots=True)
class Repetition:
    """`R3/PT10M`: how often, how far apart, and from when; without end or from now on where that is not said."""

    times: int | None
    every: Period
    start: datetime | None
    written: str  #: the period as it was written

    def first(self, now: datetime) -> datetime:
        """When it happens first, seen from the instant at which it is reached."""
        return self.every.after(now) if self.start is None else self.start


def is_duration(text: str) -> bool:
    """Whether this is meant as a duration, right or wrong."""
    return text[:1] in ("P", "p")


def read_duration(text: str) -> Period:
    """The length of a duration. Raises ValueError for anything else."""
    match = _DURATION.fullmatch(text.strip())
    if match is None or any(part and len(part) > _MAX_DIGITS for part in match.groups()):
        raise ValueError(f"Expected an ISO 8601 duration such as PT10M, but found {text!r}.")
    given = {name: float(part.replace(",", ".")) for name, part in match.groupdict().items() if part}
    months = int(given.pop("years", 0)) * 12 + int(given.pop("months", 0))
    return Period(months, timedelta(**given))


def read_repetition(text: str) -> Repetition:
    """A repetition. Raises ValueError for anything else, a cron expression among it."""
    match = _REPETITION.fullmatch(text.strip())
    if match is None or len(match["times"]) > _MAX_DIGITS or match["times"].strip("0") == "" != match["times"]:
        raise ValueError(f"Expected a repetition such as R3/PT10M, but found {text!r}.")
    times = int(match["times"]) if match["times"] else None
    first, second = match["first"].strip(), match["second"]
    if second is None:
        start, written = None, first
    elif is_duration(first):
        raise ValueError(f"Expected a repetition that says when it begins, but {text!r} says when it ends.")
    else:
        start, written = read_instant(first), second.strip()
    every = read_duration(written)
    if every == Period(0, timedelta()):
        raise ValueError(f"Expected some time between two repetitions, but {text!r} leaves none.")
    return Repetition(times, every, start, written)


def read_instant(text: str) -> datetime:
    """An instant, in UTC; without a zone it is Beijing's, without a time it is midnight. Raises ValueError."""
    found = datetime.fromisoformat(text.strip())
    return utc(found.replace(tzinfo=BEIJING) if found.tzinfo is None else found)
