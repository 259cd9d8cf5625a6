"""How the expression core says no: on reading with line, column and a caret, on running with the line that failed."""

from __future__ import annotations

from typing import Any

from engine.errors import Invalid


class ExpressionRefused(Invalid):
    """The text is not in the allowed subset, so it is not compiled. `line` and `column` count from 1."""

    def __init__(self, key: str, source: str, line: int = 1, column: int = 1, node: str = "", **params: Any) -> None:
        self.line = line
        self.column = column
        self.node = node
        self.caret = caret(source, line, column)
        super().__init__(key, line=line, column=column, node=node, caret=self.caret, **params)


class ExpressionFailed(Invalid):
    """The text is allowed, but with these data it has no value. Nothing was changed."""

    def __init__(self, key: str, source: str, line: int = 1, **params: Any) -> None:
        self.line = line
        shown = source if len(source) <= 200 else source[:200] + "…"
        super().__init__(key, line=line, source=shown, **params)


def caret(source: str, line: int, column: int) -> str:
    """The offending line with a mark under the offending place; long lines are cut around it."""
    lines = source.splitlines() or [""]
    text = lines[min(line, len(lines)) - 1]
    first = max(0, column - 41)
    shown = text[first : first + 80]
    return f"{shown}\n{' ' * (column - 1 - first)}^"


def place_in(source: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)
