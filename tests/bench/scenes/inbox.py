"""The first page of one person's inbox among very many open tasks, over HTTP."""

from __future__ import annotations

from tests.bench.counting import counting
from tests.bench.crowd import crowd
from tests.bench.house import HEADERS, House
from tests.bench.place import Place
from tests.bench.rows import Row, row, timed

SHAPE, GROUP = "three_user_tasks", "bench"
PAGE = "/api/v1/tasks"


def measure(place: Place) -> list[Row]:
    with place.house("inbox") as (house, _):
        crowd(house.office.database, house.start(SHAPE).case_id, place.sizes.inbox, own_group=GROUP)
        assert _page(house)["items"]
        with counting(house.office.database.engine) as counts:
            _page(house)
        durations = [timed(lambda: _page(house))[0] for _ in range(place.sizes.repeats)]
    return [row("inbox_100k", durations, statements=counts.statements, commits=counts.commits)]


def _page(house: House) -> dict[str, object]:
    answer = house.client.get(PAGE, headers=HEADERS)
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.get_json()
    return found
