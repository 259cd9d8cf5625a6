"""Finds the `${…}` and `#{…}` in a text. Braces inside them and inside their texts are passed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.expressions.refusals import ExpressionRefused, place_in

OPENINGS = ("${", "#{")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: what stands inside a placeholder, or literal text with its escapes undone."""

    text: str
    start: int  #: offset in the whole text; of a placeholder, just inside its brace
    mark: str  #: `$` or `#` of a placeholder, nothing for literal text

    @property
    def end(self) -> int:
        """Offset of the closing brace of a placeholder."""
        return self.start + len(self.text)


def has_placeholder(source: str) -> bool:
    """Whether a placeholder opens anywhere in it; `\\${` does not."""
    return any(mark in source for mark in OPENINGS) and any(piece.mark for piece in pieces(source))


def pieces(source: str) -> Iterator[Piece]:
    """The pieces of this text in order. Raises ExpressionRefused for a placeholder that is not closed."""
    literal, began, at = "", 0, 0
    while at < len(source):
        if source[at] == "\\" and source[at + 1 : at + 3] in OPENINGS:
            literal, at = literal + source[at + 1], at + 2
        elif source[at : at + 2] in OPENINGS:
            if literal:
                yield Piece(literal, began, "")
            end = _closing(source, at)
            yield Piece(source[at + 2 : end], at + 2, source[at])
            literal, began, at = "", end + 1, end + 1
        else:
            literal, at = literal + source[at], at + 1
    if literal:
        yield Piece(literal, began, "")


def _closing(source: str, start: int) -> int:
    """Where the placeholder that starts here ends."""
    depth, quote, at = 0, "", start + 1
    while at < len(source):
        mark = source[at]
        if quote and mark == "\\":
            at += 1
        elif quote:
            quote = "" if mark == quote else quote
        elif mark in "'\"":
            quote = mark
        elif mark in "{}":
            depth += 1 if mark == "{" else -1
            if depth == 0:
                return at
        at += 1
    raise ExpressionRefused("expressions.open_placeholder", source, *place_in(source, start))
