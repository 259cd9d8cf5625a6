"""A calendar file says the same when it is read again, by the library and by the rules of RFC 5545."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from engine.documents.calendar_file import CANCEL, PUBLISH, REQUEST, Invited, MeetingEvent, calendar_file

TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=80).map(str.strip).filter(bool)
INSTANTS = st.integers(1_640_995_200, 2_051_222_400).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
GUESTS = st.lists(st.builds(Invited, st.from_regex(r"[a-z_.]{1,20}", fullmatch=True), TEXT), max_size=4).map(tuple)
EVENTS = st.builds(
    MeetingEvent,
    uid=st.from_regex(r"meeting-[0-9a-f]{32}@huishang\.invalid", fullmatch=True),
    sequence=st.integers(0, 1000),
    made_at=INSTANTS,
    day=st.dates(date(2022, 1, 1), date(2035, 1, 1)),
    starts=st.none() | INSTANTS,
    ends=st.none(),
    summary=TEXT,
    location=TEXT,
    organizer=st.builds(Invited, st.just("province_office"), TEXT),
    invited=GUESTS,
)
METHODS = st.sampled_from([REQUEST, CANCEL, PUBLISH])


@given(EVENTS, METHODS, st.integers(1, 600))
def test_what_is_read_is_what_was_written(event, method, minutes):
    event = replace(event, ends=event.starts + timedelta(minutes=minutes) if event.starts else None)

    calendar = Calendar.from_ical(calendar_file(event, method))
    (read,) = calendar.walk("VEVENT")

    assert str(calendar["METHOD"]) == method
    assert (str(read["UID"]), int(read["SEQUENCE"])) == (event.uid, event.sequence)
    assert str(read["SUMMARY"]) == event.summary
    assert str(read["LOCATION"]) == event.location
    assert read.decoded("DTSTAMP") == event.made_at
    assert read.decoded("DTSTART") == (event.starts or event.day)
    assert read.decoded("DTEND") == (event.ends or event.day + timedelta(days=1))
    assert str(read["STATUS"]) == ("CANCELLED" if method == CANCEL else "CONFIRMED")
    guests = read.get("ATTENDEE", [])
    guests = guests if isinstance(guests, list) else [guests]
    assert [str(one) for one in guests] == [f"urn:huishang:{one.key}" for one in event.invited]
    assert all(one.params.get("RSVP") == "TRUE" for one in guests) or method != REQUEST


@given(EVENTS, METHODS)
def test_lines_are_folded_as_the_rule_wants(event, method):
    raw = calendar_file(event, method)

    assert raw.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert raw.replace(b"\r\n", b"").count(b"\n") == 0


@pytest.mark.parametrize("name", ['甲"乙', "a;b", "a:b", "a\\nb", "a,b"])
def test_names_with_marks_do_not_break_out_of_their_place(name):
    event = MeetingEvent(
        uid="meeting-1@huishang.invalid",
        sequence=0,
        made_at=datetime(2026, 1, 1, tzinfo=UTC),
        day=date(2026, 1, 2),
        starts=None,
        ends=None,
        summary=name,
        location=name,
        organizer=Invited("province_office", name),
        invited=(Invited("education", name),),
    )

    (read,) = Calendar.from_ical(calendar_file(event, REQUEST)).walk("VEVENT")

    assert str(read["SUMMARY"]) == name
    assert str(read["ATTENDEE"]) == "urn:huishang:education"
