"""Attributes and extension elements of other tools: ours must be exact, Camunda's without effect here are named."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.diagrams.dialect import (
    BPMN,
    CAMUNDA,
    CAMUNDA_ATTRIBUTES,
    CAMUNDA_NOTES,
    DRAWING,
    HUISHANG,
    HUISHANG_ATTRIBUTES,
    INSERTED,
    SPIFF,
)
from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.drawn import Drawn, local_name
from engine.diagrams.loading import Tree

RULE = "attributes"


def attributes(context: Context) -> Iterator[Finding]:
    """Each attribute or extension that has no effect (warning) or a different one than drawn (error)."""
    for diagram in context.diagrams:
        for element in diagram.element.iter(etree.Element):
            namespace = etree.QName(element).namespace
            if namespace == BPMN:
                yield from _of_bpmn(element, diagram.file)
            elif namespace not in DRAWING | {HUISHANG} and _is_outermost(element):
                yield _foreign_element(element, diagram.file, namespace or "")


def _of_bpmn(element: Tree, file: str) -> Iterator[Finding]:
    drawn = Drawn(element, file)
    for attribute in element.attrib:
        name = etree.QName(str(attribute))
        if name.namespace is None or name.namespace in DRAWING or attribute == INSERTED:
            continue
        if name.namespace == CAMUNDA:
            if name.localname not in CAMUNDA_ATTRIBUTES.get(drawn.kind, frozenset()) | CAMUNDA_NOTES:
                yield drawn.warning(RULE, f"{RULE}.camunda", name=name.localname, kind=drawn.kind)
        elif name.namespace == HUISHANG:
            if name.localname not in HUISHANG_ATTRIBUTES.get(drawn.kind, frozenset()):
                yield drawn.error(RULE, f"{RULE}.huishang", name=name.localname, kind=drawn.kind)
        else:
            severity = drawn.error if name.namespace == SPIFF else drawn.warning
            yield severity(RULE, f"{RULE}.foreign", name=name.localname, namespace=name.namespace)


def _foreign_element(element: Tree, file: str, namespace: str) -> Finding:
    host = _host(element)
    drawn, name = Drawn(host, file), local_name(element)
    if namespace == SPIFF:
        return drawn.error(RULE, f"{RULE}.foreign", name=name, namespace=namespace)
    key = "camunda" if namespace == CAMUNDA else "foreign"
    return drawn.warning(RULE, f"{RULE}.{key}", name=name, namespace=namespace, kind=drawn.kind)


def _is_outermost(element: Tree) -> bool:
    parent = element.getparent()
    return parent is None or etree.QName(parent).namespace == BPMN


def _host(element: Tree) -> Tree:
    """The BPMN element that carries the extension."""
    host = element.getparent()
    while host is not None and (etree.QName(host).namespace != BPMN or local_name(host) == "extensionElements"):
        host = host.getparent()
    return element if host is None else host
