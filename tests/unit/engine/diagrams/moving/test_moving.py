"""Law: a case judged safe to move goes on like one that ran on the new version from the start, by the same choices."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from engine.calendar_files import shipped_tables
from engine.deadlines.ledger import Ledger
from engine.deadlines.working_days import WorkingDays
from engine.diagrams import folding
from engine.diagrams.instance import Instance
from engine.diagrams.moving.comparing import Comparison
from engine.diagrams.moving.judging import judge
from engine.diagrams.moving.signatures import Side
from engine.diagrams.moving.stored import same_tokens
from engine.diagrams.snapshot import rehung
from engine.diagrams.world import World
from engine.errors import Conflict

from .blocks import Block, side_of

WORKING_DAYS = WorkingDays.from_tables(shipped_tables())
MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)
LEAVES = ("task", "script", "wait", "timed", "nudged")
AROUND_ONE = ("loop", "inner", "stoppable", "members", "first")
AROUND_TWO = ("seq", "both", "choice", "some")
TO_THE_END = [11, 0, 1] * 12
#: one move as it was made: what kind, of which element and item, at which step
Move = tuple[str, str, str, int]


def blocks() -> st.SearchStrategy[Block]:
    return _unnamed().map(lambda block: _named(block, iter(range(1000))))


def _unnamed() -> st.SearchStrategy[Block]:
    value = st.integers(0, 3)
    leaf = st.tuples(st.sampled_from(LEAVES), st.just(""), value, st.just(()))
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(AROUND_ONE), st.just(""), value, st.tuples(inner)),
            st.tuples(st.sampled_from(AROUND_TWO), st.just(""), value, st.tuples(inner, inner)),
            st.tuples(st.just("seq"), st.just(""), value, st.tuples(inner, inner)),
        ),
        max_leaves=6,
    )


def _named(block: Block, numbers: Iterator[int], prefix: str = "n") -> Block:
    kind, _, value, parts = block
    name = f"{prefix}{next(numbers)}"
    return kind, name, value, tuple(_named(part, numbers, prefix) for part in parts)


def _size(block: Block) -> int:
    return 1 + sum(map(_size, block[3]))


def mutated(block: Block, place: int, how: str, new: Block) -> Block:
    """The block with one change at its part number `place`, counted from outside."""
    if place == 0:
        return _changed(block, how, new)
    kind, name, value, parts = block
    place -= 1
    done = []
    for part in parts:
        size = _size(part)
        done.append(mutated(part, place, how, new) if 0 <= place < size else part)
        place -= size
    return kind, name, value, tuple(done)


def _changed(block: Block, how: str, new: Block) -> Block:
    kind, name, value, parts = block
    if how == "before":
        return "seq", f"seq_{new[1]}", 0, (new, block)
    if how == "after":
        return "seq", f"seq_{new[1]}", 0, (block, new)
    if how == "alter":
        return kind, name, value + 1, parts
    if how == "swap" and len(parts) == 2:
        return kind, name, value, (parts[1], parts[0])
    if how == "drop":
        return parts[0] if parts else ("script", f"gone_{name}", 0, ())
    if how == "wrap":
        return "stoppable", f"wrap_{new[1]}", 0, (block,)
    if how == "kind" and not parts:
        return ("script" if kind == "task" else "task"), name, value, ()
    return kind, name, value, parts


@pytest.fixture(autouse=True, scope="module")
def _fold_at_once() -> Iterator[None]:
    """Small cases fold too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "has_grown", lambda _tree: True)
        yield


class Play:
    """One case on one version, moved by moves that can be made again elsewhere."""

    def __init__(self, side: Side) -> None:
        self.at, self.ledger, self.side = MONDAY, Ledger([], WORKING_DAYS), side
        self.instance = Instance.start(side.definition, {}, self.world())

    def world(self) -> World:
        return World(self.at, self.ledger)

    def choose(self, move: int, step: int) -> Move:
        """What this number means in the present state."""
        messages = sorted((message.item, message.element) for message in self.instance.waiting_messages())
        tasks = sorted((task.element, task.item) for task in self.instance.open_tasks())
        if move > 10:
            return "time", "", "", step
        if move == 10 and messages:
            return "send", "", messages[0][0], step
        return ("do", *tasks[move % len(tasks)], step) if move < 10 and tasks else ("look", "", "", step)

    def make(self, move: Move) -> None:
        kind, element, item, step = move
        if kind == "time":
            self.at += timedelta(minutes=90)
        self.instance.with_world(self.world())
        if kind == "send":
            try:
                self.instance.send("stop", item, {"stopped": step})
            except Conflict as refused:
                assert refused.key == "running.message_unclear"  # noqa: PT017  # several may wait in one item
        elif kind == "do":
            task = next(one for one in self.instance.open_tasks() if (one.element, one.item) == (element, item))
            self.instance.complete(task.id, {f"done_{element}": step})
        else:
            self.instance.settle()

    def moved_to(self, side: Side) -> None:
        state = self.instance.dump()
        moved = rehung(self.side.definition, side.definition, state)
        assert same_tokens(state, moved)
        assert rehung(side.definition, self.side.definition, moved) == state
        self.instance = Instance.restore(side.definition, moved, self.world())
        self.side = side

    def seen(self) -> Any:
        """Everything a reader of this case can see now, without ids."""
        instance = self.instance
        return (
            sorted((task.element, task.item, task.name) for task in instance.open_tasks()),
            sorted((timer.element, timer.item, timer.due_at) for timer in instance.waiting_timers()),
            sorted((message.element, message.item) for message in instance.waiting_messages()),
            sorted((position.element, position.item, position.state) for position in instance.positions()),
            sorted(
                (task.element, task.item, json.dumps(instance.task_data(task.id), sort_keys=True))
                for task in instance.open_tasks()
            ),
            instance.is_completed,
            json.dumps(instance.data, sort_keys=True) if instance.is_completed else None,
        )


CHANGES = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.sampled_from(("before", "after", "alter", "swap", "drop", "wrap", "kind")),
        st.sampled_from((*LEAVES, "inner", "both")),
    ),
    min_size=1,
    max_size=2,
)


def next_version(block: Block, changes: list[tuple[int, str, str]]) -> Block:
    for number, (place, how, kind) in enumerate(changes):
        parts = {"inner": 1, "both": 2}.get(kind, 0)
        fillings = tuple(("task", f"x{number}_{part}", 0, ()) for part in range(parts))
        block = mutated(block, place % _size(block), how, (kind, f"x{number}", 0, fillings))
    return block


@given(
    block=blocks(),
    changes=CHANGES,
    before=st.lists(st.integers(0, 12), max_size=10),
    after=st.lists(st.integers(0, 14), max_size=12),
)
def test_a_case_that_may_move_goes_on_like_one_begun_there(
    block: Block, changes: list[tuple[int, str, str]], before: list[int], after: list[int]
) -> None:
    # given a case on the old version, some way into it
    old, new = side_of(block), side_of(next_version(block, changes))
    case, made = Play(old), list[Move]()
    for step, number in enumerate(before):
        if case.instance.is_completed:
            break
        made.append(case.choose(number, step))
        case.make(made[-1])
    if case.instance.is_completed:
        return

    # when it is judged safe to move
    refused = judge(Comparison(old, new), case.instance.dump())
    event("refused" if refused else "safe")
    if refused:
        return
    tasks, timers = case.instance.open_tasks(), case.instance.waiting_timers()
    case.moved_to(new)

    # then its tasks and timers are the same ones
    assert [(one.id, one.element) for one in case.instance.open_tasks()] == [(one.id, one.element) for one in tasks]
    assert case.instance.waiting_timers() == timers

    # and it goes on as if it had begun there
    fresh = Play(new)
    for move in made:
        fresh.make(move)
    for step, number in enumerate([*after, *TO_THE_END]):
        assert case.seen() == fresh.seen()
        if fresh.instance.is_completed:
            return
        move = fresh.choose(number, 100 + step)
        case.make(move)
        fresh.make(move)


@given(block=blocks(), moves=st.lists(st.integers(0, 12), max_size=10))
def test_a_case_may_always_move_to_the_same_drawing(block: Block, moves: list[int]) -> None:
    old, same = side_of(block), side_of(block)
    case = Play(old)
    for step, number in enumerate(moves):
        if case.instance.is_completed:
            return
        assert judge(Comparison(old, same), case.instance.dump()) == []
        case.make(case.choose(number, step))
