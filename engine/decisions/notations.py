"""What stands in a cell, whatever notation it is written in: a question about a value, or a value.

FEEL is the rule. A text `${…}` is Camunda's, and Python is read only where the file says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from engine.decisions.refusals import CellRefused, DecisionRefused
from engine.decisions.run import Functions
from engine.expressions.expression import Expression, compile_expression
from engine.expressions.notation import Notation
from engine.expressions.placeholders import has_placeholder
from engine.expressions.unary_tests import compile_unary_tests

#: what Camunda calls the value a cell is asked about, where the column does not name it
CELL_INPUT: Final = "cellInput"
#: stands for `?` in Python, where it is no name
PLACE: Final = "\u0294"
_WRAPPED: Final = re.compile(r"\s*[$#]\{")
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_GLUED: Final = re.compile(r"[\w\"]\?|\?[\w\"?]")  # the place of the value would become part of a name
_SIGNED: Final = re.compile(r"\s*(?:[<>]=?|!=|==|in\b|not\s+in\b)")


class Question(Protocol):
    """What one input cell asks."""

    @property
    def source(self) -> str:
        """The cell as it was written."""

    @property
    def names(self) -> frozenset[str]:
        """What it reads from the data, besides the value."""

    def holds(self, value: Any, names: Mapping[str, Any], functions: Functions, /) -> bool | None:
        """Whether the value passes; None when that cannot be told, as for two values that cannot be compared."""


@dataclass(frozen=True, slots=True)
class Always:
    """An empty cell, or `-`."""

    source: str = "-"
    names: frozenset[str] = frozenset()

    def holds(self, _value: Any, _names: Mapping[str, Any], _functions: Functions, /) -> bool | None:
        """Always."""
        return True


ALWAYS: Final = Always()


@dataclass(frozen=True, slots=True)
class Condition:
    """A cell that is a condition of its own, in JUEL or Python."""

    source: str
    expression: Expression
    place: str

    @property
    def names(self) -> frozenset[str]:
        """What it reads from the data, besides the value."""
        return self.expression.names - {self.place}

    def holds(self, value: Any, names: Mapping[str, Any], functions: Functions, /) -> bool | None:
        """Whether it is true. Raises DecisionRefused when it is neither true nor false."""
        answer = self.expression.value({**names, self.place: value}, functions)
        if not isinstance(answer, bool):
            raise DecisionRefused("decisions.cell_not_truth", cell=self.source)
        return answer


def notation_of(text: str, written: Notation | None) -> Notation:
    """The notation of this text, where its file, table or cell says `written`, or says nothing."""
    if written is None:
        return Notation.JUEL if _WRAPPED.match(text) else Notation.FEEL
    return written


def value_of(text: str, written: Notation | None, known: frozenset[str]) -> Expression:
    """What an output cell or an expression gives; an empty one gives null.

    Raises CellRefused or ExpressionRefused.
    """
    bare = text.strip()
    if bare in ("", "-"):
        return compile_expression("null", Notation.FEEL)
    notation = notation_of(bare, written)
    if notation is Notation.JUEL and not has_placeholder(bare):
        bare = "${" + bare + "}"
    return compile_expression(bare, notation, known)


def question_of(text: str, written: Notation | None, known: frozenset[str], place: str = CELL_INPUT) -> Question:
    """What an input cell asks; `place` is the name that Camunda's conditions have for the value.

    Raises CellRefused or ExpressionRefused.
    """
    bare = text.strip()
    if bare in ("", "-"):
        return Always()
    notation = notation_of(bare, written)
    if notation is Notation.FEEL:
        return compile_unary_tests(bare, notation, known)
    if notation is Notation.JUEL:
        return Condition(bare, value_of(bare, notation, known), place)
    return Condition(bare, compile_expression(_python(bare)), PLACE)


def _python(text: str) -> str:
    """A Python cell with a name for the value: `? > 3`, `> 3`, or a value alone, which means equality."""
    unquoted = _QUOTED.sub('""', text)
    if "?" not in unquoted:
        return f"{PLACE} {text}" if _SIGNED.match(text) else f"{PLACE} == ({text})"
    if _GLUED.search(unquoted):
        raise CellRefused("decisions.cell_unreadable", cell=text)
    pieces = []
    end = 0
    for match in _QUOTED.finditer(text):
        pieces += [text[end : match.start()].replace("?", PLACE), match.group()]
        end = match.end()
    return "".join([*pieces, text[end:].replace("?", PLACE)])
