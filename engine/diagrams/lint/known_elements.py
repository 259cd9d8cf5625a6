"""Only elements that run as drawn may be drawn; the others would be dropped, stop for ever or fail at run time."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.dialect import NODES
from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.drawn import Drawn, is_bpmn, local_name
from engine.diagrams.loading import Tree

RULE = "known_elements"

#: Elements with a remedy of their own.
_TOLD_APART = frozenset(
    {
        *("complexGateway", "adHocSubProcess", "choreography"),
    }
)
#: What a process may hold beside its nodes.
_BESIDE = frozenset(
    {
        *("sequenceFlow", "laneSet", "documentation", "extensionElements", "association", "textAnnotation", "group"),
        *("dataObject", "dataObjectReference", "dataStoreReference", "property", "ioSpecification"),
        *("auditing", "monitoring", "supports"),
    }
)
#: What a file may hold beside its processes.
_AT_TOP = frozenset(
    {
        *("process", "collaboration", "message", "signal", "error", "escalation", "itemDefinition", "category"),
        *("extensionElements", "documentation", "dataStore"),
    }
)
_IN_NODES = frozenset(
    {
        *("incoming", "outgoing", "documentation", "extensionElements", "script"),
        *("multiInstanceLoopCharacteristics", "standardLoopCharacteristics"),
        *("property", "ioSpecification", "dataInputAssociation", "dataOutputAssociation"),
        *("dataInput", "dataOutput", "inputSet", "outputSet"),
    }
)


def known_elements(context: Context) -> Iterator[Finding]:
    """Each element that does not run as drawn."""
    for diagram in context.diagrams:
        for child in diagram.element:
            if is_bpmn(child) and local_name(child) not in _AT_TOP:
                yield _refused(Drawn(child, diagram.file))
        for scope in diagram.scopes:
            allowed = _BESIDE if scope.kind == "process" else _BESIDE | _IN_NODES
            for child in scope.element:
                if is_bpmn(child) and local_name(child) not in NODES | allowed:
                    yield _refused(Drawn(child, diagram.file))
        for node in diagram.nodes:
            if node.kind not in ("subProcess", "transaction") and not node.is_refused:
                yield from _inside(node, node.element)


def _inside(node: Drawn, element: Tree) -> Iterator[Finding]:
    for child in element:
        name = local_name(child)
        if is_bpmn(child) and name not in _IN_NODES and not name.endswith("EventDefinition"):
            yield node.error(RULE, _key(name), name=name)


def _refused(drawn: Drawn) -> Finding:
    return drawn.error(RULE, _key(drawn.kind), name=drawn.kind)


def _key(name: str) -> str:
    return f"{RULE}.{name}" if name in _TOLD_APART else RULE
