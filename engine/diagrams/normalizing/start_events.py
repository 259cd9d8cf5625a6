"""Where a scope may begin: one plain start event, and in a process beside it those for what comes from outside."""

from __future__ import annotations

from engine.diagrams.dialect import bpmn
from engine.diagrams.normalizing.drawing import Drawing, is_event_subprocess, kind_of
from engine.xml_files import Tree

#: what may start a process from outside
ENTRIES = frozenset({"message", "signal", "timer", "conditional"})


def start_events(drawing: Drawing) -> None:
    """Refuse the starts of which nobody could say which one is meant, and those by an event that cannot come."""
    for scope in drawing.scopes():
        if is_event_subprocess(scope):
            continue
        starts = list(scope.iterchildren(bpmn("startEvent")))
        plain = [start for start in starts if not triggers_of(start)]
        if len(plain) > 1:
            drawing.refuse(plain[1], "start_events.two_plain", starts=[str(start.get("id")) for start in plain])
        if kind_of(scope) == "process":
            _of_process(drawing, starts)
        else:
            _of_subprocess(drawing, starts)


def triggers_of(start: Tree) -> list[str]:
    """What this event waits for: `message`, `timer` …"""
    kinds = (kind_of(child) for child in start)
    return [kind.removesuffix("EventDefinition") for kind in kinds if kind.endswith("EventDefinition")]


def _of_process(drawing: Drawing, starts: list[Tree]) -> None:
    for start in starts:
        for trigger in triggers_of(start):
            if trigger not in ENTRIES:
                drawing.refuse(start, "start_events.trigger", trigger=trigger)


def _of_subprocess(drawing: Drawing, starts: list[Tree]) -> None:
    for start in starts:
        if triggers_of(start):
            drawing.refuse(start, "start_events.in_subprocess", trigger=triggers_of(start)[0])
