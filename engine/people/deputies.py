"""Deputies (代理): for a time a person holds the posts of another, and each act says on whose behalf it was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from engine.errors import FieldError, Invalid

#: the longest time one appointment may run, in calendar days; a longer absence is a new post
LONGEST = 366


@dataclass(frozen=True, slots=True)
class Deputy:
    """`deputy` stands in for `person` from a day until a day, both inclusive (Beijing days)."""

    person: str
    deputy: str
    since: date
    until: date

    def in_force(self, day: date) -> bool:
        return self.since <= day <= self.until


def represented(deputies: Iterable[Deputy], deputy: str, day: date) -> tuple[str, ...]:
    """The persons whom `deputy` stands in for on this day, each once, sorted. A deputy's deputy is none."""
    return tuple(sorted({one.person for one in deputies if one.deputy == deputy and one.in_force(day)}))


def check_appointment(new: Deputy, existing: Iterable[Deputy]) -> None:
    """Raises Invalid when the appointment makes no sense: to oneself, backwards, too long, or over another one."""
    if new.person == new.deputy:
        raise Invalid("people.deputy.oneself", fields=[FieldError("deputy", "people.deputy.oneself")])
    if new.until < new.since:
        raise Invalid("people.deputy.backwards", fields=[FieldError("until", "people.deputy.backwards")])
    if (new.until - new.since).days >= LONGEST:
        raise Invalid("people.deputy.too_long", fields=[FieldError("until", "people.deputy.too_long")], days=LONGEST)
    for one in existing:
        if one.person == new.person and one.since <= new.until and new.since <= one.until:
            raise Invalid("people.deputy.overlap", since=one.since.isoformat(), until=one.until.isoformat())
