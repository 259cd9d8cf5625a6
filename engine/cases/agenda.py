"""The order of a meeting: which case is heard from when to when. Times of day in Beijing, as HH:MM."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: minutes a case is given where nobody says otherwise
USUAL = 30
#: the shortest and the longest a case is given
SHORTEST, LONGEST = 5, 480
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Slot:
    """From `starts` up to `ends`, minutes since midnight."""

    starts: int
    ends: int

    def overlaps(self, other: Slot) -> bool:
        """Whether they share a minute; one that ends when the other starts does not."""
        return self.starts < other.ends and other.starts < self.ends

    @property
    def text(self) -> str:
        """`09:00—09:30`."""
        return f"{clock_text(self.starts)}—{clock_text(self.ends)}"


def is_time(text: str) -> bool:
    """Whether this is a time of day."""
    return _TIME.fullmatch(text) is not None


def minutes_of(text: str) -> int:
    """Minutes since midnight. Raises ValueError for what is no time."""
    if not is_time(text):
        raise ValueError(f"Expected a time as HH:MM, but it is {text!r}.")
    return int(text[:2]) * 60 + int(text[3:])


def clock_text(minutes: int) -> str:
    """HH:MM; 24:00 at the end of the day."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def whole(starts_at: str | None, ends_at: str | None) -> Slot:
    """The time of a meeting; the whole day where it has none yet, up to midnight where only the end is open."""
    if not starts_at:
        return Slot(0, _DAY)
    return Slot(minutes_of(starts_at), minutes_of(ends_at) if ends_at else _DAY)


def slots(starts_at: str | None, given: Sequence[int | None]) -> list[Slot] | None:
    """One slot a case, each beginning where the one before ends; None while the meeting has no time."""
    if not starts_at:
        return None
    found, at = [], minutes_of(starts_at)
    for minutes in given:
        found.append(Slot(at, at + (minutes or USUAL)))
        at = found[-1].ends
    return found
