"""Whether a case gets slower as it goes on: sixty rounds of one task, and 22 opinions in three rounds."""

from __future__ import annotations

from tests.bench.counting import counting
from tests.bench.floor import Floor
from tests.bench.house import House
from tests.bench.place import Place
from tests.bench.rows import Row, row, timed
from tests.bench.sizes import OPINION

ENDS = 10
TEXT = "再议（虚构）"


#: durations of one case in the order of its completions
Durations = list[float]


def measure(place: Place) -> list[Row]:
    with place.house("growth") as (house, database):
        loop, big = Floor(database, "loop_60"), Floor(database, "big")
        loops = [_together(loop, house, "loop_60", TEXT) for _ in range(place.sizes.loops)]
        bigs = [_together(big, house, "big", OPINION) for _ in range(place.sizes.big)]
        statements, commits = _counts(house)
    first = _row("loop_60.first10", loops, slice(ENDS), statements, commits)
    last = _row("loop_60.last10", loops, slice(-ENDS, None), statements, commits)
    return [first, last, _row("big.http", bigs, slice(None), None, None)]


def _row(
    name: str,
    cases: list[tuple[Durations, Durations]],
    part: slice,
    statements: int | None,
    commits: int | None,
) -> Row:
    ours = [took for _, durations in cases for took in durations[part]]
    floor = [took for durations, _ in cases for took in durations[part]]
    return row(name, ours, floor, statements=statements, commits=commits)


def _together(floor: Floor, house: House, shape: str, text: str) -> tuple[Durations, Durations]:
    """One case at the floor and one of ours, a completion here and a completion there, until both have ended."""
    case, ended = floor.start(), False
    open_tasks = [{"id": task.id} for task in house.start(shape).open_tasks]
    least: Durations = []
    ours: Durations = []
    while open_tasks:
        assert not ended
        took, ended = timed(lambda: floor.complete(case, text))
        least.append(took)
        task = open_tasks[0]["id"]
        took, answer = timed(lambda: house.complete_http(task, text))  # noqa: B023  # called at once
        ours.append(took)
        open_tasks = answer["tasks"]
    assert ended
    return least, ours


def _counts(house: House) -> tuple[int, int]:
    task = house.start("loop_60").open_tasks[0].id
    with counting(house.office.database.engine) as counts:
        house.complete_http(task, TEXT)
    return counts.statements, counts.commits
