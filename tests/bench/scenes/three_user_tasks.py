"""Completing the tasks of a short case: at the floor, as an action hot and cold, and through the whole web stack."""

from __future__ import annotations

from tests.bench.counting import counting
from tests.bench.floor import Floor
from tests.bench.house import House
from tests.bench.place import Place
from tests.bench.rows import Row, row, timed

SHAPE, TEXT, TASKS = "three_user_tasks", "同意（虚构）", 3


def measure(place: Place) -> list[Row]:
    """Case by case in turn, so that whatever slows the machine down slows all of them."""
    with place.house("three") as (house, database):
        floor = Floor(database, SHAPE)
        times: dict[str, list[float]] = {
            name: [] for name in ("floor", "action", "cold", "http", "start", "floor_start")
        }
        for number in range(place.sizes.cases + 1):
            _turn(house, floor, times)
            if number == 0:
                for durations in times.values():
                    durations.clear()  # the first turn compiles and fills caches
        action, http, start = _counts(house)
    least = times["floor"]
    return [
        row(f"{SHAPE}.action", times["action"], least, statements=action[0], commits=action[1]),
        row(f"{SHAPE}.action_cold", times["cold"], least),
        row(f"{SHAPE}.http", times["http"], least, statements=http[0], commits=http[1]),
        row(f"{SHAPE}.start_http", times["start"], times["floor_start"], statements=start[0], commits=start[1]),
    ]


def _turn(house: House, floor: Floor, times: dict[str, list[float]]) -> None:
    took, case = timed(lambda: floor.start())
    times["floor_start"].append(took)
    times["floor"] += [timed(lambda: floor.complete(case, TEXT))[0] for _ in range(TASKS)]
    _actions(house, times["action"], cold=False)
    _actions(house, times["cold"], cold=True)
    took, started = timed(lambda: house.start_http(SHAPE))
    times["start"].append(took)
    open_tasks = started["tasks"]
    while open_tasks:
        task = open_tasks[0]["id"]
        took, answer = timed(lambda: house.complete_http(task, TEXT))  # noqa: B023  # called at once
        times["http"].append(took)
        open_tasks = answer["tasks"]


def _actions(house: House, durations: list[float], *, cold: bool) -> None:
    open_tasks = house.start(SHAPE).open_tasks
    while open_tasks:
        task = open_tasks[0].id
        if cold:
            house.forget()
        took, answer = timed(lambda: house.complete(task, TEXT))  # noqa: B023  # called at once
        durations.append(took)
        open_tasks = answer.open_tasks


def _counts(house: House) -> list[tuple[int, int]]:
    """Statements and commits of one hot action, one completion over HTTP, and one start over HTTP."""
    engine = house.office.database.engine
    task, other = (house.start(SHAPE).open_tasks[0].id for _ in range(2))
    with counting(engine) as action:
        house.complete(task, TEXT)
    with counting(engine) as http:
        house.complete_http(other, TEXT)
    with counting(engine) as start:
        house.start_http(SHAPE)
    return [(one.statements, one.commits) for one in (action, http, start)]
