"""Draws small processes from blocks whose parts keep their names, so that a mutated drawing is a next version."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine.diagrams.bundle import Bundle
from engine.diagrams.definition import Definition
from engine.diagrams.moving.signatures import Side

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="urn:t">'
    '<bpmn:message id="m_stop" name="stop"/>'
)
AN_HOUR = "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>"
A_STOP = '<bpmn:messageEventDefinition messageRef="m_stop"/>'

#: (kind, name, value, parts): the name stays through every mutation, the value is what a designer may alter
Block = tuple[str, str, int, tuple[Any, ...]]


@dataclass
class Drawing:
    """Draws blocks as BPMN; every id comes from the name of its block."""

    xml: list[list[str]] = field(default_factory=lambda: [[]])

    def node(self, kind: str, name: str, body: str = "", attributes: str = "") -> str:
        self.xml[-1].append(f'<bpmn:{kind} id="{name}" {attributes}>{body}</bpmn:{kind}>')
        return name

    def flow(self, source: str, target: str, condition: str = "") -> str:
        inside = f"<bpmn:conditionExpression>{condition}</bpmn:conditionExpression>" if condition else ""
        name = f"f_{source}_{target}"
        self.xml[-1].append(
            f'<bpmn:sequenceFlow id="{name}" sourceRef="{source}" targetRef="{target}">{inside}</bpmn:sequenceFlow>'
        )
        return name

    def default(self, gateway: str, flow: str) -> None:
        self.xml[-1] = [part.replace(f'id="{gateway}" ', f'id="{gateway}" default="{flow}" ') for part in self.xml[-1]]

    def script(self, name: str, text: str) -> str:
        return self.node("scriptTask", name, f"<bpmn:script>{text}</bpmn:script>")

    def draw(self, block: Block) -> tuple[str, str]:
        """First and last node of this block."""
        kind, name, value, parts = block
        return getattr(self, f"_{kind}")(name, value, *parts)  # type: ignore[no-any-return]

    def _task(self, name: str, value: int) -> tuple[str, str]:
        self.node("userTask", name, attributes=f'name="task {value}"')
        return name, name

    def _script(self, name: str, value: int) -> tuple[str, str]:
        self.script(name, f"k_{name} = passed('{name}') or {value}")
        return name, name

    def _wait(self, name: str, _value: int) -> tuple[str, str]:
        self.node("intermediateCatchEvent", name, AN_HOUR)
        return name, name

    def _seq(self, _name: str, _value: int, first: Block, second: Block) -> tuple[str, str]:
        (a, b), (c, d) = self.draw(first), self.draw(second)
        self.flow(b, c)
        return a, d

    def _loop(self, name: str, value: int, inside: Block) -> tuple[str, str]:
        key, rounds = f"turns_{name}", 2 + value % 2
        begin, again = self.script(f"{name}_begin", f"{key} = 0"), self.node("exclusiveGateway", f"{name}_again")
        first, last = self.draw(inside)
        turn = self.script(f"{name}_turn", f"{key} = {key} + 1")
        enough, leave = self.node("exclusiveGateway", f"{name}_enough"), self.script(f"{name}_leave", f"del {key}")
        for source, target in ((begin, again), (again, first), (last, turn), (turn, enough)):
            self.flow(source, target)
        self.flow(enough, leave, f"{key} &gt;= {rounds}")
        self.default(enough, self.flow(enough, again))
        return begin, leave

    def _fork(self, kind: str, name: str, one: Block, other: Block, condition: str = "") -> tuple[str, str]:
        fork, join = self.node(kind, f"{name}_fork"), self.node(kind, f"{name}_join")
        (a, b), (c, d) = self.draw(one), self.draw(other)
        self.flow(fork, a, condition)
        other_flow = self.flow(fork, c)
        if condition:
            self.default(fork, other_flow)
        self.flow(b, join)
        self.flow(d, join)
        return fork, join

    def _both(self, name: str, _value: int, one: Block, other: Block) -> tuple[str, str]:
        return self._fork("parallelGateway", name, one, other)

    def _choice(self, name: str, value: int, one: Block, other: Block) -> tuple[str, str]:
        return self._fork("exclusiveGateway", name, one, other, f"{value % 2} == 1")

    def _some(self, name: str, value: int, one: Block, other: Block) -> tuple[str, str]:
        fork, join = self.node("inclusiveGateway", f"{name}_fork"), self.node("inclusiveGateway", f"{name}_join")
        (a, b), (c, d) = self.draw(one), self.draw(other)
        self.flow(fork, a, "1 == 1")
        self.flow(fork, c, f"{value % 2} == 1")
        self.default(fork, self.flow(fork, self.node("userTask", f"{name}_else")))
        self.flow(f"{name}_else", join)
        self.flow(b, join)
        self.flow(d, join)
        return fork, join

    def _subprocess(self, name: str, inside: Block, loop: str = "") -> str:
        self.xml.append([])
        begin, end = self.node("startEvent", f"{name}_start"), self.node("endEvent", f"{name}_end")
        first, last = self.draw(inside)
        self.flow(begin, first)
        self.flow(last, end)
        body = "".join(self.xml.pop())
        return self.node("subProcess", name, loop + body)

    def _inner(self, name: str, _value: int, inside: Block) -> tuple[str, str]:
        self._subprocess(name, inside)
        return name, name

    def _members(self, name: str, value: int, inside: Block) -> tuple[str, str]:
        names = ", ".join(f"'{name}_{n}'" for n in range(1 + value % 3))
        init = self.script(f"{name}_init", f"who_{name} = [{names}]")
        attributes = f'camunda:collection="who_{name}" camunda:elementVariable="member_{name}"'
        self._subprocess(name, inside, f"<bpmn:multiInstanceLoopCharacteristics {attributes}/>")
        self.flow(init, name)
        return init, name

    def _stoppable(self, name: str, _value: int, inside: Block) -> tuple[str, str]:
        self._subprocess(name, inside)
        merge = self.node("exclusiveGateway", f"{name}_merge")
        stop = self.node("boundaryEvent", f"{name}_stop", A_STOP, f'attachedToRef="{name}"')
        self.flow(name, merge)
        self.flow(stop, merge)
        return name, merge

    def _first(self, name: str, _value: int, inside: Block) -> tuple[str, str]:
        gateway, merge = self.node("eventBasedGateway", f"{name}_first"), self.node("exclusiveGateway", f"{name}_merge")
        stop = self.node("intermediateCatchEvent", f"{name}_stop", A_STOP)
        hour = self.node("intermediateCatchEvent", f"{name}_hour", AN_HOUR)
        first, last = self.draw(inside)
        for source, target in ((gateway, stop), (gateway, hour), (hour, first), (stop, merge), (last, merge)):
            self.flow(source, target)
        return gateway, merge

    def _nudged(self, name: str, _value: int) -> tuple[str, str]:
        self.node("userTask", name)
        timer = self.node("boundaryEvent", f"{name}_hour", AN_HOUR, f'attachedToRef="{name}" cancelActivity="false"')
        self.flow(timer, self.node("userTask", f"{name}_answer"))
        self.flow(f"{name}_answer", self.node("endEvent", f"{name}_answered"))
        return name, name

    def _timed(self, name: str, value: int) -> tuple[str, str]:
        interrupting = value % 2 == 1
        self.node("userTask", name)
        merge = self.node("exclusiveGateway", f"{name}_merge")
        edge = f'attachedToRef="{name}" cancelActivity="{str(interrupting).lower()}"'
        timer = self.node("boundaryEvent", f"{name}_hour", AN_HOUR, edge)
        note = self.script(f"{name}_note", f"late_{name} = 1")
        self.flow(name, merge)
        self.flow(timer, note)
        self.flow(note, merge if interrupting else self.node("endEvent", f"{name}_noted"))
        return name, merge


def side_of(block: Block) -> Side:
    """A version that consists of this block."""
    drawing = Drawing()
    begin, end = drawing.node("startEvent", "begin"), drawing.node("endEvent", "end")
    first, last = drawing.draw(block)
    drawing.flow(begin, first)
    drawing.flow(last, end)
    xml = f'{HEAD}<bpmn:process id="p" isExecutable="true">{"".join(drawing.xml[0])}</bpmn:process></bpmn:definitions>'
    bundle = Bundle({"p.bpmn": xml.encode()})
    return Side(bundle, Definition.compile(bundle))
