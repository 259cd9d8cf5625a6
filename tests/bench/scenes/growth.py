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


def measure(place: Place) -> list[Row]:
    with place.house("growth") as (house, database):
        loops = [
            (_floor(Floor(database, "loop_60"), TEXT), _http(house, "loop_60", TEXT)) for _ in range(place.sizes.loops)
        ]
        big = [(_floor(Floor(database, "big"), OPINION), _http(house, "big", OPINION)) for _ in range(place.sizes.big)]
        statements, commits = _counts(house)
    first = row(
        "loop_60.first10",
        [took for _, ours in loops for took in ours[:ENDS]],
        [took for floor, _ in loops for took in floor[:ENDS]],
        statements=statements,
        commits=commits,
    )
    last = row(
        "loop_60.last10",
        [took for _, ours in loops for took in ours[-ENDS:]],
        [took for floor, _ in loops for took in floor[-ENDS:]],
        statements=statements,
        commits=commits,
    )
    whole = row("big.http", [took for _, ours in big for took in ours], [took for floor, _ in big for took in floor])
    return [first, last, whole]


def _floor(floor: Floor, text: str) -> list[float]:
    case, durations, ended = floor.start(), [], False
    while not ended:
        took, ended = timed(lambda: floor.complete(case, text))
        durations.append(took)
    return durations


def _http(house: House, shape: str, text: str) -> list[float]:
    durations, open_tasks = [], [{"id": task.id} for task in house.start(shape).open_tasks]
    while open_tasks:
        task = open_tasks[0]["id"]
        took, answer = timed(lambda: house.complete_http(task, text))  # noqa: B023  # called at once
        durations.append(took)
        open_tasks = answer["tasks"]
    return durations


def _counts(house: House) -> tuple[int, int]:
    task = house.start("loop_60").open_tasks[0].id
    with counting(house.office.database.engine) as counts:
        house.complete_http(task, TEXT)
    return counts.statements, counts.commits
