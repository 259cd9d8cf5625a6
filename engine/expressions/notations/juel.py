"""Reads `${…}` and `#{…}`, alone or several in a text, into the common tree."""

from __future__ import annotations

from lark import Lark
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from engine.expressions.limits import MAX_EXPRESSION
from engine.expressions.notations.juel_converting import Converter, Unwritable
from engine.expressions.notations.juel_grammar import GRAMMAR
from engine.expressions.placeholders import Piece, pieces
from engine.expressions.refusals import ExpressionRefused, place_in
from engine.expressions.tree import Concat, Literal, Node, Span

_PARSER = Lark(
    GRAMMAR, parser="lalr", lexer="contextual", transformer=Converter(), keep_all_tokens=True, maybe_placeholders=False
)


def read(source: str) -> Node:
    """The tree of this text: of its one placeholder, or a Concat of all its pieces.

    Raises ExpressionRefused with line, column and caret.
    """
    if len(source) > MAX_EXPRESSION:
        raise ExpressionRefused("expressions.source_too_long", source[:80], size=len(source), limit=MAX_EXPRESSION)
    found = list(pieces(source))
    placeholders = [piece for piece in found if piece.mark]
    if not source.strip():
        raise ExpressionRefused("expressions.empty", source)
    refuse_mixture(source, found)
    if len(placeholders) == 1 and not any(piece.text.strip() for piece in found if not piece.mark):
        return read_piece(source, placeholders[0])
    parts = tuple(read_piece(source, piece) if piece.mark else _literal(piece) for piece in found)
    return parts[0] if len(parts) == 1 else Concat(parts, at=Span(0, len(source)))


def read_piece(source: str, piece: Piece) -> Node:
    """The tree of one placeholder; places are told in the whole text. Raises ExpressionRefused."""
    if not piece.text.strip():
        raise ExpressionRefused("expressions.empty_placeholder", source, *place_in(source, piece.start))
    try:
        tree = _PARSER.parse(" " * piece.start + piece.text)
    except Unwritable as error:
        raise ExpressionRefused(error.key, source, *place_in(source, error.offset), **error.params)
    except UnexpectedInput as error:
        raise _unexpected(source, piece, error)
    assert isinstance(tree, Node)  # noqa: S101  # the transformer gives nothing else
    return tree


def _literal(piece: Piece) -> Literal:
    return Literal(piece.text, at=Span(piece.start, piece.end))


def refuse_mixture(source: str, found: list[Piece]) -> None:
    """Raise ExpressionRefused when `${…}` and `#{…}` stand in one text: the language forbids it."""
    placeholders = [piece for piece in found if piece.mark]
    for piece in placeholders:
        if piece.mark != placeholders[0].mark:
            raise ExpressionRefused("expressions.mixed_placeholders", source, *place_in(source, piece.start - 2))


def _unexpected(source: str, piece: Piece, error: UnexpectedInput) -> ExpressionRefused:
    at, found = piece.end, ""
    if isinstance(error, UnexpectedCharacters):
        at, found = error.pos_in_stream or 0, error.char
    elif isinstance(error, UnexpectedToken) and error.token.type != "$END":  # a mark of the parser
        at, found = error.token.start_pos or 0, str(error.token)
    elif not isinstance(error, UnexpectedEOF | UnexpectedToken):
        return ExpressionRefused("expressions.unreadable", source)
    if not found:
        return ExpressionRefused("expressions.ends_early", source, *place_in(source, at))
    key = "expressions.assignment" if found == "=" else "expressions.unexpected"
    return ExpressionRefused(key, source, *place_in(source, at), found=found[:40])
