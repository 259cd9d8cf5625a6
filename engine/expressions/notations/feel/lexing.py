"""Cuts a text of FEEL into tokens, its names whole. One pass, no way back: the work grows with the text alone."""

from __future__ import annotations

import re

from engine.expressions.feel_functions.library import FUNCTION_NAMES
from engine.expressions.limits import MAX_DEPTH
from engine.expressions.notations.feel.names import WORD, Names, greedy, names_of, normal
from engine.expressions.notations.feel.strings import unescaped
from engine.expressions.notations.feel.tokens import KEYWORDS, SIGNS, FeelSyntaxError, Piece

_SKIPPED = re.compile(r"(?:\s+|//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)+")
_NUMBER = re.compile(r"(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w])", re.ASCII)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_AT = re.compile(r'@\s*"((?:[^"\\]|\\.)*)"')
_SIGN = re.compile("|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True)))
_INSTANCE_OF = re.compile(r"instance\s+of\b")
_KEY = re.compile(r'(?:"((?:[^"\\]|\\.)*)"|([^:{}\[\]()",]+?))\s*(?=:)', re.DOTALL)
_TYPE = re.compile(r"(?:date\s+and\s+time|days\s+and\s+time\s+duration|years\s+and\s+months\s+duration)\b")
_CALLED = re.compile(r"\s*\(")
_PROPERTIES = frozenset({"time offset", "start included", "end included"})
_GENERIC = frozenset({"list", "context", "range", "function"})
_CLOSING = {"RPAR": "(", "RSQB": "[", "RBRACE": "{"}
_TAKEN_WITH_AND = frozenset(name for name in FUNCTION_NAMES if " and " in name)
_ALWAYS = (FUNCTION_NAMES - _TAKEN_WITH_AND) | _PROPERTIES


class Lexer:
    """One text being cut."""

    def __init__(self, text: str, known: frozenset[str]) -> None:
        self._text = text
        self._at = 0
        self._names = Names(outer=names_of(known | _ALWAYS))
        self._called_names = names_of(_TAKEN_WITH_AND)
        self._found: list[Piece] = []
        self._open: list[str] = []  #: brackets still open; `F` for parameters of a function, `<` for those of a type

    def pieces(self) -> list[Piece]:
        """All tokens. Raises FeelSyntaxError."""
        while self._skip():
            self._next()
            if len(self._open) > MAX_DEPTH:
                raise FeelSyntaxError("expressions.unreadable", self._at)
        return self._found

    def _skip(self) -> bool:
        if found := _SKIPPED.match(self._text, self._at):
            self._at = found.end()
        return self._at < len(self._text)

    def _next(self) -> None:
        if self._open and self._open[-1] == "{" and self._before in ("LBRACE", "COMMA") and self._key():
            return
        text, at = self._text, self._at
        if found := _STRING.match(text, at):
            self._put("STRING", found.group(1), found.end())
        elif found := _AT.match(text, at):
            self._put("AT", found.group(1), found.end())
        elif found := _NUMBER.match(text, at):
            self._put("NUMBER", found.group(), found.end())
        elif text[at] == "?":
            self._put("NAME", "?", at + 1)
        elif WORD.match(text, at):
            self._word()
        elif found := _SIGN.match(text, at):
            self._sign(found.group())
        else:
            raise FeelSyntaxError("expressions.feel_sign", at, sign=text[at])

    @property
    def _before(self) -> str:
        return self._found[-1].kind if self._found else ""

    def _put(self, kind: str, value: str, end: int) -> None:
        self._found.append(Piece(kind, value, self._at, end))
        self._at = end

    def _key(self) -> bool:
        found = _KEY.match(self._text, self._at)
        if found is None:
            return False
        quoted, plain = found.group(1), found.group(2)
        key = unescaped(quoted) if quoted is not None else normal(plain)
        self._names.add(key)
        self._put("KEY", key, found.end())
        return True

    def _word(self) -> None:
        self._put(*self._word_here())

    def _word_here(self) -> tuple[str, str, int]:
        text, at = self._text, self._at
        if self._in_type() and (typed := _TYPE.match(text, at)):
            return "NAME", normal(typed.group()), typed.end()
        name, end = self._names.longest(text, at)
        called, called_end = self._called_names.longest(text, at)
        if called_end > end and _CALLED.match(text, called_end):
            name, end = called, called_end
        plain, plain_end = greedy(text, at)
        word = WORD.match(text, at)
        first = word.group() if word else ""
        if end > at and end >= plain_end:
            return "NAME", name, end
        if self._before != "DOT":
            if instance := _INSTANCE_OF.match(text, at):
                return "INSTANCE_OF", "instance of", instance.end()
            if first in KEYWORDS:
                return first.upper(), first, at + len(first)
        return "NAME", plain, plain_end

    def _in_type(self) -> bool:
        before = self._before
        if before in ("INSTANCE_OF", "ARROW"):
            return True
        if self._open and self._open[-1] == "<":
            return before in ("LT", "COMMA", "COLON")
        return bool(self._open) and self._open[-1] == "F" and before == "COLON"

    def _sign(self, sign: str) -> None:
        kind = SIGNS[sign]
        if sign in "([{":
            self._open.append("F" if self._before == "FUNCTION" and sign == "(" else sign)
        elif sign == "<" and self._opens_type():
            self._open.append("<")
        elif (sign == ">" and self._open and self._open[-1] == "<") or (
            kind in _CLOSING and self._open and self._open[-1] in (*_CLOSING.values(), "F")
        ):
            self._open.pop()
        self._put(kind, sign, self._at + len(sign))

    def _opens_type(self) -> bool:
        last = self._found[-1] if self._found else None
        if last is None or last.value not in _GENERIC:
            return False
        before = self._found[-2].kind if len(self._found) > 1 else ""
        nested = bool(self._open) and self._open[-1] in ("<", "F")
        return before == "INSTANCE_OF" or (nested and before in ("LT", "COMMA", "COLON", "ARROW"))
