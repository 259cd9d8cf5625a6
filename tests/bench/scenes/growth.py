"""Whether a case gets slower as it goes on: sixty rounds of one task, and 22 opinions in three rounds."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.counting import counting
from tests.bench.floor import Floor
from tests.bench.house import House
from tests.bench.place import Place
from tests.bench.rows import Row, row, timed
from tests.bench.sizes import OPINION

ENDS = 10
#: completions after which the next case begins
STAGGER = 12
#: what a case that has ended gives instead of a turn
DONE = object()
TEXT = "再议（虚构）"


#: durations of one case in the order of its completions
Durations = list[float]


def measure(place: Place) -> list[Row]:
    with place.house("growth") as (house, database):
        loop, big = Floor(database, "loop_60"), Floor(database, "big")
        loops = _played(loop, house, "loop_60", TEXT, place.sizes.loops)
        bigs = _played(big, house, "big", OPINION, place.sizes.big)
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


def _staggered(cases: list[Iterator[None]]) -> None:
    """Play cases side by side, each begun some turns after the last, so that noise hits early and late rounds alike."""
    waiting, running = list(cases), [cases[0]]
    del waiting[0]
    turn = 0
    while running:
        turn += 1
        if waiting and turn % STAGGER == 0:
            running.append(waiting.pop(0))
        running = [case for case in running if next(case, DONE) is not DONE]
        if not running and waiting:
            running.append(waiting.pop(0))


def _turns(floor: Floor, house: House, shape: str, text: str, took: tuple[Durations, Durations]) -> Iterator[None]:
    """One case at the floor and one of ours, a completion here and a completion there, until both have ended."""
    case, ended = floor.start(), False
    open_tasks = [{"id": task.id} for task in house.start(shape).open_tasks]
    while open_tasks:
        assert not ended
        duration, ended = timed(lambda: floor.complete(case, text))
        took[0].append(duration)
        task = open_tasks[0]["id"]
        duration, answer = timed(lambda: house.complete_http(task, text))  # noqa: B023  # called at once
        took[1].append(duration)
        open_tasks = answer["tasks"]
        yield
    assert ended


def _played(floor: Floor, house: House, shape: str, text: str, times: int) -> list[tuple[Durations, Durations]]:
    took: list[tuple[Durations, Durations]] = [([], []) for _ in range(times)]
    _staggered([_turns(floor, house, shape, text, one) for one in took])
    return took


def _counts(house: House) -> tuple[int, int]:
    task = house.start("loop_60").open_tasks[0].id
    with counting(house.office.database.engine) as counts:
        house.complete_http(task, TEXT)
    return counts.statements, counts.commits
