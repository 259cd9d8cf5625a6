"""What people draw in short runs as its long form: in memory and read back after every act."""

# ruff: noqa: E501  # one drawing a line reads best

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from engine.calendar_files import shipped_tables
from engine.deadlines.ledger import Ledger
from engine.deadlines.working_days import WorkingDays
from engine.diagrams.bundle import Bundle
from engine.diagrams.definition import Definition
from engine.diagrams.findings import DiagramRefused
from engine.diagrams.instance import Instance
from engine.diagrams.world import World
from engine.errors import Conflict, Incident

MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)
WORKING_DAYS = WorkingDays.from_tables(shipped_tables())
HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="defs" targetNamespace="urn:t" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><message id="m" name="m"/><message id="n" name="n-${who}"/>'
    '<signal id="g" name="g"/><error id="e1" errorCode="one"/><escalation id="esc" escalationCode="x"/>'
)


def compiled(body: str, flows: str = "") -> Definition:
    lines = [ends for chain in flows.split() for ends in zip(chain.split(">"), chain.split(">")[1:], strict=False)]
    drawn = "".join(f'<sequenceFlow id="{a}_{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in lines)
    xml = f'{HEAD}<process id="p" isExecutable="true">{body}{drawn}</process></definitions>'
    return Definition.compile(Bundle({"p.bpmn": xml.encode()}))


class Case:
    """One case, read back after every act where it is cold."""

    def __init__(self, definition: Definition, cold: bool, entry: str | None = None, **data: Any) -> None:
        self.definition, self.cold, self.at = definition, cold, MONDAY
        self.ledger = Ledger([], WORKING_DAYS)
        self.effects: list[Any] = []
        self.instance = Instance.start(definition, data, self.world(), entry=entry or "")
        self._after()

    def world(self) -> World:
        return World(self.at, self.ledger)

    def _after(self) -> Case:
        self.effects.append(self.instance.take_effects())
        if self.cold:
            self.instance = Instance.restore(self.definition, self.instance.dump(), self.world())
        return self

    def do(self, element: str, **data: Any) -> Case:
        task = next(task for task in self.instance.open_tasks() if task.element == element)
        self.instance.complete(task.id, data)
        return self._after()

    def send(self, message: str, **data: Any) -> Case:
        self.instance.send(message, "", data)
        return self._after()

    def later(self, **by: float) -> Case:
        self.at += timedelta(**by)
        self.instance.with_world(self.world()).settle()
        return self._after()

    @property
    def open(self) -> list[str]:
        return sorted(task.element for task in self.instance.open_tasks())

    @property
    def over(self) -> bool:
        return self.instance.is_completed

    @property
    def outcome(self) -> str | None:
        return self.instance.outcome


Start = Callable[..., Case]


@pytest.fixture(params=[False, True], ids=["hot", "cold"])
def start(request: pytest.FixtureRequest) -> Start:
    def begin(body: str, flows: str = "", entry: str | None = None, **data: Any) -> Case:
        return Case(compiled(body, flows), request.param, entry, **data)

    return begin


def user(*names: str) -> str:
    return "".join(f'<userTask id="{name}"/>' for name in names)


def flow(source: str, target: str, condition: str) -> str:
    inside = f"<conditionExpression>{condition}</conditionExpression>"
    return f'<sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}">{inside}</sequenceFlow>'


def handler(event: str, interrupting: bool, inside: str = '<userTask id="h"/>') -> str:
    return (
        f'<subProcess id="handler" triggeredByEvent="true"><startEvent id="hs" isInterrupting="{str(interrupting).lower()}">'
        f'{event}</startEvent>{inside}<sequenceFlow id="hf" sourceRef="hs" targetRef="h"/></subProcess>'
    )


S, E = '<startEvent id="s"/>', '<endEvent id="z"/>'
MESSAGE = '<messageEventDefinition messageRef="m"/>'
TRUE = "<conditionalEventDefinition><condition>{}</condition></conditionalEventDefinition>"
CYCLE = "<timerEventDefinition><timeCycle>{}</timeCycle></timerEventDefinition>"


def edge(event: str, interrupting: bool, host: str = "a") -> str:
    return f'<boundaryEvent id="b" attachedToRef="{host}" cancelActivity="{str(interrupting).lower()}">{event}</boundaryEvent>'


def test_several_flows_out_of_a_task_are_all_taken(start: Start) -> None:
    case = start(S + user("a", "b", "c") + E, "s>a>b>z a>c>z").do("a")
    assert case.open == ["b", "c"]
    assert case.do("b").do("c").over


@pytest.mark.parametrize(("n", "expected"), [(1, ["b", "d"]), (2, ["b", "c", "d"]), (0, ["d"])])
def test_conditional_flows_out_of_a_task_are_each_asked(start: Start, n: int, expected: list[str]) -> None:
    flows = flow("a", "b", "n &gt;= 1") + flow("a", "c", "${n == 2}")
    case = start(S + user("a", "b", "c", "d") + flows, "s>a>d").do("a", n=n)
    assert case.open == expected


def test_the_default_flow_out_of_a_task(start: Start) -> None:
    body = S + '<userTask id="a" default="a_c"/>' + user("b", "c") + flow("a", "b", "n == 1")
    assert start(body, "s>a>c").do("a", n=1).open == ["b"]
    assert start(body, "s>a>c").do("a", n=2).open == ["c"]


def test_no_way_out_is_told_with_the_gateway_and_the_values(start: Start) -> None:
    body = (
        S
        + user("a")
        + '<exclusiveGateway id="x"/>'
        + E
        + user("b")
        + flow("x", "z", "n == 1")
        + flow("x", "b", "n == 2")
    )
    with pytest.raises(Incident) as stopped:
        start(body, "s>a>x").do("a", n=7)
    assert (stopped.value.params["element"], stopped.value.params["values"]) == ("x", "n = 7")


def test_flows_are_tried_in_the_order_of_the_document(start: Start) -> None:
    body = S + '<exclusiveGateway id="x"/>' + user("a", "b") + flow("x", "b", "n &gt; 0") + flow("x", "a", "n &gt; 1")
    assert start(body, "s>x", n=5).open == ["b"]


def test_links_plain_tasks_and_ends_left_out(start: Start) -> None:
    there = '<intermediateThrowEvent id="t"><linkEventDefinition name="L"/></intermediateThrowEvent>'
    here = '<intermediateCatchEvent id="c"><linkEventDefinition name="L"/></intermediateCatchEvent>'
    case = start(S + '<task id="k"/><manualTask id="j"/>' + there + here + user("a"), "s>k>j>t c>a")
    assert case.open == ["a"]
    assert case.do("a").over
    assert case.outcome == "a"


def test_a_subprocess_without_events_begins_and_ends(start: Start) -> None:
    case = start(S + f'<subProcess id="i">{user("a", "b")}</subProcess>' + user("c"), "s>i>c")
    assert case.open == ["a", "b"]
    assert case.do("a").do("b").open == ["c"]


@pytest.mark.parametrize(("entry", "expected"), [(None, ["a"]), ("m", ["b"]), ("sm", ["b"])])
def test_a_case_begins_where_it_is_asked_to(start: Start, entry: str | None, expected: list[str]) -> None:
    body = S + f'<startEvent id="sm">{MESSAGE}</startEvent>' + user("a", "b")
    assert start(body, "s>a sm>b", entry).open == expected


def test_of_several_message_starts_one_is_named(start: Start) -> None:
    other = '<startEvent id="sg"><signalEventDefinition signalRef="g"/></startEvent>'
    with pytest.raises(Conflict):
        start(f'<startEvent id="sm">{MESSAGE}</startEvent>' + other + user("a"), "sm>a sg>a")


def test_an_interrupting_event_subprocess_ends_everything_else(start: Start) -> None:
    case = start(S + user("a", "b") + handler(MESSAGE, True), "s>a s>b", k=1).do("a", k=2).send("m", word="now")
    assert case.open == ["h"]
    data = case.instance.task_data(case.instance.open_tasks()[0].id)
    assert (data["k"], data["word"]) == (2, "now")
    assert case.instance.waiting_messages() == []
    assert case.do("h", done=True).over
    assert case.instance.data == {"k": 2, "word": "now", "done": True}
    assert case.outcome == "h"


def test_any_other_event_subprocess_may_happen_again(start: Start) -> None:
    case = start(S + user("a") + handler(MESSAGE, False), "s>a").send("m").send("m")
    assert case.open == ["a", "h", "h"]
    assert case.do("a").do("h").open == ["h"]
    assert not case.over
    assert case.do("h").over


def test_a_watcher_keeps_nothing_alive_and_is_shown_to_nobody(start: Start) -> None:
    case = start(S + user("a") + handler(CYCLE.format("R/P1D"), False), "s>a")
    assert [position.element for position in case.instance.positions()] == ["a"]
    assert case.do("a").over
    assert case.instance.waiting_timers() == []


def test_an_error_is_caught_in_its_scope_before_its_edge(start: Start) -> None:
    fail = '<endEvent id="f"><errorEventDefinition errorRef="e1"/></endEvent>'
    caught = handler('<errorEventDefinition errorRef="e1"/>', True)
    inner = (
        f'<subProcess id="i"><startEvent id="is"/>{user("a")}{fail}<sequenceFlow id="1" sourceRef="is" targetRef="a"/>'
    )
    inner = (
        inner.replace('id="1"', 'id="f1"') + f'<sequenceFlow id="f2" sourceRef="a" targetRef="f"/>{caught}</subProcess>'
    )
    case = start(S + inner + edge("<errorEventDefinition/>", True, "i") + user("out", "after"), "s>i>after b>out")
    assert case.do("a").open == ["h"]
    assert case.do("h").open == ["after"]


def test_an_error_that_is_not_declared_is_its_own_code(start: Start) -> None:
    fail = '<endEvent id="f"><errorEventDefinition errorRef="oops"/></endEvent>'
    inner = f'<subProcess id="i"><startEvent id="is"/>{fail}<sequenceFlow id="f1" sourceRef="is" targetRef="f"/></subProcess>'
    other = edge('<errorEventDefinition errorRef="e1"/>', True, "i").replace('"b"', '"b2"')
    case = start(
        S + inner + other + edge('<errorEventDefinition errorRef="oops"/>', True, "i") + user("x", "y"), "s>i b>x b2>y"
    )
    assert case.open == ["x"]


def test_a_condition_is_seen_across_branches_and_happens_once(start: Start) -> None:
    body = S + user("a", "c", "h") + edge(TRUE.format("${n &gt; 3}"), False)
    case = start(body, "s>a s>c b>h", n=0)
    assert case.open == ["a", "c"]
    assert case.do("c", n=5).open == ["a", "h"]
    assert case.do("h").open == ["a"]
    assert case.do("a").over


def test_a_condition_interrupts(start: Start) -> None:
    case = start(S + user("a", "c") + handler(TRUE.format("ready"), True), "s>a s>c").do("c", ready=True)
    assert case.open == ["h"]
    assert case.do("h").over


@pytest.mark.parametrize(("cycle", "hours", "turns"), [("R3/PT1H", 1, 3), ("R/PT1H", 1, 6), ("R2/PT1H", 1, 2)])
def test_a_cycle_happens_as_often_as_it_says(start: Start, cycle: str, hours: int, turns: int) -> None:
    case = start(S + user("a", "h") + edge(CYCLE.format(cycle), False), "s>a b>h")
    for _ in range(6):
        case.later(hours=hours)
    assert len(case.open) == turns + 1


def test_missed_turns_happen_once_together_and_the_beat_is_kept(start: Start) -> None:
    case = start(S + user("a", "h") + edge(CYCLE.format("R/PT1H"), False), "s>a b>h").later(hours=5, minutes=30)
    assert case.open == ["a", "h"]
    assert case.later(minutes=30).open == ["a", "h", "h"]


def test_a_cycle_that_interrupts_happens_once(start: Start) -> None:
    case = start(S + user("a", "h") + edge(CYCLE.format("R3/PT1H"), True), "s>a b>h").later(hours=9)
    assert case.open == ["h"]


def test_a_message_on_the_edge_may_come_again(start: Start) -> None:
    case = start(S + user("a", "h") + edge(MESSAGE, False), "s>a b>h").send("m").send("m").do("a")
    assert case.open == ["h", "h"]
    assert case.do("h").do("h").over


def test_a_name_with_placeholders_is_filled_when_the_event_is_reached(start: Start) -> None:
    wait = '<intermediateCatchEvent id="w"><messageEventDefinition messageRef="n"/></intermediateCatchEvent>'
    case = start(S + wait + E, "s>w>z", who="li")
    assert [message.name for message in case.instance.waiting_messages()] == ["n-li"]
    assert case.send("n-li").over


def test_a_message_thrown_leaves_the_case(start: Start) -> None:
    throw = f'<intermediateThrowEvent id="t">{MESSAGE}</intermediateThrowEvent><endEvent id="z">{MESSAGE}</endEvent>'
    case = start(S + throw, "s>t>z")
    assert [(sent.element, sent.name) for sent in case.effects[0].messages] == [("t", "m"), ("z", "m")]


def test_a_signal_end_event_sends_its_signal(start: Start) -> None:
    wait = '<intermediateCatchEvent id="w"><signalEventDefinition signalRef="g"/></intermediateCatchEvent>'
    case = start(
        S + user("a", "x") + wait + '<endEvent id="z"><signalEventDefinition signalRef="g"/></endEvent>', "s>a>z s>w>x"
    )
    assert case.do("a").open == ["x"]


def test_a_cancelled_transaction_leaves_over_its_edge(start: Start) -> None:
    inner = '<startEvent id="is"/><userTask id="a"/><endEvent id="c"><cancelEventDefinition/></endEvent>'
    flows = '<sequenceFlow id="f1" sourceRef="is" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="c"/>'
    edges = edge("<cancelEventDefinition/>", True, "t") + edge("<errorEventDefinition/>", True, "t").replace(
        '"b"', '"b2"'
    )
    case = start(S + f'<transaction id="t">{inner}{flows}</transaction>' + edges + user("x", "y"), "s>t b>x b2>y")
    assert case.do("a", k=1).open == ["x"]


def test_what_an_interrupted_subprocess_wrote_is_known_behind_it(start: Start) -> None:
    inner = '<startEvent id="is"/><userTask id="a"/><userTask id="c"/>'
    flows = '<sequenceFlow id="f1" sourceRef="is" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="c"/>'
    case = start(
        S + f'<subProcess id="i">{inner}{flows}</subProcess>' + edge(MESSAGE, True, "i") + user("x"), "s>i b>x"
    )
    case.do("a", k=1).send("m")
    assert case.instance.task_data(case.instance.open_tasks()[0].id)["k"] == 1


def test_two_flows_of_one_fork_into_one_join_are_two_tokens(start: Start) -> None:
    body = S + '<parallelGateway id="f"/><parallelGateway id="j"/>' + user("a", "x")
    twice = '<sequenceFlow id="d1" sourceRef="f" targetRef="j"/><sequenceFlow id="d2" sourceRef="f" targetRef="j"/>'
    case = start(body + twice, "s>f f>a>j j>x")
    assert case.open == ["a"]
    assert case.do("a").open == ["x"]


def test_a_second_token_on_a_flow_waits_for_its_partner(start: Start) -> None:
    body = (
        S + '<parallelGateway id="f"/><exclusiveGateway id="m1"/><parallelGateway id="j"/>' + user("a", "c", "d", "x")
    )
    case = start(body, "s>f f>a>m1 f>c>m1 f>d>j m1>j>x").do("a").do("c").do("d")
    assert case.open == ["x"]
    assert not case.do("x").over  # the second token is left at the join


def test_a_flow_into_a_task_twice_makes_it_run_twice(start: Start) -> None:
    case = start(S + '<parallelGateway id="f"/>' + user("a", "c", "x"), "s>f f>a>x f>c>x").do("a").do("c")
    assert case.open == ["x", "x"]


def test_a_receive_task_without_a_message_waits_by_its_own_name(start: Start) -> None:
    case = start(S + '<receiveTask id="r"/>' + E, "s>r>z")
    assert not case.over
    assert case.send("r").over


@pytest.mark.parametrize("first", [True, False])
def test_a_standard_loop_goes_on_while_its_condition_holds(start: Start, first: bool) -> None:
    loop = f'<standardLoopCharacteristics testBefore="{str(first).lower()}"><loopCondition>n &lt; 2</loopCondition></standardLoopCharacteristics>'
    case = start(S + f'<userTask id="a">{loop}</userTask>' + user("x"), "s>a>x", n=0)
    case.do("a", n=1)
    assert case.open == ["a"]
    assert case.do("a", n=2).open == ["x"]


REFUSED = {
    "normalizing.timers.cron": (S + user("a", "h") + edge(CYCLE.format("0 0/5 * * * ?"), False), "s>a b>h"),
    "normalizing.start_events.two_plain": (S + '<startEvent id="s2"/>' + user("a"), "s>a s2>a"),
    "normalizing.event_subprocesses.trigger": (S + user("a") + handler("<compensateEventDefinition/>", True), "s>a"),
    "normalizing.gateways.open_choice": (S + '<exclusiveGateway id="x"/>' + user("a", "c"), "s>x>a x>c"),
}


@pytest.mark.parametrize("key", REFUSED)
def test_what_cannot_be_told_is_refused_by_name(key: str) -> None:
    with pytest.raises(DiagramRefused) as refused:
        compiled(*REFUSED[key])
    (finding,) = refused.value.findings
    assert finding.key == key
    assert finding.line
    assert not finding.remedy("zh").startswith("normalizing.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_file_may_come_in_the_encoding_it_declares(encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{HEAD}<process id="p" name="会商">{S}{E}<sequenceFlow sourceRef="s" targetRef="z"/></process></definitions>'
    definition = Definition.compile(Bundle({"p.bpmn": xml.encode(encoding)}))
    assert definition.name == "会商"
