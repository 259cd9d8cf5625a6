"""Text of a diagram that may hold `${…}`: as it stands, one value of any kind, or a text with placeholders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from engine.errors import Invalid
from engine.expressions.compiling import NO_FUNCTIONS, Functions
from engine.expressions.expression import Expression, compile_expression
from engine.expressions.notation import Notation
from engine.expressions.placeholders import has_placeholder
from engine.expressions.refusals import ExpressionRefused


@dataclass(frozen=True, slots=True)
class Written:
    """One attribute or element text. `code` is None where it stands for itself."""

    source: str
    code: Expression | None

    @property
    def names(self) -> frozenset[str]:
        """The data it reads."""
        return self.code.names if self.code is not None else frozenset()

    def value(self, names: Mapping[str, Any], functions: Functions = NO_FUNCTIONS) -> Any:
        """What it says with these data. Raises ExpressionFailed."""
        return self.source if self.code is None else self.code.evaluate(names, functions)


def read_text(text: str, place: str) -> Written:
    """A text that may hold placeholders; `place` names it. Raises Invalid for one that cannot run."""
    with told(place):
        code = compile_expression(text.strip(), Notation.JUEL) if has_placeholder(text) else None
    return Written(text, code)


def read_optional(text: str | None, place: str) -> Written | None:
    """The same for an attribute that may be absent or empty."""
    return read_text(text, place) if text and text.strip() else None


@contextmanager
def told(place: str) -> Iterator[None]:
    """Code that cannot run is told with its place on the element."""
    try:
        yield
    except ExpressionRefused as refusal:
        raise Invalid("diagrams.expressions", place=place, detail=refusal) from refusal
