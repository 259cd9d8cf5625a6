"""What each drawn element declares, read once from the diagrams into values whose expressions are compiled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any

from engine.diagrams.declarations.assignments import Assignment, form_of, read_assignment
from engine.diagrams.declarations.calls import Call, read_call
from engine.diagrams.declarations.decisions import AskedDecision, read_decision
from engine.diagrams.declarations.loops import Loop, read_loop
from engine.diagrams.declarations.parameters import Parameters, read_parameters
from engine.diagrams.declarations.scripts import DrawnScript, read_script
from engine.diagrams.declarations.services import Service, check_parameters, read_service
from engine.diagrams.dialect import BPMN, EXTENSIONS, INSERTED, NODES, Value, bpmn, camunda, huishang
from engine.diagrams.findings import DiagramRefused
from engine.diagrams.loading import line_of
from engine.errors import Refusal
from engine.expressions.expression import Expression, compile_expression
from engine.expressions.refusals import ExpressionRefused
from engine.expressions.template import Template, compile_template
from engine.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class DeadlineDeclaration:
    """`huishang:deadline`: the clock that runs while the activity is in progress."""

    name: str
    start: Expression
    start_rule: Expression
    days: Expression
    unit: str
    basis: str
    proposed: bool
    met_when: Expression
    met_on: Expression


@dataclass(frozen=True, slots=True)
class Guard:
    """`huishang:guard`: refused when both conditions hold; `text` is the key of the sentence."""

    when: Expression
    forbid: Expression
    text: str


@dataclass(frozen=True, slots=True)
class Sender:
    """`huishang:sender`: who may send this message, with which form, and whether it may go to every catcher at once."""

    groups: Template
    form: str | None
    broadcast: bool


@dataclass(frozen=True, slots=True)
class NoticeDeclaration:
    """`huishang:notice`: what kind of notice goes out, and to which groups."""

    kind: str
    to: Template


@dataclass(frozen=True, slots=True)
class ElementInfo:
    """One element of a diagram as a designer drew it. `order` is its place in the documents, first drawn first."""

    id: str
    kind: str  #: local BPMN name, such as `userTask`
    name: str
    process: str
    lane: str
    order: int
    form: str | None = None
    groups: Template | None = None
    act: str | None = None
    guards: tuple[Guard, ...] = ()
    separate: tuple[str, ...] = ()
    sender: Sender | None = None
    deadline: DeadlineDeclaration | None = None
    state: str | None = None
    notice: NoticeDeclaration | None = None
    message: str | None = None
    decision: AskedDecision | None = None
    result_variable: str | None = None
    result_mapping: str | None = None
    attached_to: str | None = None
    multiple: bool = False
    service: Service | None = None
    script: DrawnScript | None = None
    parameters: Parameters | None = None
    assignment: Assignment | None = None
    form_key: str | None = None
    inserted: str | None = None  #: of what was left out of the drawing: the drawn element it belongs to
    call: Call | None = None
    loop: Loop | None = None
    initiator: str | None = None  #: the variable that takes the opaque id of who starts the case


def read_elements(trees: Mapping[str, Any], forms: Set[str] = frozenset()) -> dict[str, ElementInfo]:
    """Every flow node of these BPMN trees by id, files in the order of their names; `forms` are the ids of the forms.

    Raises DiagramRefused with everything declared on them that cannot be honoured.
    """
    infos, findings = find_elements(trees, forms)
    if findings:
        raise DiagramRefused(findings)
    return infos


def find_elements(
    trees: Mapping[str, Any], forms: Set[str] = frozenset()
) -> tuple[dict[str, ElementInfo], list[Finding]]:
    """The same with the findings beside it; an element with a finding is left out."""
    messages = {
        message.get("id"): message.get("name") for tree in trees.values() for message in tree.iter(bpmn("message"))
    }
    lanes = {name: lane for tree in trees.values() for name, lane in _lanes(tree)}
    nodes = [(name, node) for name in sorted(trees) for node in trees[name].iter(*(bpmn(kind) for kind in NODES))]
    infos, findings = {}, []
    for order, (file, node) in enumerate(nodes):
        try:
            infos[node.get("id")] = replace(_element(node, order, lanes, messages), form=form_of(node, forms))
        except Refusal as refusal:
            findings.append(_finding(file, node, refusal))
    return infos, findings


def _finding(file: str, node: Any, refusal: Refusal) -> Finding:
    if isinstance(refusal, ExpressionRefused):
        return Finding.error("expressions", file, line_of(node), node.get("id"), place="", detail=refusal)
    rule = refusal.key.removeprefix("diagrams.").partition(".")[0]
    return Finding(Severity.ERROR, rule, file, line_of(node), node.get("id"), refusal.key, refusal.params)


def _lanes(tree: Any) -> Iterator[tuple[str, str]]:
    for reference in tree.iter(bpmn("flowNodeRef")):
        yield (reference.text or "").strip(), reference.getparent().get("name", "")


def _element(node: Any, order: int, lanes: Mapping[str, str], messages: Mapping[str, str]) -> ElementInfo:
    groups = node.get(camunda("candidateGroups"))
    separate = _one(node, "separate")
    service, parameters = read_service(node), read_parameters(node)
    check_parameters(service, parameters)
    return ElementInfo(
        id=node.get("id"),
        kind=node.tag.rpartition("}")[2],
        name=node.get("name") or node.get("id"),
        process=_process(node),
        lane=_lane(node, lanes),
        order=order,
        form_key=node.get(camunda("formKey")),
        inserted=node.get(INSERTED),
        assignment=read_assignment(node),
        groups=compile_template(groups) if groups else None,
        act=_value(_one(node, "act")),
        guards=tuple(_guard(guard) for guard in _all(node, "guard")),
        separate=tuple(part.strip() for part in (separate["from"] or "").split(",")) if separate else (),
        sender=_sender(_one(node, "sender")),
        deadline=_deadline(_one(node, "deadline")),
        state=_value(_one(node, "state")),
        notice=_notice(_one(node, "notice")),
        message=_message(node, messages),
        decision=read_decision(node),
        result_variable=node.get(camunda("resultVariable")),
        result_mapping=node.get(camunda("mapDecisionResult")),
        attached_to=node.get("attachedToRef"),
        multiple=node.find(bpmn("multiInstanceLoopCharacteristics")) is not None,
        service=service,
        script=read_script(node),
        parameters=parameters,
        call=read_call(node),
        loop=read_loop(node),
        initiator=node.get(camunda("initiator")),
    )


def _all(node: Any, name: str) -> list[dict[str, Any]]:
    """The extension elements of this name with every attribute the dialect knows; expressions compiled."""
    rule = EXTENSIONS[name]
    found = node.findall(f"{bpmn('extensionElements')}/{huishang(name)}")
    return [
        {key: _read(element.get(key, kind.default), kind.value) for key, kind in rule.attributes.items()}
        for element in found
    ]


def _one(node: Any, name: str) -> dict[str, Any] | None:
    found = _all(node, name)
    return found[0] if found else None


def _read(text: str | None, kind: Value) -> Any:
    if text is None:
        return None
    if kind is Value.EXPRESSION:
        return compile_expression(text)
    if kind is Value.TEMPLATE:
        return compile_template(text)
    return text == "true" if kind is Value.BOOLEAN else text


def _value(found: dict[str, Any] | None) -> str | None:
    return found["value"] if found else None


def _guard(found: dict[str, Any]) -> Guard:
    return Guard(found["when"], found["forbid"], found["text"])


def _sender(found: dict[str, Any] | None) -> Sender | None:
    return Sender(found["groups"], found["form"], found["broadcast"]) if found else None


def _notice(found: dict[str, Any] | None) -> NoticeDeclaration | None:
    return NoticeDeclaration(found["kind"], found["to"]) if found else None


def _deadline(found: dict[str, Any] | None) -> DeadlineDeclaration | None:
    if not found:
        return None
    return DeadlineDeclaration(
        name=found["name"],
        start=found["start"],
        start_rule=found["startRule"],
        days=found["days"],
        unit=found["unit"],
        basis=found["basis"],
        proposed=found["proposed"],
        met_when=found["metWhen"],
        met_on=found["metOn"],
    )


def _message(node: Any, messages: Mapping[str, str]) -> str | None:
    event = node.find(bpmn("messageEventDefinition"))
    if event is None and node.tag != bpmn("receiveTask"):
        return None
    return messages.get((node if event is None else event).get("messageRef"))


def _process(node: Any) -> str:
    return str(next(above.get("id") for above in node.iterancestors(bpmn("process"))))


def _lane(node: Any, lanes: Mapping[str, str]) -> str:
    """The lane of the element, or of the subprocess around it."""
    while node is not None and node.tag.startswith(f"{{{BPMN}}}"):
        if node.get("id") in lanes:
            return lanes[node.get("id")]
        node = node.getparent()
    return ""
