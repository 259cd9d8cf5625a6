"""Where a process has lanes, each node lies in exactly one: a lane tells people whose step it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from engine.diagrams.dialect import bpmn
from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.drawn import Drawn, text_of
from engine.diagrams.lint.graph import Scope

RULE = "lanes"


def lanes(context: Context) -> Iterator[Finding]:
    """Nodes in no lane or in several, references to nodes that are not there, lanes without a name."""
    for scope in context.scopes:
        if scope.child("laneSet") is not None:
            yield from _of(scope)


def _of(scope: Scope) -> Iterator[Finding]:
    placed: Counter[str] = Counter()
    for lane in scope.element.iterfind(f"{bpmn('laneSet')}/{bpmn('lane')}"):
        drawn = Drawn(lane, scope.file)
        if not lane.get("name"):
            yield drawn.warning(RULE, f"{RULE}.unnamed")
        if lane.find(bpmn("childLaneSet")) is not None:
            yield drawn.error(RULE, f"{RULE}.nested")
        for reference in lane.iterfind(bpmn("flowNodeRef")):
            placed[text_of(reference).strip()] += 1
            if text_of(reference).strip() not in scope.nodes:
                yield drawn.error(RULE, f"{RULE}.unknown", reference=text_of(reference).strip())
    for node in scope.nodes.values():
        if placed[node.id] > 1:
            yield node.error(RULE, f"{RULE}.several")
        elif not placed[node.id]:
            yield node.warning(RULE, f"{RULE}.none")
