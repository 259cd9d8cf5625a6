"""What the lexer hands to the grammar, and the fault it stops at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from lark import Token

from engine.expressions.notations.feel.strings import unescaped


class FeelSyntaxError(Exception):
    """The text is no FEEL; `at` is the offset, `key` and `params` the sentence."""

    def __init__(self, key: str, at: int, **params: Any) -> None:
        super().__init__(key, at)
        self.key = key
        self.at = at
        self.params = params


@dataclass(frozen=True, slots=True)
class Piece:
    """One token: its name in the grammar, its value, and where it stands."""

    kind: str
    value: str
    start: int
    end: int

    def named(self, kind: str) -> Piece:
        """The same piece of text as another token."""
        return replace(self, kind=kind)

    def token(self) -> Token:
        """The token as the parser wants it."""
        value = unescaped(self.value) if self.kind in ("STRING", "AT") else self.value
        return Token(self.kind, value, start_pos=self.start, end_pos=self.end)


#: the words of the language, which no name in sight may be taken for
KEYWORDS = frozenset(
    {"if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "between", "function"}
    | {"external", "true", "false", "null"}
)
SIGNS = {
    "..": "DOTS",
    "->": "ARROW",
    "**": "POWER",
    "<=": "LE",
    ">=": "GE",
    "!=": "NE",
    "<": "LT",
    ">": "GT",
    "=": "EQ",
    "+": "PLUS",
    "-": "MINUS",
    "*": "TIMES",
    "/": "BY",
    "(": "LPAR",
    ")": "RPAR",
    "[": "LSQB",
    "]": "RSQB",
    "{": "LBRACE",
    "}": "RBRACE",
    ",": "COMMA",
    ":": "COLON",
    ".": "DOT",
}
#: after these, an operand comes next
_BEFORE_OPERAND = frozenset(
    {"LPAR", "LSQB", "LBRACE", "COMMA", "COLON", "DOTS", "POWER", "LE", "GE", "NE", "LT", "GT", "EQ", "PLUS", "MINUS"}
    | {"TIMES", "BY", "IF", "THEN", "ELSE", "IN", "RETURN", "SATISFIES", "AND", "OR", "BETWEEN", "BACK_OPEN"}
)
_OPERANDS = frozenset(
    {"NAME", "NUMBER", "STRING", "AT", "TRUE", "FALSE", "NULL", "LPAR", "LSQB", "LBRACE", "MINUS", "IF", "FOR"}
    | {"SOME", "EVERY", "FUNCTION"}
)


def with_range_brackets(pieces: list[Piece]) -> list[Piece]:
    """The pieces with the turned brackets of ranges told apart: `]1..2[` opens and closes from outside."""
    found: list[Piece] = []
    open_: list[bool] = []  #: for each bracket still open, whether a `..` stands in it
    for place, piece in enumerate(pieces):
        following = pieces[place + 1].kind if place + 1 < len(pieces) else "END"
        before = found[-1].kind if found else "COMMA"
        if piece.kind == "DOTS" and open_:
            open_[-1] = True
        elif piece.kind == "RSQB" and before in _BEFORE_OPERAND and before != "LSQB":
            piece = piece.named("BACK_OPEN")
            open_.append(False)
        elif (
            piece.kind == "LSQB"
            and open_
            and open_[-1]
            and following not in _OPERANDS
            and before not in _BEFORE_OPERAND
        ):
            piece = piece.named("BACK_CLOSE")
            open_.pop()
        elif piece.kind in ("LPAR", "LSQB", "LBRACE"):
            open_.append(False)
        elif piece.kind in ("RPAR", "RSQB", "RBRACE") and open_:
            open_.pop()
        found.append(piece)
    return found
