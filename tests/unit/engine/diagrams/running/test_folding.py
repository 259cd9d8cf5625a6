"""Folded and unfolded, in memory and read back: one and the same case, whatever was drawn."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar_files import shipped_tables
from engine.deadlines.ledger import Ledger
from engine.deadlines.working_days import WorkingDays
from engine.diagrams import folding
from engine.diagrams.bundle import Bundle
from engine.diagrams.definition import Definition
from engine.diagrams.instance import Instance
from engine.diagrams.world import World
from engine.errors import Conflict

WORKING_DAYS = WorkingDays.from_tables(shipped_tables())
MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)
#: whatever was done before: time passes, tasks are done
TO_THE_END = [11, 0, 1] * 12
HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="urn:t">'
    '<bpmn:message id="m_stop" name="stop"/>'
)

AN_HOUR = "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>"

#: a block: ("task",) ("script",) ("seq", a, b) ("loop", rounds, a) ("both", a, b) ("choice", a, b)
#: ("inner", a) ("stoppable", a) ("timed", interrupting) ("nudged",) ("wait",) ("members", a)
Block = tuple[Any, ...]


def blocks() -> st.SearchStrategy[Block]:
    leaves = st.sampled_from([("task",), ("script",), ("wait",), ("timed", False), ("timed", True), ("nudged",)])
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.tuples(st.just("seq"), inner, inner),
            st.tuples(st.just("loop"), st.integers(2, 4), inner),
            st.tuples(st.just("both"), inner, inner),
            st.tuples(st.just("choice"), inner, inner),
            st.tuples(st.just("inner"), inner),
            st.tuples(st.just("stoppable"), inner),
            st.tuples(st.just("members"), inner),
        ),
        max_leaves=7,
    )


@pytest.fixture(autouse=True, scope="module")
def _fold_at_once() -> Iterator[None]:
    """Small cases fold too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "has_grown", lambda _tree: True)
        yield


@dataclass
class Drawing:
    """Draws blocks as BPMN; every script writes a key of its own."""

    xml: list[list[str]] = field(default_factory=lambda: [[]])
    count: int = 0
    members: int = 0

    def node(self, kind: str, body: str = "", attributes: str = "") -> str:
        self.count += 1
        name = f"n{self.count}"
        self.xml[-1].append(f'<bpmn:{kind} id="{name}" {attributes}>{body}</bpmn:{kind}>')
        return name

    def flow(self, source: str, target: str, condition: str = "") -> str:
        self.count += 1
        inside = f"<bpmn:conditionExpression>{condition}</bpmn:conditionExpression>" if condition else ""
        flow = f'<bpmn:sequenceFlow id="f{self.count}" sourceRef="{source}" targetRef="{target}">{inside}'
        self.xml[-1].append(flow + "</bpmn:sequenceFlow>")
        return f"f{self.count}"

    def default(self, gateway: str, flow: str) -> None:
        self.xml[-1] = [part.replace(f'id="{gateway}" ', f'id="{gateway}" default="{flow}" ') for part in self.xml[-1]]

    def script(self, text: str) -> str:
        return self.node("scriptTask", f"<bpmn:script>{text}</bpmn:script>")

    def draw(self, block: Block) -> tuple[str, str]:
        """First and last node of this block."""
        return getattr(self, f"_{block[0]}")(*block[1:])  # type: ignore[no-any-return]

    def _task(self) -> tuple[str, str]:
        name = self.node("userTask")
        return name, name

    def _script(self) -> tuple[str, str]:
        self.count += 1
        key = f"k{self.count}"
        name = self.script(f"{key} = passed('{key}') or 1")
        return name, name

    def _seq(self, first: Block, second: Block) -> tuple[str, str]:
        (a, b), (c, d) = self.draw(first), self.draw(second)
        self.flow(b, c)
        return a, d

    def _loop(self, rounds: int, inside: Block) -> tuple[str, str]:
        self.count += 1
        key = f"turns{self.count}"
        begin, again = self.script(f"{key} = 0"), self.node("exclusiveGateway")
        first, last = self.draw(inside)
        turn, enough = self.script(f"{key} = {key} + 1"), self.node("exclusiveGateway")
        leave = self.script(f"del {key}")
        for source, target in ((begin, again), (again, first), (last, turn), (turn, enough)):
            self.flow(source, target)
        self.flow(enough, leave, f"{key} &gt;= {rounds}")
        self.default(enough, self.flow(enough, again))
        return begin, leave

    def _both(self, one: Block, other: Block) -> tuple[str, str]:
        fork, join = self.node("parallelGateway"), self.node("parallelGateway")
        for branch in (one, other):
            first, last = self.draw(branch)
            self.flow(fork, first)
            self.flow(last, join)
        return fork, join

    def _choice(self, one: Block, other: Block) -> tuple[str, str]:
        split, merge = self.node("exclusiveGateway"), self.node("exclusiveGateway")
        (a, b), (c, d) = self.draw(one), self.draw(other)
        self.flow(split, a, f"passed('{split}') or {self.count % 2} == 1")
        self.default(split, self.flow(split, c))
        self.flow(b, merge)
        self.flow(d, merge)
        return split, merge

    def _subprocess(self, inside: Block, loop: str = "") -> str:
        self.xml.append([])
        begin, end = self.node("startEvent"), self.node("endEvent")
        first, last = self.draw(inside)
        self.flow(begin, first)
        self.flow(last, end)
        body = "".join(self.xml.pop())
        return self.node("subProcess", loop + body)

    def _inner(self, inside: Block) -> tuple[str, str]:
        name = self._subprocess(inside)
        return name, name

    def _members(self, inside: Block) -> tuple[str, str]:
        self.members += 1
        names = ", ".join(f"'x{self.members}_{n}'" for n in (1, 2))
        who, member = f"who{self.members}", f"member{self.members}"
        init = self.script(f"{who} = [{names}]")
        attributes = f'camunda:collection="{who}" camunda:elementVariable="{member}"'
        name = self._subprocess(inside, f"<bpmn:multiInstanceLoopCharacteristics {attributes}/>")
        self.flow(init, name)
        return init, name

    def _stoppable(self, inside: Block) -> tuple[str, str]:
        name, merge = self._subprocess(inside), self.node("exclusiveGateway")
        stop = self.node(
            "boundaryEvent", '<bpmn:messageEventDefinition messageRef="m_stop"/>', f'attachedToRef="{name}"'
        )
        self.flow(name, merge)
        self.flow(stop, merge)
        return name, merge

    def _wait(self) -> tuple[str, str]:
        name = self.node("intermediateCatchEvent", AN_HOUR)
        return name, name

    def _nudged(self) -> tuple[str, str]:
        task = self.node("userTask")
        timer = self.node("boundaryEvent", AN_HOUR, f'attachedToRef="{task}" cancelActivity="false"')
        answer, end = self.node("userTask"), self.node("endEvent")
        self.flow(timer, answer)
        self.flow(answer, end)
        return task, task

    def _timed(self, interrupting: bool) -> tuple[str, str]:
        task, merge = self.node("userTask"), self.node("exclusiveGateway")
        edge = f'attachedToRef="{task}" cancelActivity="{str(interrupting).lower()}"'
        timer = self.node("boundaryEvent", AN_HOUR, edge)
        self.count += 1
        note = self.script(f"late{self.count} = 1")
        self.flow(task, merge)
        self.flow(timer, note)
        self.flow(note, merge if interrupting else self.node("endEvent"))
        return task, merge


def drawn(block: Block) -> Definition:
    """A whole process around this block."""
    drawing = Drawing()
    begin, end = drawing.node("startEvent"), drawing.node("endEvent")
    first, last = drawing.draw(block)
    drawing.flow(begin, first)
    drawing.flow(last, end)
    xml = f'{HEAD}<bpmn:process id="p" isExecutable="true">{"".join(drawing.xml[0])}</bpmn:process></bpmn:definitions>'
    return Definition.compile(Bundle({"p.bpmn": xml.encode()}))


def canonical(data: dict[str, Any]) -> str:
    return json.dumps(data, sort_keys=True)


def seen(instance: Instance) -> Any:
    """Everything a reader of this case can see, without ids."""
    effects = instance.take_effects()
    return (
        sorted((task.element, task.item) for task in instance.open_tasks()),
        sorted((timer.element, timer.item, timer.due_at) for timer in instance.waiting_timers()),
        sorted((message.element, message.item) for message in instance.waiting_messages()),
        sorted((position.element, position.item, position.state) for position in instance.positions()),
        sorted((task.element, task.item, canonical(instance.task_data(task.id))) for task in instance.open_tasks()),
        [(left.element, left.item, left.completed) for left in effects.left],
        [(fired.element, fired.item, fired.due_at) for fired in effects.fired],
        instance.is_completed,
        instance.data if instance.is_completed else None,
    )


@given(block=blocks(), moves=st.lists(st.integers(0, 14), max_size=25))
def test_folding_and_reading_back_change_nothing(block: Block, moves: list[int]) -> None:
    definition, at = drawn(block), MONDAY
    ledger = Ledger([], WORKING_DAYS)
    cases = [Instance.start(definition, {}, World(at, ledger), folded=folded) for folded in (True, False, True, False)]
    for step, move in enumerate([*moves, *TO_THE_END]):
        views = [seen(case) for case in cases]
        assert views[0] == views[1] == views[2] == views[3]
        if cases[0].is_completed:
            return
        for place in (2, 3):
            cases[place] = Instance.restore(definition, cases[place].dump(), World(at, ledger), folded=place == 2)
        if move > 10:
            at += timedelta(minutes=90)
        for case in cases:
            case.with_world(World(at, ledger))
            act(case, move, step)


def act(case: Instance, move: int, step: int) -> None:
    """One move, chosen alike in every case: a message, or a task of those open; and let time do the rest."""
    messages = sorted((message.item, message.element) for message in case.waiting_messages())
    tasks = sorted((task.element, task.item, place, task.id) for place, task in enumerate(case.open_tasks()))
    if move == 10 and messages:
        try:
            case.send("stop", messages[0][0], {"stopped": step})
        except Conflict as refused:
            assert refused.key == "running.message_unclear"  # noqa: PT017  # several may wait in one item
    elif move < 10 and tasks:
        case.complete(tasks[move % len(tasks)][3], {f"done_{tasks[move % len(tasks)][0]}": step})
    else:
        case.settle()


@pytest.mark.parametrize("shape", ["side_branches", "alternating"])
def test_a_loop_stays_as_small_as_its_diagram(definition: Callable[[str], Definition], shape: str) -> None:
    case = Instance.start(definition(shape), {"rounds": -200, "n": -200}, World(MONDAY, Ledger([], WORKING_DAYS)))
    sizes = []
    for _ in range(60):
        for task in case.open_tasks():
            case.complete(task.id, {})
        if case.is_completed:
            break
        sizes.append(len(case.dump()))
    assert max(sizes) <= sizes[0] * 1.3
