"""The shipped calendar, a made-up notice for 2027, and ledgers to act on. All notices and cases here marked 虚构."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from engine.calendar_files import shipped_tables
from engine.clock import at_beijing
from engine.deadlines.ledger import Ledger
from engine.deadlines.working_days import WorkingDays

#: 虚构: turns the end of 2026 round and publishes 2027
NOTICE_2027 = {
    "year": 2027,
    "layer": "national",
    "notices": [
        {
            "version": 1,
            "title": "关于2027年部分节假日安排的通知（虚构）",
            "number": None,
            "issuer": "虚构机关",
            "published_on": "2026-12-01",
            "arrangements": [
                {"occasion": "元旦", "off": ["2026-12-31", "2027-01-01"], "work": ["2026-12-27", "2027-01-03"]},
                {"occasion": "春节", "off": ["2027-02-05", "2027-02-08", "2027-02-09"], "work": ["2027-01-31"]},
            ],
        }
    ],
}

#: 虚构: two days of flood in Zhengzhou's imagination
FLOOD_2021 = {
    "year": 2021,
    "layer": "local",
    "notices": [
        {
            "version": 1,
            "title": "关于暴雨期间停止办公的通告（虚构）",
            "number": "虚政办〔2021〕1号",
            "issuer": "虚构省政府办公厅",
            "published_on": "2021-07-20",
            "arrangements": [{"occasion": "暴雨", "occasion_en": "rainstorm", "off": ["2021-07-21", "2021-07-22"]}],
        },
        {
            "version": 2,
            "title": "关于恢复办公的通告（虚构）",
            "number": "虚政办〔2021〕2号",
            "issuer": "虚构省政府办公厅",
            "published_on": "2021-07-21",
            "arrangements": [{"occasion": "恢复办公", "work": ["2021-07-22"]}],
        },
    ],
}


@pytest.fixture(scope="session")
def calendar():
    """All notices that ship."""
    return WorkingDays.from_tables(shipped_tables())


@pytest.fixture(scope="session")
def calendar_2027():
    """The shipped notices and the made-up one for 2027."""
    return WorkingDays.from_tables([*shipped_tables(), NOTICE_2027])


@pytest.fixture(scope="session")
def calendar_with_flood():
    """The shipped notices and a local closure, half of it taken back a day later."""
    return WorkingDays.from_tables([*shipped_tables(), FLOOD_2021])


@pytest.fixture
def notice_2027():
    return NOTICE_2027


@pytest.fixture
def noon():
    """12:00 in Beijing of a day written YYYY-MM-DD."""
    return lambda day: at_beijing(date.fromisoformat(day), 12)


@pytest.fixture
def opened(calendar):
    """A ledger with one open implementation clock; keywords replace what is usual."""

    def make(start="2022-04-20", days=calendar, at=None, **changes):
        at = at or at_beijing(date.fromisoformat(start), 12)
        given = {"start_rule": "consensus", "length": 30, "unit": "working_days", "basis": "R6", "proposed": False}
        ledger = Ledger([], days)
        ledger.open("implementation", "d1", start=date.fromisoformat(start), at=at, by="p-1", **(given | changes))
        return ledger

    return make


@pytest.fixture
def utc():
    """An instant in UTC."""
    return lambda *parts: datetime(*parts, tzinfo=UTC)
