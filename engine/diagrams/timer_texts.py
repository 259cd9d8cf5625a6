"""What a timer says: an ISO 8601 text as it stands or in quotes, `${…}`, or an expression of ours."""

from __future__ import annotations

import re

from engine.diagrams.declarations.texts import Written, read_text
from engine.diagrams.periods import is_duration, read_duration, read_instant, read_repetition
from engine.errors import Invalid
from engine.expressions.expression import compile_expression

KINDS = ("timeDate", "timeDuration", "timeCycle")
_MEANT = re.compile(r"P(?:[\dT][\dYMWDTHS.,]*)?|\d{4}-\d{2}.*|R\d*/.*", re.IGNORECASE | re.DOTALL)
_QUOTED = re.compile(r"""(['"])([^'"\\]*)\1""")
#: five to seven fields apart by blanks, digits among them
_CRON = re.compile(r"[\d*?/,LW#-]+(\s+[\w*?/,#-]+){4,6}")


def read_timer(text: str, kind: str) -> Written:
    """The text of a timer of this kind. Raises Invalid for one that could never be an instant, ExpressionRefused."""
    stripped = text.strip()
    if "${" in stripped or "#{" in stripped:
        return read_text(stripped, kind)
    quoted = _QUOTED.fullmatch(stripped)
    literal = quoted[2].strip() if quoted else stripped
    if _CRON.fullmatch(literal):
        raise Invalid("normalizing.timers.cron", text=literal)
    if not literal or quoted or _MEANT.fullmatch(literal):
        _check(literal, kind)
        return Written(literal, None)
    return Written(stripped, compile_expression(stripped))


def _check(literal: str, kind: str) -> None:
    try:
        if kind == "timeCycle":
            read_repetition(literal)
        elif is_duration(literal):
            read_duration(literal)
        else:
            read_instant(literal)
    except ValueError as error:
        raise Invalid(f"normalizing.timers.{kind}", text=literal) from error
