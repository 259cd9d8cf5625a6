"""Copies of the shipped diagrams with one thing taken out, so that the rehearsals can show that they would notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from engine.diagrams.bundle import Bundle
from engine.diagrams.dialect import BPMN, GATEWAYS, NODES
from tests.processes.bundle_files import DIAGRAMS, bundle, flows, local, nodes, tree

#: the order that the schema asks of what every node begins with
HEAD = ("documentation", "extensionElements", "incoming", "outgoing")


@dataclass(frozen=True)
class Mutation:
    """One thing to take out. `near` are elements around it, which a rehearsal that notices will probably name."""

    diagram: str
    kind: str
    element: str
    near: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind}:{self.element}"

    def bundle(self) -> Bundle:
        """The shipped bundle with this taken out."""
        root = etree.fromstring(etree.tostring(tree(self.diagram)))
        CUTS[self.kind](root, self.element)
        return Bundle({**bundle().files, self.diagram: etree.tostring(root)})


def mutations() -> list[Mutation]:
    """Each user task, send task, timer, message and signal catch, and each way out of a gateway."""
    return [mutation for diagram in DIAGRAMS for mutation in (*_events_and_tasks(diagram), *_branches(diagram))]


def _events_and_tasks(diagram: str) -> Iterator[Mutation]:
    for node in nodes(diagram):
        kind = local(node)
        if kind in ("userTask", "sendTask", "intermediateCatchEvent", "boundaryEvent"):
            yield Mutation(diagram, kind, node.get("id"), (node.get("id"), *_downstream(diagram, node.get("id"))))


def _branches(diagram: str) -> Iterator[Mutation]:
    gateways = {node.get("id") for node in nodes(diagram) if local(node) in GATEWAYS}
    for flow in flows(diagram):
        source, target = flow.get("sourceRef"), flow.get("targetRef")
        ways_out = [one for one in flows(diagram) if one.get("sourceRef") == source]
        if source in gateways and len(ways_out) > 1:
            before = [one.get("sourceRef") for one in flows(diagram) if one.get("targetRef") == source]
            yield Mutation(diagram, "branch", flow.get("id"), (*before, target, *_downstream(diagram, target)))


def _downstream(diagram: str, element: str, steps: int = 4) -> list[str]:
    """What follows the element, as long as there is one way only."""
    found: list[str] = []
    for _ in range(steps):
        following = [flow.get("targetRef") for flow in flows(diagram) if flow.get("sourceRef") == element]
        if len(following) != 1:
            break
        element = following[0]
        found.append(element)
    return found


def _all(root: Any, name: str) -> list[Any]:
    return list(root.iter(f"{{{BPMN}}}{name}"))


def _node(root: Any, element: str) -> Any:
    return next(one for one in root.iter() if local(one) in NODES and one.get("id") == element)


def _bypass(root: Any, element: str) -> None:
    """Take a node out and let what came to it go on to what followed it; one choice of several simply goes."""
    coming = next(one for one in _all(root, "sequenceFlow") if one.get("targetRef") == element)
    if local(_node(root, coming.get("sourceRef"))) == "eventBasedGateway":
        _branch(root, coming.get("id"))
        return
    for event in [one for one in _all(root, "boundaryEvent") if one.get("attachedToRef") == element]:
        _cut(root, event.get("id"))
    leaving = next(one for one in _all(root, "sequenceFlow") if one.get("sourceRef") == element)
    follower = _node(root, leaving.get("targetRef"))
    for flow in [one for one in _all(root, "sequenceFlow") if one.get("targetRef") == element]:
        flow.set("targetRef", follower.get("id"))
        etree.SubElement(follower, f"{{{BPMN}}}incoming").text = flow.get("id")
    _drop_flow(root, leaving.get("id"))
    _drop_node(root, _node(root, element))
    head = sorted(follower, key=lambda one: HEAD.index(local(one)) if local(one) in HEAD else len(HEAD))
    follower[:] = head


def _cut(root: Any, element: str) -> None:
    """Take an event out, with everything that only it leads to."""
    node = _node(root, element)
    for flow in [one for one in _all(root, "sequenceFlow") if one.get("sourceRef") == element]:
        _drop_flow(root, flow.get("id"))
    _drop_node(root, node)
    _prune(root)


def _branch(root: Any, flow: str) -> None:
    """Take a way out of a gateway, with everything that only it leads to."""
    _drop_flow(root, flow)
    _prune(root)


def _prune(root: Any) -> None:
    """Take out what nothing leads to any more, until all is reached."""
    starts = ("startEvent", "boundaryEvent")
    while True:
        reached = {flow.get("targetRef") for flow in _all(root, "sequenceFlow")}
        lost = [one for one in root.iter() if local(one) in NODES and local(one) not in starts]
        lost = [one for one in lost if one.get("id") not in reached]
        if not lost:
            return
        for one in lost:
            gone = [event for event in _all(root, "boundaryEvent") if event.get("attachedToRef") == one.get("id")]
            for node in [one, *gone]:
                for flow in [way for way in _all(root, "sequenceFlow") if way.get("sourceRef") == node.get("id")]:
                    _drop_flow(root, flow.get("id"))
                _drop_node(root, node)


def _drop_flow(root: Any, flow: str) -> None:
    for one in [*_all(root, "incoming"), *_all(root, "outgoing")]:
        if one.text == flow:
            one.getparent().remove(one)
    for one in [way for way in _all(root, "sequenceFlow") if way.get("id") == flow]:
        one.getparent().remove(one)
    for one in root.iter():
        if one.get("default") == flow:
            del one.attrib["default"]
    _undraw(root, {flow})


def _drop_node(root: Any, node: Any) -> None:
    gone = {one.get("id") for one in node.iter() if one.get("id")}
    for one in [reference for reference in _all(root, "flowNodeRef") if reference.text in gone]:
        one.getparent().remove(one)
    if node.getparent() is not None:
        node.getparent().remove(node)
    _undraw(root, gone)


def _undraw(root: Any, gone: set[str | None]) -> None:
    for shape in [one for one in root.iter() if one.get("bpmnElement") in gone]:
        shape.getparent().remove(shape)


CUTS: dict[str, Callable[[Any, str], None]] = {
    "userTask": _bypass,
    "sendTask": _bypass,
    "intermediateCatchEvent": _bypass,
    "boundaryEvent": _cut,
    "branch": _branch,
}
