"""A message event that names who sends its message is a service task drawn as an event."""

from __future__ import annotations

from engine.diagrams.dialect import CAMUNDA, bpmn, camunda
from engine.diagrams.normalizing.drawing import Drawing, kind_of

_THROWING = frozenset({"intermediateThrowEvent", "endEvent"})
#: what says how the message is sent
_WAYS = ("class", "delegateExpression", "expression", "type")


def sending_events(drawing: Drawing) -> None:
    """Such events become service tasks of the same id; what the definition says of sending is said of the task."""
    for event, definition in drawing.events("message"):
        if kind_of(event) not in _THROWING or not any(definition.get(camunda(way)) for way in _WAYS):
            continue
        for name, value in definition.attrib.items():
            if str(name).startswith(f"{{{CAMUNDA}}}"):
                event.set(name, value)
        own, theirs = event.find(bpmn("extensionElements")), definition.find(bpmn("extensionElements"))
        if theirs is not None:
            if own is None:
                event.insert(0, theirs)
            else:
                own.extend(list(theirs))
        event.remove(definition)
        event.tag = bpmn("serviceTask")
