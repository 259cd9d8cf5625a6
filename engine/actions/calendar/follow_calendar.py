"""Follow notices that nobody imported: those that came with a newer edition of the house, or whose day has come."""

from __future__ import annotations

from datetime import datetime

from engine.actions.calendar.recounting import recount
from engine.actions.house.office import Office
from engine.clock import at_beijing, beijing_day
from engine.storage import calendar_mark


def follow_calendar(office: Office) -> bool:
    """Recount every running case when more notices are known than at the last count. True when it did.

    To be called before due timers fire; in the common case it asks one number and changes nothing.
    """
    with office.database.reading() as connection:
        known = len(office.reference(connection).calendar_at(office.clock.now()).notices)
        if calendar_mark.followed(connection) >= known:
            return False
    with office.database.writing() as connection:
        calendar_mark.follow(connection, known)
        recount(office, connection)
    return True


def next_notice(office: Office) -> datetime | None:
    """00:00 in Beijing of the day the next known notice is published; None when all are. For moving clocks."""
    today = beijing_day(office.clock.now())
    with office.database.reading() as connection:
        notices = office.reference(connection).calendar.notices
    return next((at_beijing(notice.published_on) for notice in notices if notice.published_on > today), None)
