"""The lists of a working day among very many open tasks, as pages through the whole web stack: the 95th percentile."""

from __future__ import annotations

from collections.abc import Callable
from statistics import quantiles
from typing import Any

from engine.actions.lists.boxes import todo
from engine.clock import beijing_day
from tests.bench.counting import counting
from tests.bench.house import WORKER, House
from tests.bench.listed import listed_crowd
from tests.bench.place import Place
from tests.bench.rows import Row, timed
from webhooks.pages import sessions
from webhooks.paging import cursor_of

SHAPE, GROUP = "boundary_deadline", "bench"
#: what is asked, by the name of its row
PAGES = {
    "inbox": "/inbox/group?all=yes",
    "inbox_late": "/inbox/group?due=overdue",
    "inbox_last_page": "",
    "inbox_narrow": "/inbox/group?state=implementing&urgency=urgent&applicant=education",
    "inbox_search": "/inbox/group?search=2026〕100123",
    "inbox_search_wide": "/inbox/group?search=wcnry",
    "inbox_search_nothing": "/inbox/group?search=nothing",
    "desk": "/",
    "supervision": "/supervision",
    "counts": "/frame/counts",
}


def measure(place: Place) -> list[Row]:
    with place.house("lists") as (house, _):
        case = house.start(SHAPE).case_id
        today = beijing_day(house.clock.now())
        listed_crowd(house.office.database, case, place.sizes.inbox, GROUP, today)
        _know(house)
        client = house.client
        client.set_cookie(sessions.COOKIE, sessions.open_for(house.office, WORKER))
        return [_row(house, name, _address(house, name), place.sizes.repeats) for name in PAGES]


def _row(house: House, name: str, address: str, repeats: int) -> Row:
    ask = _asking(house, address)
    for _ in range(2):  # templates, compiled statements and units are known from here on
        ask()
    with counting(house.office.database.engine) as counts:
        ask()
    durations = [timed(ask)[0] * 1000 for _ in range(max(repeats, 2))]
    p95 = quantiles(durations, n=20, method="inclusive")[-1]
    return Row(f"lists.{name}.p95", round(p95, 2), sql_statements=counts.statements, commits=counts.commits, n=repeats)


def _asking(house: House, address: str) -> Callable[[], Any]:
    def ask() -> None:
        answer = house.client.get(address, headers={"Accept": "text/html"})
        assert answer.status_code == 200, answer.text

    return ask


def _address(house: House, name: str) -> str:
    """The last page is as deep as the list goes."""
    if PAGES[name]:
        return PAGES[name]
    after = ("2026-12-01", "")
    page = todo(house.office, house.worker, after=after)
    return f"/inbox/group?all=yes&after={cursor_of(page.next or after)}"


def _know(house: House) -> None:
    """A database in use knows its tables: PostgreSQL by itself, SQLite when it is asked to."""
    with house.office.database.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
