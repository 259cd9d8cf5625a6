"""One BPMN file while its shorthand is written out: finding, inserting and connecting elements.

Drawn elements keep their ids and lines. What is inserted carries `huishang:inserted` and is never shown to anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from engine.diagrams.dialect import BPMN, INSERTED, bpmn
from engine.findings import Finding
from engine.xml_files import Tree, line_of

#: every kind of element a sequence flow may touch, whether it runs here or not
FLOW_NODES = frozenset(
    {
        *("startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"),
        *("task", "manualTask", "userTask", "serviceTask", "scriptTask", "sendTask", "receiveTask"),
        *("businessRuleTask", "callActivity", "subProcess", "transaction", "adHocSubProcess"),
        *("exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway", "complexGateway"),
    }
)
GATEWAYS = frozenset(kind for kind in FLOW_NODES if kind.endswith("Gateway"))
SCOPES = ("process", "subProcess", "transaction", "adHocSubProcess")


def kind_of(element: Tree) -> str:
    """The local name of a BPMN element; "" for anything else."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) and tag.startswith(f"{{{BPMN}}}") else ""


def is_event_subprocess(element: Tree) -> bool:
    """Whether no flow leads to this subprocess because an event begins it."""
    return element.get("triggeredByEvent") == "true"


def condition_of(flow: Tree) -> Tree | None:
    """The condition on a flow."""
    return flow.find(bpmn("conditionExpression"))


class Drawing:
    """A file's tree, changed in place, and what is found on the way."""

    def __init__(self, file: str, root: Tree) -> None:
        self.file = file
        self.root = root
        self.findings: list[Finding] = []
        self._ids = {str(element.get("id")) for element in root.iter(etree.Element) if element.get("id")}
        self._numbers: dict[str, int] = {}  #: the last one given to an id that was taken

    def scopes(self) -> list[Tree]:
        """Every process and subprocess, outer ones first."""
        return list(self.root.iter(*(bpmn(kind) for kind in SCOPES)))

    def nodes(self, scope: Tree) -> list[Tree]:
        """The flow nodes that lie directly in this scope."""
        return [child for child in scope if kind_of(child) in FLOW_NODES]

    def flows(self, scope: Tree) -> list[Tree]:
        """The sequence flows that lie directly in this scope, in the order of the document."""
        return list(scope.iterchildren(bpmn("sequenceFlow")))

    def leaving(self, scope: Tree) -> dict[str, list[Tree]]:
        """The flows of this scope by the node they leave."""
        return self._by("sourceRef", scope)

    def entering(self, scope: Tree) -> dict[str, list[Tree]]:
        """The flows of this scope by the node they enter."""
        return self._by("targetRef", scope)

    def insert(self, scope: Tree, kind: str, behind: str) -> Tree:
        """A new node of this kind; its id tells the drawn element it belongs to."""
        return etree.SubElement(scope, bpmn(kind), {"id": self.free_id(f"{behind}.{kind}"), INSERTED: behind})

    def connect(self, scope: Tree, source: Any, target: Any) -> Tree:
        """A new flow between two nodes of this scope."""
        ends = {"sourceRef": source.get("id"), "targetRef": target.get("id")}
        name = self.free_id(f"{ends['sourceRef']}.to.{ends['targetRef']}")
        return etree.SubElement(scope, bpmn("sequenceFlow"), {"id": name, **ends, INSERTED: ends["sourceRef"]})

    def always(self, flow: Tree) -> None:
        """Make this flow one that is always taken where flows have conditions."""
        etree.SubElement(flow, bpmn("conditionExpression")).text = "True"

    def free_id(self, wanted: str) -> str:
        """This id, or the first one like it that nobody has."""
        name = wanted
        while name in self._ids:
            self._numbers[wanted] = self._numbers.get(wanted, 1) + 1
            name = f"{wanted}.{self._numbers[wanted]}"
        self._ids.add(name)
        return name

    def knows(self, name: str) -> bool:
        """Whether an element of this file has this id."""
        return name in self._ids

    def refuse(self, element: Tree, rule: str, **params: Any) -> None:
        """Note why this element cannot be run."""
        key = f"normalizing.{rule}"
        line, name = line_of(element), element.get("id") or ""
        error = Finding.error("shorthand", self.file, line, name, **params)
        self.findings.append(
            Finding(error.severity, error.rule, error.file, error.line, error.element, key, error.params)
        )

    def events(self, definition: str) -> Iterator[tuple[Tree, Tree]]:
        """Every event with a definition of this kind (`link`, `message` …), and the definition."""
        for found in list(self.root.iter(bpmn(f"{definition}EventDefinition"))):
            event = found.getparent()
            if event is not None and kind_of(event) in FLOW_NODES:
                yield event, found

    def _by(self, end: str, scope: Tree) -> dict[str, list[Tree]]:
        found: dict[str, list[Tree]] = {}
        for flow in self.flows(scope):
            found.setdefault(flow.get(end) or "", []).append(flow)
        return found
