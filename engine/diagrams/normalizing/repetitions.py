"""A standard loop marker on an activity: the activity is done again while its condition holds."""

from __future__ import annotations

import copy

from engine.diagrams.dialect import bpmn
from engine.diagrams.normalizing.drawing import Drawing
from engine.xml_files import Tree


def repetitions(drawing: Drawing) -> None:
    """Each such marker becomes a gateway behind the activity, and one before it where the test comes first."""
    for loop in list(drawing.root.iter(bpmn("standardLoopCharacteristics"))):
        activity = loop.getparent()
        scope = None if activity is None else activity.getparent()
        if activity is None or scope is None:
            continue
        condition = loop.find(bpmn("loopCondition"))
        if condition is None or loop.get("loopMaximum"):
            drawing.refuse(activity, "repetitions.maximum" if loop.get("loopMaximum") else "repetitions.endless")
        else:
            _draw(drawing, scope, activity, condition, first=loop.get("testBefore") == "true")
        activity.remove(loop)


def _draw(drawing: Drawing, scope: Tree, activity: Tree, condition: Tree, *, first: bool) -> None:
    name = activity.get("id") or ""
    before, after = drawing.entering(scope).get(name, []), drawing.leaving(scope).get(name, [])
    test = drawing.insert(scope, "exclusiveGateway", name)
    begin = test if first else drawing.insert(scope, "exclusiveGateway", name)
    done = drawing.insert(scope, "intermediateThrowEvent", name)
    for flow in before:
        flow.set("targetRef", begin.get("id") or "")
    for flow in after:
        flow.set("sourceRef", done.get("id") or "")
    if activity.get("default"):
        done.set("default", activity.attrib.pop("default"))
    again = drawing.connect(scope, test, activity if first else begin)
    clause = copy.deepcopy(condition)
    clause.tag = bpmn("conditionExpression")
    again.append(clause)
    drawing.connect(scope, activity, test)
    if not first:
        drawing.connect(scope, begin, activity)
    test.set("default", drawing.connect(scope, test, done).get("id") or "")
