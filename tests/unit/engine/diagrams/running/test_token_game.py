"""Random diagrams of shorthand against a token game of a few lines: the same tasks are open after every act."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from engine.calendar_files import shipped_tables
from engine.deadlines.ledger import Ledger
from engine.deadlines.working_days import WorkingDays
from engine.diagrams.bundle import Bundle
from engine.diagrams.definition import Definition
from engine.diagrams.instance import Instance
from engine.diagrams.world import World
from engine.errors import Incident

MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)
WORKING_DAYS = WorkingDays.from_tables(shipped_tables())
HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:t">'
MESSAGE = '<message id="m" name="m"/>'
HANDLER = (
    '<subProcess id="handler" triggeredByEvent="true"><startEvent id="hs"{}><messageEventDefinition messageRef="m"/>'
    '</startEvent><userTask id="h"/><sequenceFlow id="hf" sourceRef="hs" targetRef="h"/></subProcess>'
)
KINDS = ("userTask", "userTask", "task", "parallelGateway", "exclusiveGateway")


@dataclass(frozen=True)
class Edge:
    """A flow; `says` is what its condition gives, or None without one."""

    source: int
    target: int
    says: bool | None
    default: bool = False


@dataclass(frozen=True)
class Drawn:
    kinds: tuple[str, ...]
    edges: tuple[Edge, ...]
    handler: str

    def leaving(self, node: int) -> list[Edge]:
        return [edge for edge in self.edges if edge.source == node]

    def entering(self, node: int) -> list[Edge]:
        return [edge for edge in self.edges if edge.target == node]


@st.composite
def diagrams(draw: st.DrawFn) -> Drawn:
    count = draw(st.integers(2, 6))
    kinds = ("userTask", *(draw(st.sampled_from(KINDS)) for _ in range(count - 1)))
    edges = [
        Edge(source, target, draw(st.sampled_from([None, None, True, False])))
        for target in range(1, count)
        for source in sorted(draw(st.sets(st.integers(0, target - 1), min_size=1, max_size=2)))
    ]
    return Drawn(kinds, tuple(_mended(kinds, edges, draw(st.booleans()))), draw(st.sampled_from(["", "non", "yes"])))


def _mended(kinds: tuple[str, ...], edges: list[Edge], defaults: bool) -> list[Edge]:
    """Exclusive gateways leave nothing open; the last flow of a node may be its default."""
    found = []
    for node, kind in enumerate(kinds):
        flows = [edge for edge in edges if edge.source == node]
        for place, edge in enumerate(flows):
            last = place == len(flows) - 1 and len(flows) > 1
            is_default = last and kind != "parallelGateway" and (defaults or kind == "exclusiveGateway")
            says = None if is_default or (kind == "exclusiveGateway" and len(flows) == 1) else edge.says
            if kind == "exclusiveGateway" and not is_default and len(flows) > 1:
                says = bool(edge.says)
            found.append(Edge(edge.source, edge.target, says, is_default))
    return found


def compiled(drawn: Drawn) -> Definition:
    body = ['<startEvent id="s"/><sequenceFlow id="s_0" sourceRef="s" targetRef="n0"/>']
    for node, kind in enumerate(drawn.kinds):
        if kind == "exclusiveGateway" and not drawn.leaving(node):
            kind = "task"
        default = next((f' default="f{node}_{edge.target}"' for edge in drawn.leaving(node) if edge.default), "")
        body.append(f'<{kind} id="n{node}"{default}/>')
    for edge in drawn.edges:
        inside = "" if edge.says is None else f"<conditionExpression>{edge.says}</conditionExpression>"
        name = f"f{edge.source}_{edge.target}"
        ends = f'sourceRef="n{edge.source}" targetRef="n{edge.target}"'
        body.append(f'<sequenceFlow id="{name}" {ends}>{inside}</sequenceFlow>')
    if drawn.handler:
        body.append(HANDLER.format(' isInterrupting="false"' if drawn.handler == "non" else ""))
    xml = f'{HEAD}{MESSAGE}<process id="p" isExecutable="true">{"".join(body)}</process></definitions>'
    return Definition.compile(Bundle({"p.bpmn": xml.encode()}))


class Stuck(Exception):
    """No way out."""


@dataclass
class Game:
    """Tokens on flows and at tasks, as the standard tells it."""

    drawn: Drawn
    open: Counter[str] = field(default_factory=Counter)
    joining: Counter[Edge] = field(default_factory=Counter)

    def come(self, node: int, by: Edge | None) -> None:
        kind = self.drawn.kinds[node]
        if kind == "userTask":
            self.open[f"n{node}"] += 1
        elif kind == "parallelGateway" and by is not None:
            self.joining[by] += 1
            entering = self.drawn.entering(node)
            if all(self.joining[edge] for edge in entering):
                self.joining.subtract(entering)
                self.leave(node)
        else:
            self.leave(node)

    def leave(self, node: int) -> None:
        flows, kind = self.drawn.leaving(node), self.drawn.kinds[node]
        if kind == "parallelGateway":
            taken = flows
        else:
            taken = [edge for edge in flows if not edge.default and edge.says in (None, True)]
            if kind == "exclusiveGateway":
                taken = taken[:1]
            taken = taken or [edge for edge in flows if edge.default]
            if flows and not taken:
                raise Stuck
        for edge in taken:
            self.come(edge.target, edge)

    def message(self) -> None:
        if self.drawn.handler == "yes":
            self.open.clear()
            self.joining.clear()
        self.open["h"] += 1

    @property
    def over(self) -> bool:
        return not self.open.total() and not self.joining.total()


@given(drawn=diagrams(), moves=st.lists(st.integers(0, 9), max_size=14))
def test_the_same_tasks_are_open_after_every_act(drawn: Drawn, moves: list[int]) -> None:
    definition, game = compiled(drawn), Game(drawn)
    cases = [Instance.start(definition, {}, World(MONDAY, Ledger([], WORKING_DAYS)), folded=f) for f in (True, False)]
    game.come(0, None)
    for move in [*moves, *[0] * 20]:
        cases = [Instance.restore(definition, case.dump(), World(MONDAY, Ledger([], WORKING_DAYS))) for case in cases]
        for case in cases:
            assert Counter(task.element for task in case.open_tasks()) == +game.open
            assert case.is_completed == game.over
        if not game.open.total():
            return
        try:
            _act(game, cases, move)
        except Stuck:
            return


def _act(game: Game, cases: list[Instance], move: int) -> None:
    heard = cases[0].waiting_messages()
    if move == 9 and heard:
        game.message()
        for case in cases:
            case.send("m", "", {})
        return
    names = sorted((+game.open).elements())
    chosen, stuck = names[move % len(names)], False
    game.open[chosen] -= 1
    try:
        if chosen != "h":
            game.leave(int(chosen[1:]))
    except Stuck:
        stuck = True
    for case in cases:
        task = next(task for task in case.open_tasks() if task.element == chosen)
        try:
            case.complete(task.id, {})
            assert not stuck
        except Incident as incident:
            assert stuck, incident  # noqa: PT017  # the game says whether it must
    if stuck:
        raise Stuck
