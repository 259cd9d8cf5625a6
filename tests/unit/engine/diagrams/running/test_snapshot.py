"""The bytes of a case: its tokens alone, bound to their format, library and definition."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Thread
from typing import Any

import orjson
import pytest

from engine.deadlines.ledger import Ledger
from engine.deadlines.working_days import WorkingDays
from engine.diagrams.definition import Definition
from engine.diagrams.instance import Instance
from engine.diagrams.standing import keep, revive
from engine.diagrams.world import World
from engine.errors import Incident

At = datetime(2026, 3, 2, 2, tzinfo=UTC)


@pytest.fixture
def world(working_days: WorkingDays) -> World:
    return World(At, Ledger([], working_days))


@pytest.fixture
def three(definition: Callable[[str], Definition]) -> Definition:
    return definition("three_user_tasks")


def test_the_bytes_hold_no_diagram(three: Definition, world: World) -> None:
    state = Instance.start(three, {"case": "c1"}, world).dump()
    assert len(state) < 1_000
    assert b"Work on" not in state
    assert b"bpmn" not in state


def test_reading_back_gives_the_same_bytes(three: Definition, world: World) -> None:
    state = Instance.start(three, {"list": [1, True, 1.0, None, {"a": []}]}, world).dump()
    assert Instance.restore(three, state, world).dump() == state


def test_true_and_one_stay_apart(three: Definition, world: World) -> None:
    case = Instance.start(three, {"flags": [1, {"x": 0}]}, world)
    case.complete(case.open_tasks()[0].id, {"flags": [True, {"x": False}]})
    case = Instance.restore(three, case.dump(), world)
    flags = case.task_data(case.open_tasks()[0].id)["flags"]
    assert flags[0] is True
    assert flags[1]["x"] is False


@pytest.mark.parametrize("field", ["format", "library", "definition", "process"])
def test_bytes_of_another_make_are_refused(three: Definition, world: World, field: str) -> None:
    raw = orjson.loads(Instance.start(three, {}, world).dump())
    raw[field] = "other"
    with pytest.raises(Incident) as refused:
        Instance.restore(three, orjson.dumps(raw), world)
    assert refused.value.key == "running.incident.state_of_another"


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b"\x00", b"null"])
def test_what_is_no_state_is_refused(three: Definition, world: World, raw: bytes) -> None:
    with pytest.raises(Incident):
        Instance.restore(three, raw, world)


def test_ids_of_open_tasks_survive(three: Definition, world: World) -> None:
    case = Instance.start(three, {}, world)
    again = Instance.restore(three, case.dump(), world)
    assert again.open_tasks() == case.open_tasks()


def test_a_kept_case_is_read_back_as_from_bytes_and_stays_as_it_is(
    definition: Callable[[str], Definition], world: World
) -> None:
    big = definition("big")
    case = Instance.start(big, {"list": [1, {"a": []}]}, world)
    for _ in range(30):
        kept, state = keep(case), case.dump()
        read_back = Instance.restore(big, state, world).dump()
        for again in (revive(big, kept, world), revive(big, kept, world)):
            assert again.dump() == read_back
            again.complete(again.open_tasks()[-1].id, {"list": []})
        assert orjson.dumps(kept) == state
        case = revive(big, kept, world)
        case.complete(case.open_tasks()[-1].id, {})


def test_the_big_round_runs_and_stays_small(definition: Callable[[str], Definition], world: World) -> None:
    big = definition("big")
    case, sizes = Instance.start(big, {}, world), []
    for _ in range(66):
        case = Instance.restore(big, case.dump(), world)
        case.complete(case.open_tasks()[-1].id, {})
        sizes.append(len(case.dump()))
    assert case.is_completed
    assert case.data["rounds"] == 3
    assert max(sizes[44:]) <= max(sizes[:22]) * 1.1


def test_sixty_rounds_cost_no_more_than_the_first(definition: Callable[[str], Definition], world: World) -> None:
    loop = definition("loop_60")
    case, sizes = Instance.start(loop, {}, world), []
    while not case.is_completed:
        case.complete(case.open_tasks()[0].id, {})
        sizes.append(len(case.dump()))
    assert len(sizes) == 60
    assert max(sizes[-10:]) <= max(sizes[:10]) * 1.3


def test_a_sequence_of_sixty_members(definition: Callable[[str], Definition], world: World) -> None:
    case = Instance.start(definition("sequential_mi_60"), {}, world)
    items = []
    while not case.is_completed:
        items.append(case.open_tasks()[0].item)
        case.complete(case.open_tasks()[0].id, {})
    assert items == [str(number) for number in range(60)]


def test_one_definition_serves_many_threads(definition: Callable[[str], Definition], working_days: WorkingDays) -> None:
    big, ended = definition("big"), []

    def run(number: int) -> None:
        world = World(At, Ledger([], working_days))
        case = Instance.start(big, {"number": number}, world)
        while not case.is_completed:
            case.complete(case.open_tasks()[0].id, {})
            case = Instance.restore(big, case.dump(), world)
        ended.append((case.data["number"], case.data["rounds"]))

    threads = [Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == [(number, 3) for number in range(4)]


def test_data_with_foreign_values_are_not_dumped(three: Definition, world: World) -> None:
    case = Instance.start(three, {}, world)
    host: Any = case._host
    host.tree.last_task.data["x"] = {1: object()}
    with pytest.raises(Incident):
        case.dump()
