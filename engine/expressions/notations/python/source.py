"""Source text as it stands in a diagram, made ready for Python's parser; places are told in the text as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.expressions.refusals import ExpressionRefused

Mode = Literal["eval", "exec"]


@dataclass(frozen=True, slots=True)
class Source:
    """A text and its parseable form. Lines are kept; what was taken off their left is remembered."""

    text: str
    parseable: str
    margin: int  #: characters taken off the left of each line
    one_line: bool

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Line and column in the text as it stands, from those in the parseable form; all count from 1."""
        if not self.one_line:
            return line, column + self.margin
        before = self.text[: self.margin + column - 1]
        return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1

    def spot(self, line: int, column: int) -> tuple[int, int]:
        """The same place of the parseable form counted in characters from 1; Python counts bytes from 0."""
        lines = self.parseable.split("\n")
        before = lines[min(line, len(lines)) - 1].encode()[:column]
        return line, len(before.decode(errors="ignore")) + 1

    def offset(self, line: int, column: int) -> int:
        """Where Python's line and byte stand in the text as it is written, in characters from its start."""
        line, column = self.spot(line, column)
        if self.one_line:
            return self.margin + column - 1
        return sum(len(one) + 1 for one in self.text.split("\n")[: line - 1]) + self.margin + column - 1


def prepared(text: str, mode: Mode, limit: int) -> Source:
    """Make this text ready. Raises ExpressionRefused when it is empty, too long or holds marks that are never right."""
    if len(text) > limit:
        raise ExpressionRefused("expressions.source_too_long", text[:80], size=len(text), limit=limit)
    if not text.strip():
        raise ExpressionRefused("expressions.empty", text)
    _refuse_marks(text)
    even = text.replace("\r", " ").replace("\t", " ")
    return _one_line(text, even) if mode == "eval" else _block(text, even)


def _one_line(text: str, even: str) -> Source:
    flat = even.replace("\n", " ").rstrip()
    return Source(text, flat.lstrip(), len(flat) - len(flat.lstrip()), one_line=True)


def _block(text: str, even: str) -> Source:
    lines = even.split("\n")
    margin = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return Source(text, "\n".join(line[margin:].rstrip() for line in lines), margin, one_line=False)


def _refuse_marks(text: str) -> None:
    """Refuse what Python would only warn about or misread: escapes, and the `${…}` of other engines."""
    for mark, key in (("\\", "expressions.backslash"), ("\x00", "expressions.unreadable")):
        if mark in text:
            raise ExpressionRefused(key, text, *_place(text, text.index(mark)))
    start = len(text) - len(text.lstrip())
    if text.startswith(("${", "#{"), start):
        raise ExpressionRefused("expressions.braces", text, *_place(text, start))


def _place(text: str, index: int) -> tuple[int, int]:
    before = text[:index]
    return before.count("\n") + 1, index - before.rfind("\n")
