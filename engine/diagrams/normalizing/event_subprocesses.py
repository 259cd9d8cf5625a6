"""An event subprocess begins by exactly one event and stands alone: nothing flows into it or out of it."""

from __future__ import annotations

from engine.diagrams.dialect import bpmn
from engine.diagrams.normalizing.drawing import Drawing, is_event_subprocess, kind_of
from engine.diagrams.normalizing.start_events import triggers_of
from engine.xml_files import Tree

TRIGGERS = frozenset({"message", "signal", "timer", "conditional", "error", "escalation"})


def event_subprocesses(drawing: Drawing) -> None:
    """Refuse those that could not run as drawn."""
    for scope in drawing.scopes():
        handlers = [child for child in scope if kind_of(child) == "subProcess" and is_event_subprocess(child)]
        for handler in handlers:
            _begins(drawing, handler)
            _stands_alone(drawing, scope, handler)
            _throws_beside(drawing, handler, [other for other in handlers if other is not handler])


def _begins(drawing: Drawing, handler: Tree) -> None:
    starts = list(handler.iterchildren(bpmn("startEvent")))
    triggers = [trigger for start in starts for trigger in triggers_of(start)]
    if len(starts) != 1 or len(triggers) != 1:
        drawing.refuse(handler, "event_subprocesses.one_start", starts=[str(start.get("id")) for start in starts])
    elif triggers[0] not in TRIGGERS:
        drawing.refuse(starts[0], "event_subprocesses.trigger", trigger=triggers[0])


def _stands_alone(drawing: Drawing, scope: Tree, handler: Tree) -> None:
    name = handler.get("id")
    touched = any(name in (flow.get("sourceRef"), flow.get("targetRef")) for flow in drawing.flows(scope))
    edged = any(node.get("attachedToRef") == name for node in scope.iterchildren(bpmn("boundaryEvent")))
    looped = handler.find(bpmn("multiInstanceLoopCharacteristics")) is not None
    if touched or edged or looped:
        drawing.refuse(handler, "event_subprocesses.not_alone")


def _throws_beside(drawing: Drawing, handler: Tree, others: list[Tree]) -> None:
    """Whether a handler that has begun still hears the errors of another is read in two ways."""
    heard = {_error(start) for other in others for start in other.iterchildren(bpmn("startEvent"))} - {""}
    for end in handler.iter(bpmn("endEvent")):
        if _error(end) in heard - {""} or (_error(end) and "*" in heard):
            drawing.refuse(handler, "event_subprocesses.error_beside", event=end.get("id"))


def _error(event: Tree) -> str:
    """The error of this event: its reference, `*` for any, or nothing."""
    definition = event.find(bpmn("errorEventDefinition"))
    return "" if definition is None else definition.get("errorRef") or "*"
