"""Attributes and elements of engines that grew from the same root, read as Camunda's where they mean the same."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from engine.diagrams.dialect import BPMN, camunda
from engine.diagrams.normalizing.drawing import Drawing
from engine.xml_files import Tree

#: the same dialect under another name
_TWINS = frozenset({"http://operaton.org/schema/1.0/bpmn", "http://activiti.org/bpmn/camunda"})
#: relatives: they share what is listed below
_RELATIVES = frozenset({"http://flowable.org/bpmn", "http://activiti.org/bpmn"})

_SAME = {
    name: name
    for name in (
        *("assignee", "candidateUsers", "candidateGroups", "dueDate", "priority", "formKey", "initiator"),
        *("class", "delegateExpression", "expression", "topic", "resultVariable", "collection", "elementVariable"),
        *("exclusive", "candidateStarterGroups", "candidateStarterUsers", "variableName", "decisionRef"),
        *("executionListener", "taskListener", "field", "string", "in", "out", "formProperty", "script", "value"),
        *("failedJobRetryTimeCycle", "properties", "property", "businessKey"),
    )
}
#: by the name they have there
_RENAMED: Mapping[str, str] = {**_SAME, "async": "asyncBefore", "resultVariableName": "resultVariable"}
#: they change what happens, and there is nothing here to do it
_CHANGING = frozenset(
    {
        *("skipExpression", "triggerable", "businessCalendarName", "endDate", "eventType", "variableAggregation"),
        *("variableListenerEventDefinition", "useLocalScopeForResultVariable", "parallelInSameTransaction"),
        "signalExpression",
        "messageExpression",
    }
)
#: what `type` may say there and mean the same here
_TYPES: Mapping[str, str] = {"external-worker": "external", "external": "external", "mail": "mail"}
#: where `false` says nothing
_SWITCHES = frozenset({"triggerable", "useLocalScopeForResultVariable", "parallelInSameTransaction"})


def vendor_names(drawing: Drawing) -> None:
    """Rename what means the same; refuse what would change the run; leave the rest to be told as without effect."""
    for element in list(drawing.root.iter(etree.Element)):
        space = etree.QName(element).namespace or ""
        local = etree.QName(element).localname
        if space in _TWINS or (space in _RELATIVES and local in _RENAMED):
            element.tag = camunda(_RENAMED.get(local, local) if space in _RELATIVES else local)
        elif space in _RELATIVES and local in _CHANGING:
            drawing.refuse(_drawn(element), "vendors.changing", name=local)
        if any(str(name).startswith("{") for name in element.attrib):
            _attributes(drawing, element)


def _attributes(drawing: Drawing, element: Tree) -> None:
    for name, value in list(element.attrib.items()):
        parts = etree.QName(str(name))
        if parts.namespace in _TWINS:
            _rename(element, str(name), parts.localname)
        elif parts.namespace in _RELATIVES:
            _relative(drawing, element, str(name), parts.localname, str(value))


def _relative(drawing: Drawing, element: Tree, name: str, local: str, value: str) -> None:
    if local == "type" and value in _TYPES:
        element.set(name, _TYPES[value])
        _rename(element, name, "type")
    elif local in _RENAMED:
        _rename(element, name, _RENAMED[local])
    elif (local in _CHANGING and not (local in _SWITCHES and value == "false")) or (local, value) == _ALL:
        drawing.refuse(_drawn(element), "vendors.changing", name=local)


#: ends more than its own scope
_ALL = ("terminateAll", "true")


def _rename(element: Tree, name: str, local: str) -> None:
    value = element.attrib.pop(name)
    if camunda(local) not in element.attrib:
        element.set(camunda(local), value)


def _drawn(element: Tree) -> Tree:
    """The drawn element to which this belongs."""
    above: Tree | None = element
    while above is not None:
        if str(above.tag).startswith(f"{{{BPMN}}}") and above.get("id"):
            return above
        above = above.getparent()
    return element
