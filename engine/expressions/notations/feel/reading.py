"""From text of FEEL to the common tree: an expression, or the unary tests of a table's cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lark import Lark, Token
from lark.exceptions import UnexpectedInput, UnexpectedToken, VisitError
from lark.lexer import Lexer as LarkLexer

from engine.expressions.feel_tree import OneOf
from engine.expressions.limits import MAX_DEPTH, MAX_EXPRESSION, MAX_NODES
from engine.expressions.notations.feel.building import TreeBuilder
from engine.expressions.notations.feel.grammar import GRAMMAR
from engine.expressions.notations.feel.lexing import Lexer
from engine.expressions.notations.feel.tokens import FeelSyntaxError, Piece, with_range_brackets
from engine.expressions.refusals import ExpressionRefused, place_in
from engine.expressions.tree import Node

_SHORTEST_NOT = 4  #: not ( … )


class _Given(LarkLexer):
    """Hands on the tokens that were cut before."""

    def __init__(self, _conf: Any) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Token]:  # noqa: ARG002  # lark's signature
        return iter(lexer_state)


_PARSER = Lark(
    GRAMMAR,
    parser="lalr",
    lexer=_Given,
    start=["expression", "tests"],
    transformer=TreeBuilder(),
    maybe_placeholders=False,
)


def read(text: str, known: frozenset[str] = frozenset()) -> Node:
    """The tree of an expression; `known` are the names in sight. Raises ExpressionRefused with line and column."""
    return _read(text, known, "expression")


def read_unary_tests(text: str, known: frozenset[str] = frozenset()) -> OneOf:
    """The tree of unary tests; `known` are the names in sight. Raises ExpressionRefused with line and column."""
    node = _read(text, known, "tests")
    assert isinstance(node, OneOf)  # noqa: S101  # by the grammar
    return node


def _read(text: str, known: frozenset[str], start: str) -> Node:
    if len(text) > MAX_EXPRESSION:
        raise ExpressionRefused("expressions.source_too_long", text[:80], size=len(text), limit=MAX_EXPRESSION)
    if not text.strip():
        raise ExpressionRefused("expressions.empty", text)
    try:
        return _parsed(text, known, start)
    except VisitError as error:
        raise _refused(text, error.orig_exc)
    except (FeelSyntaxError, UnexpectedInput) as error:
        raise _refused(text, error)


def _parsed(text: str, known: frozenset[str], start: str) -> Node:
    pieces = with_range_brackets(Lexer(text, known).pieces())
    if len(pieces) > MAX_NODES:  # before the parser: it would only take longer to find the same
        raise ExpressionRefused("expressions.too_complex", text, nodes=MAX_NODES, depth=MAX_DEPTH)
    if start == "tests" and _is_negated(pieces):
        pieces[0] = pieces[0].named("NOT_TESTS")
    tokens: Any = [piece.token() for piece in pieces]
    node = _PARSER.parse(tokens, start=start)
    assert isinstance(node, Node)  # noqa: S101  # by the builder
    return node


def _is_negated(pieces: list[Piece]) -> bool:
    """Whether `not(` opens the text and its bracket closes it: only then it turns all tests over."""
    if len(pieces) < _SHORTEST_NOT or pieces[0].value != "not" or pieces[1].kind != "LPAR":
        return False
    depth = 0
    for place, piece in enumerate(pieces[1:], start=1):
        depth += (piece.kind in _OPENING) - (piece.kind in _CLOSING)
        if depth == 0:
            return place == len(pieces) - 1
    return False


_OPENING = ("LPAR", "LSQB", "LBRACE", "BACK_OPEN")
_CLOSING = ("RPAR", "RSQB", "RBRACE", "BACK_CLOSE")


def _refused(text: str, error: BaseException) -> ExpressionRefused:
    if isinstance(error, FeelSyntaxError):
        return ExpressionRefused(error.key, text, *place_in(text, error.at), **error.params)
    if isinstance(error, UnexpectedToken) and isinstance(error.token, Token) and error.token.type != "$END":
        place = place_in(text, error.token.start_pos or 0)
        return ExpressionRefused("expressions.feel_unexpected", text, *place, found=str(error.token)[:40])
    return ExpressionRefused("expressions.feel_end", text, *place_in(text, len(text)))
