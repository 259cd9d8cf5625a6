"""One meeting as an iCalendar file (RFC 5545): a request, its change or its cancellation, for any calendar program.

The address of a participant is a name of ours (`urn:huishang:…`): the house knows no mail addresses of units.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vCalAddress, vText

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
MAKER = "-//huishang//meeting//ZH"
MEDIA = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody in the file: the key behind the address, and the name that is shown."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class MeetingEvent:
    """What the file tells. `starts` and `ends` are aware; without them the meeting takes the whole `day`."""

    uid: str
    sequence: int
    made_at: datetime
    day: date
    starts: datetime | None
    ends: datetime | None
    summary: str
    location: str
    organizer: Invited
    invited: tuple[Invited, ...]


def calendar_file(event: MeetingEvent, method: str) -> bytes:
    """The file. `method` is REQUEST, CANCEL or PUBLISH."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(event, method))
    written: bytes = calendar.to_ical()
    return written


def _event(event: MeetingEvent, method: str) -> Event:
    made = Event()
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    made.add("dtstamp", event.made_at)
    if event.starts is not None:
        made.add("dtstart", event.starts)
        made.add("dtend", event.ends or event.starts + timedelta(hours=2))
    else:
        made.add("dtstart", event.day)
        made.add("dtend", event.day + timedelta(days=1))
    made.add("summary", event.summary)
    if event.location:
        made.add("location", event.location)
    made.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    made.add("class", "CONFIDENTIAL")
    made.add("organizer", _address(event.organizer))
    for one in event.invited:
        made.add("attendee", _address(one, asks=method == REQUEST), encode=False)
    return made


def _address(one: Invited, *, asks: bool = False) -> vCalAddress:
    address = vCalAddress(f"urn:huishang:{one.key}")
    address.params["cn"] = vText(one.name)
    if asks:
        address.params["RSVP"] = vText("TRUE")
        address.params["PARTSTAT"] = vText("NEEDS-ACTION")
    return address
