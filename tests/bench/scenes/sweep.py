"""The sweep: what it costs to find nothing due among very many timers, and to fire each of those that are."""

from __future__ import annotations

import time
from datetime import timedelta

from engine.actions.worker.fire_due_timers import fire_due_timers
from tests.bench.counting import counting
from tests.bench.crowd import crowd
from tests.bench.floor import Floor
from tests.bench.house import House
from tests.bench.place import Place
from tests.bench.rows import Row, row, timed

BESIDE = "three_user_tasks"
IDLE_SHAPE, DUE_SHAPE = "boundary_deadline", "timer_wait"
#: the timers of the shapes run 42 days
LATER = timedelta(days=43)
#: the floor has no clock that can be moved: its timers run one second
FLOOR_WAITS = 1.1


def measure(place: Place) -> list[Row]:
    return [_idle(place), *_due(place)]


def _idle(place: Place) -> Row:
    with place.house("idle") as (house, _):
        case = house.start(IDLE_SHAPE).case_id
        crowd(house.office.database, case, place.sizes.waiting)
        fire_due_timers(house.office)
        with counting(house.office.database.engine) as counts:
            fire_due_timers(house.office)
        durations = [timed(lambda: fire_due_timers(house.office))[0] for _ in range(place.sizes.repeats)]
    return row("sweep.idle_100k", durations, statements=counts.statements, commits=counts.commits)


def _due(place: Place) -> list[Row]:
    """Per timer: the whole sweep divided by the timers it fired; the floor is one case at a time.

    A timer is to cost about what a cold completion costs, so some of these are measured right before and after.
    """
    with place.house("due") as (house, database):
        floor = Floor(database, DUE_SHAPE, due_now=True)
        waiting = [floor.start() for _ in range(place.sizes.due)]
        for _ in range(place.sizes.due):
            house.start(DUE_SHAPE)
        house.forget()
        cold = _cold_completions(house, place.sizes.cases)
        house.clock.advance(LATER)
        with counting(house.office.database.engine) as counts:
            took, fired = timed(lambda: fire_due_timers(house.office))
        assert fired == place.sizes.due
        cold += _cold_completions(house, place.sizes.cases)
        time.sleep(FLOOR_WAITS)
        least = [timed(lambda: floor.fire(case))[0] for case in waiting]  # noqa: B023  # called at once
    found = row("sweep.due_1000", [took / fired], least)
    found.n = fired
    found.sql_statements, found.commits = round(counts.statements / fired), round(counts.commits / fired)
    return [found, row("sweep.cold_completion", cold)]


def _cold_completions(house: House, number: int) -> list[float]:
    durations = []
    for _ in range(number):
        task = house.start(BESIDE).open_tasks[0].id
        house.forget()
        durations.append(timed(lambda: house.complete(task, "同意（虚构）"))[0])  # noqa: B023  # called at once
    return durations
