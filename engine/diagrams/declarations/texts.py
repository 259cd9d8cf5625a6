"""Text of a diagram that may hold `${…}`: as it stands, one value of any kind, or a text with placeholders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from engine.errors import Invalid
from engine.expressions.compiling import NO_FUNCTIONS, Functions
from engine.expressions.expression import Expression, compile_expression
from engine.expressions.refusals import ExpressionRefused
from engine.expressions.template import Template, compile_template


@dataclass(frozen=True, slots=True)
class Written:
    """One attribute or element text. `code` is None where it stands for itself."""

    source: str
    code: Expression | Template | None

    def value(self, names: Mapping[str, Any], functions: Functions = NO_FUNCTIONS) -> Any:
        """What it says with these data. Raises ExpressionFailed."""
        if self.code is None:
            return self.source
        if isinstance(self.code, Template):
            return self.code.render(names, functions)
        return self.code.evaluate(names, functions)


def read_text(text: str, place: str) -> Written:
    """A text that may hold placeholders; `place` names it. Raises Invalid for one that cannot run."""
    with told(place):
        return _read(text)


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


def _read(text: str) -> Written:
    stripped = text.strip()
    if "${" not in text and "#{" not in text:
        return Written(text, None)
    if stripped[0] in "$#" and stripped[1:2] == "{" and stripped.find("}") == len(stripped) - 1:
        return Written(text, compile_expression(stripped[2:-1]))
    return Written(text, compile_template(text))
