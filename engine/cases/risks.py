"""The risk grade of a case (风险等级): how grave the child's situation is, judged by a person and never by a clock.

Local child protection platforms grade in the four colours red, yellow, blue and green. A grade is a label with a word;
the lamp of a deadline is another thing and looks different.
"""

from __future__ import annotations

from enum import StrEnum

from engine.texts.catalogue import say


class RiskGrade(StrEnum):
    """A grade, the gravest first. Its label is the sentence `cases.risk.<value>`."""

    GRAVEST = "gravest"  #: red: life or safety in acute danger
    HIGH = "high"  #: yellow: grave harm is likely
    RAISED = "raised"  #: blue: harm is possible, to be followed closely
    LOW = "low"  #: green: protected, in ordinary care

    def label(self, lang: str) -> str:
        """The word for people, such as 一级（红色）."""
        return say(f"cases.risk.{self.value}", lang)


def read_grade(word: object) -> RiskGrade | None:
    """The grade of this word; None for a word that is none."""
    return next((grade for grade in RiskGrade if grade.value == word), None)
