"""A BPMN file as the rules look at it: processes and subprocesses as graphs of nodes and flows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from engine.diagrams.dialect import ACTIVITIES, NODES, bpmn
from engine.diagrams.lint.drawn import Drawn, is_bpmn, local_name
from engine.diagrams.loading import Tree

#: Drawn as nodes but never run; kept in the graph, so that their neighbours are not told to hang loose as well.
_REFUSED = frozenset({"complexGateway", "adHocSubProcess", "callChoreography"})
_SCOPES = ("process", "subProcess", "adHocSubProcess", "transaction")


@dataclass(frozen=True, slots=True, eq=False)
class Flow(Drawn):
    """A sequence flow."""

    scope: Scope

    @property
    def source(self) -> str:
        """The id of the node it leaves."""
        return self.element.get("sourceRef") or ""

    @property
    def target(self) -> str:
        """The id of the node it enters."""
        return self.element.get("targetRef") or ""

    @property
    def condition(self) -> str | None:
        """The text of its condition; None when it has none."""
        return self.text("conditionExpression")


@dataclass(frozen=True, slots=True, eq=False)
class Node(Drawn):
    """An event, an activity or a gateway."""

    scope: Scope

    @property
    def incoming(self) -> list[Flow]:
        """The flows that enter it."""
        return self.scope.entering.get(self.id, [])

    @property
    def outgoing(self) -> list[Flow]:
        """The flows that leave it."""
        return self.scope.leaving.get(self.id, [])

    @property
    def boundary(self) -> list[Node]:
        """The events on its border."""
        return self.scope.bordering.get(self.id, [])

    @property
    def attached_to(self) -> str | None:
        """The activity on whose border this event stands."""
        return self.element.get("attachedToRef") if self.kind == "boundaryEvent" else None

    @property
    def interrupting(self) -> bool:
        """Whether this boundary event ends its activity."""
        return (self.element.get("cancelActivity") or "true") == "true"

    @property
    def is_refused(self) -> bool:
        """Whether it never runs, which another rule tells."""
        return self.kind in _REFUSED

    @property
    def is_activity(self) -> bool:
        """Whether work is done in it."""
        return self.kind in ACTIVITIES

    @property
    def multiple(self) -> Tree | None:
        """Its multi-instance marker."""
        return self.child("multiInstanceLoopCharacteristics")

    @property
    def definitions(self) -> list[Tree]:
        """Its event definitions."""
        return [child for child in self.element if local_name(child).endswith("EventDefinition")]

    def definition(self, kind: str) -> Tree | None:
        """Its event definition of this kind (`timer`, `message` …)."""
        return self.child(f"{kind}EventDefinition")

    @property
    def successors(self) -> list[Node]:
        """The nodes its flows lead to, as far as they are there."""
        nodes = self.scope.nodes
        return [nodes[flow.target] for flow in self.outgoing if flow.target in nodes]


@dataclass(frozen=True, slots=True, eq=False)
class Scope(Drawn):
    """A process or an embedded subprocess: a graph of its own."""

    parent: Scope | None
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    leaving: dict[str, list[Flow]] = field(default_factory=dict)
    entering: dict[str, list[Flow]] = field(default_factory=dict)
    bordering: dict[str, list[Node]] = field(default_factory=dict)

    @property
    def process(self) -> Scope:
        """The process it belongs to."""
        return self if self.parent is None else self.parent.process

    @property
    def starts(self) -> list[Node]:
        """Its start events."""
        return [node for node in self.nodes.values() if node.kind == "startEvent"]

    def add_flow(self, flow: Flow) -> None:
        """Take in a flow while the file is read."""
        self.flows.append(flow)
        self.leaving.setdefault(flow.source, []).append(flow)
        self.entering.setdefault(flow.target, []).append(flow)

    def add_node(self, node: Node) -> None:
        """Take in a node while the file is read; a second one of the same id is told by the schema."""
        self.nodes.setdefault(node.id or f"line {node.line}", node)
        if node.attached_to is not None:
            self.bordering.setdefault(node.attached_to, []).append(node)

    def reached(self) -> set[str]:
        """The ids of all nodes a token can come to, over flows and boundary events."""
        roots = self.starts or [node for node in self.nodes.values() if begins(node)]
        return set(reached_from([*roots, *(node for node in self.nodes.values() if _comes_alone(node))]))


@dataclass(frozen=True, slots=True, eq=False)
class Diagram(Drawn):
    """One BPMN file: its root element and all its scopes, processes first."""

    scopes: list[Scope]

    @property
    def processes(self) -> list[Scope]:
        """The processes in it."""
        return [scope for scope in self.scopes if scope.parent is None]

    @property
    def nodes(self) -> Iterator[Node]:
        """All nodes of all scopes."""
        return (node for scope in self.scopes for node in scope.nodes.values())

    @property
    def flows(self) -> Iterator[Flow]:
        """All flows of all scopes."""
        return (flow for scope in self.scopes for flow in scope.flows)

    def declared(self, kind: str) -> dict[str, Tree]:
        """What it declares at the top (`message`, `signal`, `error`, `escalation`), by id."""
        return {element.get("id") or "": element for element in self.element.iterfind(bpmn(kind))}


def begins(node: Node) -> bool:
    """Whether a scope without a start event begins here."""
    return not node.incoming and node.kind != "boundaryEvent" and not _comes_alone(node)


def _comes_alone(node: Node) -> bool:
    """No flow need lead here: an event, a link or what it compensates does."""
    linked = node.kind == "intermediateCatchEvent" and node.definition("link") is not None
    aside = node.element.get("triggeredByEvent") == "true" or node.element.get("isForCompensation") == "true"
    return linked or aside


def reached_from(nodes: Iterable[Node]) -> list[str]:
    """The ids of these nodes and of all that a token can come to from them, over flows and boundary events."""
    waiting, seen = list(nodes), dict[str, None]()
    while waiting:
        node = waiting.pop()
        if node.id not in seen:
            seen[node.id] = None
            waiting += [*node.successors, *node.boundary]
    return list(seen)


def read_diagram(file: str, root: Tree) -> Diagram:
    """The graphs of one BPMN file."""
    scopes: list[Scope] = []
    for process in root.iterfind(bpmn("process")):
        _read_scope(process, file, None, scopes)
    return Diagram(root, file, scopes)


def _read_scope(element: Tree, file: str, parent: Scope | None, scopes: list[Scope]) -> None:
    scope = Scope(element, file, parent)
    scopes.append(scope)
    for child in element:
        if not is_bpmn(child):
            continue
        kind = local_name(child)
        if kind == "sequenceFlow":
            scope.add_flow(Flow(child, file, scope))
        elif kind in NODES | _REFUSED:
            scope.add_node(Node(child, file, scope))
        if kind in _SCOPES:
            _read_scope(child, file, scope, scopes)
