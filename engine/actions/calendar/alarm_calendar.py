"""Ask for next year's notice (放假安排): from 1 November on, once a day, for as long as it is missing."""

from __future__ import annotations

from typing import Any

from engine.actions.house.house_work import HouseWork
from engine.actions.house.office import Office
from engine.actions.house.once_a_day import once_a_day
from engine.actions.house.read_calendar import read_calendar
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.clock import beijing_day
from engine.deadlines.calendar_alarm import missing_year


def alarm_calendar(office: Office) -> int | None:
    """The year whose notice is wanted, None while nothing is missing. Record and event are written once a day."""
    missing = missing_year(read_calendar(office), beijing_day(office.clock.now()))
    if missing is None:
        return None

    def verb(work: HouseWork) -> dict[str, Any]:
        work.record(Word.CALENDAR_ALARMED, year=missing)
        return {"year": missing}

    once_a_day(office, Act.ALARM_CALENDAR, verb)
    return missing
