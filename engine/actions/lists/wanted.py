"""What somebody wants to see of a list: bounds of due days, step, state, units, urgency, words to search for.

A value of the address that means nothing narrows nothing away: a list is never empty because of a misspelt filter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from engine.actions.house.office import Office
from engine.cases import search_keys as spelling
from engine.clock import at_beijing, beijing_day
from engine.deadlines.working_days import WorkingDays
from engine.storage import search_keys
from engine.storage.database import Connection
from engine.storage.task_filters import FLASH, PLAIN, URGENT, Found, TaskFilters

#: bounds of due days as lists name them; the lamp shows the same
OVERDUE, TODAY, SOON, LATER, TIMELESS = DUES = ("overdue", "today", "soon", "later", "timeless")
URGENCIES: Final = (FLASH, URGENT, PLAIN)
#: up to so many cases a search is answered from the cases, beyond from the list
FEW: Final = 200
#: the longest search looked for, in characters
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """One way to look at a list; empty means any. `new` is what came today."""

    due: str = ""
    step: str = ""
    state: str = ""
    applicant: str = ""
    unit: str = ""
    urgency: str = ""
    search: str = ""
    new: bool = False
    latest_first: bool = False

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Wanted:
        """From the parameters of an address."""
        due, urgency = query.get("due", ""), query.get("urgency", "")
        return cls(
            due=due if due in DUES else "",
            step=query.get("step", "")[:200],
            state=query.get("state", "")[:60],
            applicant=query.get("applicant", "")[:100],
            unit=query.get("unit", "")[:100],
            urgency=urgency if urgency in URGENCIES else "",
            search=query.get("search", "").strip()[:LONGEST],
            new=query.get("new", "") == "yes",
            latest_first=query.get("order", "") == "latest",
        )

    def to_query(self) -> dict[str, str]:
        """The parameters that bring it back."""
        flags = {"new": "yes" if self.new else "", "order": "latest" if self.latest_first else ""}
        named = ("due", "step", "state", "applicant", "unit", "urgency", "search")
        return {name: value for name, value in ({one: getattr(self, one) for one in named} | flags).items() if value}

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return self != Wanted(latest_first=self.latest_first)


def filters_of(office: Office, connection: Connection, wanted: Wanted) -> TaskFilters:
    """What the rows must be like. Reads the database only for a search."""
    now = office.clock.now()
    calendar = office.reference(connection).calendar_at(now)
    today = beijing_day(now)
    first, last = days_of(wanted.due, today, calendar, office.settings.due_soon)
    return TaskFilters(
        due_from=first,
        due_until=last,
        timeless=wanted.due == TIMELESS,
        element=wanted.step,
        case_state=wanted.state,
        applicant=wanted.applicant,
        unit=wanted.unit,
        urgency=wanted.urgency,
        opened_since=at_beijing(today) if wanted.new else None,
        found=_search(office, connection, wanted.search),
    )


def days_of(due: str, today: date, calendar: WorkingDays, soon: int) -> tuple[date | None, date | None]:
    """The first and the last due day of these bounds, where they have one."""
    last_soon = last_day_soon(today, calendar, soon)
    bounds: dict[str, tuple[date | None, date | None]] = {
        OVERDUE: (None, today - timedelta(days=1)),
        TODAY: (today, today),
        SOON: (today + timedelta(days=1), last_soon),
        LATER: (last_soon + timedelta(days=1), None),
    }
    return bounds.get(due, (None, None))


def last_day_soon(today: date, calendar: WorkingDays, soon: int) -> date:
    """The last day that counts as soon: so many working days from today."""
    term = calendar.add(today, soon)
    return term.due or term.estimate or today


def _search(office: Office, connection: Connection, text: str) -> Found | None:
    beginning = spelling.normalized(text)
    if not beginning:
        return None
    found = search_keys.cases_found(connection, beginning, FEW)
    known = office.reference(connection).unit_names
    names = {
        unit: [word for row in rows for word in (*row.names.values(), *row.short_names.values())]
        for unit, rows in known.items()
    }
    units = tuple(sorted(unit for unit, words in names.items() if any(map(_finds(beginning), words))))
    steps = {element for element, name in search_keys.all_steps(connection) if _finds(beginning)(name)}
    return Found(beginning, None if found is None else tuple(found), units, tuple(sorted(steps)))


def _finds(beginning: str) -> Callable[[str], bool]:
    return lambda text: any(key.startswith(beginning) for key in _keys(text))


#: names of units and steps are few and spelled once a process
_keys = lru_cache(maxsize=4096)(spelling.keys_of)
