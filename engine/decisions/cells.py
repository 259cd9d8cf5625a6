"""Reads the text of a cell: `>= 30`, `[3..9]`, `"a", "b"`, `not(…)`, `-`, or a Python condition with `?`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

from engine.decisions.literals import WORDS, Constant, constant, is_literal, kind_of
from engine.decisions.refusals import CellRefused
from engine.decisions.unary import PLACE, AnyOf, Anything, Comparison, Condition, Interval, Not, UnaryTest
from engine.expressions.expression import Expression, compile_expression

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<literal> -?\d{1,15}(?:\.\d{1,15})?(?![\w]) | "[^"\\]*" | '[^'\\]*' )
      | (?P<sign> >=|<=|!=|=|<|> )
      | (?P<mark> \.\.|[\[\](),] )
      | (?P<word> [A-Za-z]+ )
    )\s*""",
    re.VERBOSE,
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_GLUED = re.compile(r"[\w\"]\?|\?[\w\"?]")  # the place of the value would become part of a name
_MAX_CELL = 1_000


@lru_cache(maxsize=2_048)
def input_cell(text: str) -> UnaryTest:
    """What this input cell asks. Raises CellRefused or ExpressionRefused."""
    bare = text.strip()
    if bare in ("", "-"):
        return Anything()
    if len(bare) > _MAX_CELL:
        raise CellRefused("diagrams.cell_too_long", cell=bare[:80], limit=_MAX_CELL)
    unquoted = _QUOTED.sub('""', bare)
    if "?" in unquoted:
        if _GLUED.search(unquoted):
            raise CellRefused("diagrams.cell_unreadable", cell=bare)
        return _condition(bare)
    return _Reader(bare).tests()


@lru_cache(maxsize=2_048)
def output_cell(text: str) -> Expression:
    """What this output cell gives: a literal or an expression. Raises CellRefused or ExpressionRefused."""
    bare = text.strip()
    if bare in ("", "-"):
        return compile_expression("None")
    return compile_expression(repr(constant(bare)) if is_literal(bare) else bare)


def _condition(text: str) -> Condition:
    source = "".join(part if quoted else part.replace("?", PLACE) for part, quoted in _split_quotes(text))
    return Condition(compile_expression(source), tuple(_constants_of(source)))


def _split_quotes(text: str) -> Iterator[tuple[str, bool]]:
    end = 0
    for match in _QUOTED.finditer(text):
        yield text[end : match.start()], False
        yield match.group(), True
        end = match.end()
    yield text[end:], False


def _constants_of(source: str) -> Iterator[Constant]:
    for node in ast.walk(ast.parse(source, mode="eval")):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | int | float | None):
            yield node.value
            if isinstance(node.value, int | float) and not isinstance(node.value, bool):
                yield -node.value  # a minus sign is a node of its own


class _Reader:
    """Reads one cell of unary tests from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(self._split())
        self._next = 0

    def tests(self) -> UnaryTest:
        """The whole cell."""
        negated = self._take("word", "not")
        if negated and not self._take("mark", "("):
            raise self._refused()
        found: list[UnaryTest] = [self._test()]
        while self._take("mark", ","):
            found.append(self._test())
        if negated and not self._take("mark", ")"):
            raise self._refused()
        if self._next < len(self._tokens):
            raise self._refused()
        whole = found[0] if len(found) == 1 else AnyOf(tuple(found))
        return Not(whole) if negated else whole

    def _test(self) -> UnaryTest:
        sign = self._take("sign")
        if sign:
            limit = self._constant()
            if sign not in ("=", "!=") and kind_of(limit) not in ("number", "text"):
                raise self._refused()
            return Comparison(sign, limit)
        opening = self._take("mark", "[") or self._take("mark", "]") or self._take("mark", "(")
        return self._interval(opening) if opening else Comparison("=", self._constant())

    def _interval(self, opening: str) -> Interval:
        low = self._constant()
        if not self._take("mark", ".."):
            raise self._refused()
        high = self._constant()
        closing = self._take("mark", "]") or self._take("mark", "[") or self._take("mark", ")")
        ordered = kind_of(low) == kind_of(high) and kind_of(low) in ("number", "text")
        if not closing or not ordered or low > high:  # type: ignore[operator]  # both are numbers or both texts
            raise self._refused()
        return Interval(low, high, opening == "[", closing == "]")

    def _constant(self) -> Constant:
        literal = self._take("literal")
        if literal:
            return constant(literal)
        word = self._take("word")
        if word in WORDS:
            return WORDS[word]
        raise self._refused()

    def _take(self, kind: str, text: str = "") -> str:
        """The next token's text when it is of this kind (and reads so), else ""."""
        if self._next < len(self._tokens):
            found, value = self._tokens[self._next]
            if found == kind and (not text or value == text):
                self._next += 1
                return value
        return ""

    def _split(self) -> Iterator[tuple[str, str]]:
        place = 0
        while place < len(self._text):
            match = _TOKEN.match(self._text, place)
            if match is None:
                raise self._refused()
            yield str(match.lastgroup), match.group(str(match.lastgroup))
            place = match.end()

    def _refused(self) -> CellRefused:
        return CellRefused("diagrams.cell_unreadable", cell=self._text)
