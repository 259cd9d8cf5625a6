"""Conditions whose language attribute says FEEL: marked in their own text, which is all that the runner is handed."""

from __future__ import annotations

from engine.diagrams.dialect import bpmn
from engine.diagrams.normalizing.drawing import Drawing
from engine.expressions.notation import Notation
from engine.expressions.written import FEEL_MARK, notation_of

_CONDITIONS = ("conditionExpression", "completionCondition", "loopCardinality", "loopCondition", "condition")


def marked_feel(drawing: Drawing) -> None:
    """Write the mark of FEEL before each text that is declared to be FEEL."""
    for element in drawing.root.iter(*(bpmn(name) for name in _CONDITIONS)):
        text = element.text or ""
        is_feel = notation_of(text, element.get("language")) is Notation.FEEL
        if is_feel and not text.lstrip().startswith(FEEL_MARK):
            element.text = FEEL_MARK + text
