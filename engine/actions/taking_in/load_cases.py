"""Takes in the cases of a demonstration, whose days are counted back from today so that they are alive on any day.

They come by `take_in`, as cases that ran on paper: nothing here opens a clock or moves a case by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from engine.actions.house.office import Office
from engine.actions.signing_in.authenticate import known_actor
from engine.actions.taking_in.take_in import take_in
from engine.clock import beijing_day
from engine.deadlines.working_days import WorkingDays
from engine.errors import Invalid, Refusal
from engine.people.actor import Actor
from engine.storage import case_lists
from engine.storage.case_lists import Filters, Reader

DAY: Final = re.compile(r"^(\d+) working days ago$")


def load_cases(office: Office, document: Mapping[str, Any]) -> int:
    """Take in each case of the document, in its order, where no case is known yet. Gives how many.

    A case whose days cannot be today (some lie in a year whose holidays are not published) is left out.
    Raises Invalid where the clerk who takes them in is unknown.
    """
    clerk = known_actor(office, str(document["clerk"]))
    if clerk is None:
        raise Invalid("actions.unknown_person")
    with office.database.reading() as connection:
        if case_lists.read(connection, Reader(everything=True, person=clerk.id), Filters(), None, 1):
            return 0
        calendar = office.reference(connection).calendar_at(office.clock.now())
    days = _Days(calendar, beijing_day(office.clock.now()))
    return sum(_is_taken_in(office, clerk, str(document["procedure"]), story, days) for story in document["cases"])


def _is_taken_in(office: Office, clerk: Actor, procedure: str, story: Mapping[str, Any], days: _Days) -> bool:
    steps = [one for step in story.get("steps", ()) for one in (step if isinstance(step, list) else [step])]
    try:
        papers = days.named_in({**story, "steps": steps}, int(story.get("earlier", 0)))
        take_in(office, clerk, procedure, papers)
    except Refusal:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Days:
    """Reads texts like `12 working days ago` as the days they mean today."""

    calendar: WorkingDays
    today: date

    def named_in(self, value: Any, earlier: int) -> Any:
        """The value with its days as ISO text, each so many working days earlier. Raises Invalid for an unknown one."""
        if isinstance(value, Mapping):
            return {key: self.named_in(one, earlier) for key, one in value.items()}
        if isinstance(value, list):
            return [self.named_in(one, earlier) for one in value]
        found = DAY.match(value) if isinstance(value, str) else None
        return self._day(int(found[1]) + earlier).isoformat() if found else value

    def _day(self, ago: int) -> date:
        day = self.calendar.before(self.today, ago) if ago > 0 else self.calendar.after(self.today, -ago)
        if day is None:
            raise Invalid("actions.no_day")
        return day if ago else self.today
