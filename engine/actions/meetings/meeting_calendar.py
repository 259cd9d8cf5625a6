"""The calendar file of a meeting for whoever asks: an invitation to the own cases, its change, or its cancellation.

It tells the kind of meeting and the numbers of the reader's own cases; no subject, no other case, no other guest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from engine.actions.casework.parts import UNIT
from engine.actions.house.names import person_word, unit_words
from engine.actions.house.office import Office
from engine.actions.meetings.meeting_plans import CANCELLED
from engine.actions.meetings.meeting_view import MeetingView, show_meeting
from engine.clock import at_beijing
from engine.documents.calendar_file import CANCEL, MEDIA, PUBLISH, REQUEST, Invited, MeetingEvent, calendar_file
from engine.errors import Conflict
from engine.people.actor import Actor
from engine.people.subjects import CaseFacts
from engine.texts.catalogue import say

#: as many case numbers as a calendar's heading bears
MOST_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A file to be taken away."""

    data: bytes
    media: str
    filename: str


def calendar_of(office: Office, actor: Actor, meeting: str, lang: str) -> CalendarFile:
    """The file. Raises what `show_meeting` raises, Conflict for a meeting that has no day."""
    view = show_meeting(office, actor, meeting)
    if view.day is None:
        raise Conflict("meeting.no_day")
    method = CANCEL if view.row["status"] == CANCELLED else REQUEST if view.own else PUBLISH
    data = calendar_file(_event(office, view, view.day, lang), method)
    return CalendarFile(data, MEDIA, f"{say('meeting.file', lang)}-{view.day.isoformat()}.ics")


def _event(office: Office, view: MeetingView, day: date, lang: str) -> MeetingEvent:
    bodies = CaseFacts(id="")
    host = Invited(bodies.office_unit, unit_words(office, lang).get(bodies.office_unit, bodies.office_unit))
    return MeetingEvent(
        uid=f"meeting-{view.row['id']}@huishang.invalid",
        sequence=view.row["sequence"],
        made_at=office.clock.now(),
        day=day,
        starts=_instant(day, view.time.starts) if view.time else None,
        ends=_instant(day, view.time.ends) if view.time and view.row["ends_at"] else None,
        summary=_summary(view, lang),
        location=" ".join(part for part in (view.row["place"], view.row["room"]) if part),
        organizer=host,
        invited=tuple(_guest(office, one.kind, one.who, lang) for one in view.own),
    )


def _summary(view: MeetingView, lang: str) -> str:
    numbers = [line.number for line in view.lines]
    shown = say("meeting.and", lang).join(numbers[:MOST_NUMBERS])
    more = say("meeting.and_more", lang, number=len(numbers)) if len(numbers) > MOST_NUMBERS else ""
    return say("meeting.summary", lang, numbers=shown + more) if numbers else say("meeting.file", lang)


def _guest(office: Office, kind: str, who: str, lang: str) -> Invited:
    return Invited(who, unit_words(office, lang).get(who, who) if kind == UNIT else person_word(office, who, lang))


def _instant(day: date, minutes: int) -> datetime:
    return at_beijing(day, min(minutes, 1439) // 60, min(minutes, 1439) % 60)
