"""One line for each thing that happened to a deadline. Who did it is not printed here: the ledger holds opaque ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from engine.clock import beijing_day
from engine.deadlines.day_text import citation, full_day
from engine.deadlines.deadline import Deadline
from engine.deadlines.events import Event, EventKind, optional_day
from engine.deadlines.working_days import WorkingDays
from engine.texts.catalogue import say


def event_line(deadline: Deadline, event: Event, calendar: WorkingDays, lang: str) -> str:
    """What this event did, in one sentence."""
    return LINES[event.kind](deadline, event, calendar, lang)


def _extended(_deadline: Deadline, event: Event, _calendar: WorkingDays, lang: str) -> str:
    return say(
        "deadlines.event.extended",
        lang,
        at=full_day(beijing_day(event.at), lang),
        old_due=_data_day(event, "old_due", lang),
        new_due=_data_day(event, "due", lang),
        ground=_ground(event.data["ground"], lang),
        record=_record(event, lang),
    )


def _recomputed(_deadline: Deadline, event: Event, calendar: WorkingDays, lang: str) -> str:
    named = {notice.id: citation(notice, lang) for notice in calendar.notices}
    separator = say("deadlines.day.separator", lang)
    return say(
        f"deadlines.event.recomputed_{'undetermined' if event.data['due'] is None else 'determined'}",
        lang,
        at=full_day(beijing_day(event.at), lang),
        old_due=_data_day(event, "old_due", lang),
        new_due=_data_day(event, "due", lang),
        estimate=_data_day(event, "estimate", lang),
        notices=separator.join(named.get(notice, notice) for notice in event.data["notices"]),
        old_calendar=event.data["old_calendar"],
        calendar=event.data["calendar"],
    )


def _suspended(_deadline: Deadline, event: Event, _calendar: WorkingDays, lang: str) -> str:
    return say("deadlines.event.suspended", lang, on=_data_day(event, "on", lang), record=_record(event, lang))


def _resumed(_deadline: Deadline, event: Event, _calendar: WorkingDays, lang: str) -> str:
    return say(
        "deadlines.event.resumed",
        lang,
        on=_data_day(event, "on", lang),
        due=_data_day(event, "due", lang),
        record=_record(event, lang),
    )


def _corrected(_deadline: Deadline, event: Event, _calendar: WorkingDays, lang: str) -> str:
    at, record = full_day(beijing_day(event.at), lang), _record(event, lang)
    if "start" in event.data:
        old_start, start = _data_day(event, "old_start", lang), _data_day(event, "start", lang)
        due = _data_day(event, "due", lang)
        return say(
            "deadlines.event.corrected_start", lang, at=at, old_start=old_start, start=start, due=due, record=record
        )
    return say("deadlines.event.corrected_performance", lang, at=at, on=_performed_on(event, lang), record=record)


def _met(deadline: Deadline, event: Event, _calendar: WorkingDays, lang: str) -> str:
    """In time or late is told of the day that holds now: a correction may have changed it."""
    key = "deadlines.event.met_in_time" if deadline.done_in_time else "deadlines.event.met_late"
    return say(key, lang, on=_performed_on(event, lang))


def _missed(_deadline: Deadline, event: Event, _calendar: WorkingDays, lang: str) -> str:
    return say("deadlines.event.missed", lang, due=_data_day(event, "due", lang))


def _closed(_deadline: Deadline, event: Event, _calendar: WorkingDays, lang: str) -> str:
    return say("deadlines.event.closed", lang, at=full_day(beijing_day(event.at), lang), record=_record(event, lang))


def _data_day(event: Event, name: str, lang: str) -> str:
    return full_day(optional_day(event.data[name]), lang)


def _performed_on(event: Event, lang: str) -> str:
    return full_day(beijing_day(datetime.fromisoformat(event.data["performed_at"])), lang)


def _ground(ground: str, lang: str) -> str:
    """The ground in words where it is a known code, else as it was given."""
    key = f"deadlines.ground.{ground}"
    words = say(key, lang)
    return ground if words == key else words


def _record(event: Event, lang: str) -> str:
    reason = event.data.get("reason")
    return say("deadlines.event.record", lang, reason=reason) if reason else ""


LINES: Mapping[EventKind, Callable[[Deadline, Event, WorkingDays, str], str]] = MappingProxyType(
    {
        EventKind.EXTENDED: _extended,
        EventKind.RECOMPUTED: _recomputed,
        EventKind.SUSPENDED: _suspended,
        EventKind.RESUMED: _resumed,
        EventKind.CORRECTED: _corrected,
        EventKind.MET: _met,
        EventKind.MISSED: _missed,
        EventKind.CLOSED: _closed,
    }
)
