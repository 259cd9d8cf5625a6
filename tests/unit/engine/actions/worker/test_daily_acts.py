"""What the house does once a day: ask for next year's notice, seal the chains; however many workers look."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import orjson
import pytest

from engine.actions.calendar.alarm_calendar import alarm_calendar
from engine.actions.house.office import Office
from engine.actions.records.seal_day import Seal, seal_day, seal_of
from engine.cases.audit_words import Word
from engine.clock import MovableClock, at_beijing
from engine.storage import audit, outbox
from engine.storage.audit import Head


def records(office: Office, chain: str) -> list[str]:
    with office.database.reading() as connection:
        return [one.record.word for one in audit.read(connection, chain)]


@pytest.mark.parametrize(
    ("day", "missing"),
    [
        pytest.param(date(2026, 10, 31), None, id="not before November"),
        pytest.param(date(2026, 11, 1), 2027, id="from 1 November"),
        pytest.param(date(2025, 11, 4), None, id="published that day"),
        pytest.param(date(2025, 11, 3), 2026, id="the day before"),
    ],
)
def test_next_year_is_asked_for(office: Office, clock: MovableClock, day: date, missing: int | None) -> None:
    clock.move_to(at_beijing(day, 9))
    assert alarm_calendar(office) == missing
    assert records(office, "calendar") == ([Word.CALENDAR_ALARMED] if missing else [])


def test_it_is_asked_once_a_day_by_all_workers(office: Office, second_office: Office, clock: MovableClock) -> None:
    clock.move_to(at_beijing(date(2026, 11, 1), 0, 1))
    for each in (office, second_office, office):
        assert alarm_calendar(each) == 2027
    assert len(records(office, "calendar")) == 1
    clock.advance(timedelta(days=1))
    alarm_calendar(second_office)
    assert len(records(office, "calendar")) == 2
    with office.database.reading() as connection:
        assert {event.type for _, event in outbox.read(connection)} == {"calendar.year.missing"}


def test_a_day_is_sealed_once_and_kept_outside(office: Office, second_office: Office) -> None:
    kept: list[Seal] = []
    assert seal_day(office, kept.append)
    assert not seal_day(second_office, kept.append)
    assert len(kept) == 1
    with office.database.reading() as connection:
        assert audit.seals(connection) == [(kept[0].day, bytes.fromhex(kept[0].head), kept[0].records)]


def test_a_seal_that_cannot_be_kept_outside_does_not_exist(office: Office) -> None:
    def fail(_seal: Seal) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        seal_day(office, fail)
    with office.database.reading() as connection:
        assert audit.seals(connection) == []
    assert seal_day(office, lambda _seal: None)


def test_the_head_covers_every_chain_whatever_their_order() -> None:
    heads = {"b": Head(2, b"\x02" * 32), "a": Head(1, b"\x01" * 32)}
    at = at_beijing(date(2026, 11, 24), 9)
    sealed = seal_of(heads, date(2026, 11, 24), at)
    spelled = orjson.dumps([("a", (1, "01" * 32)), ("b", (2, "02" * 32))])
    assert sealed.head == hashlib.sha256(spelled).hexdigest()
    assert sealed.records == 3
    assert sealed == seal_of(dict(reversed(heads.items())), date(2026, 11, 24), at)
    assert sealed.head != seal_of(heads | {"a": Head(1, b"\x03" * 32)}, date(2026, 11, 24), at).head
