"""Text with `${expression}` placeholders, as in `liaison@${decision["lead"]}`: candidates, recipients, senders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from engine.expressions.compiling import NO_FUNCTIONS, Functions
from engine.expressions.expression import Expression, compile_expression
from engine.expressions.limits import CACHED_SOURCES, MAX_EXPRESSION
from engine.expressions.refusals import ExpressionFailed, ExpressionRefused
from engine.expressions.rewriting import FunctionCall
from engine.expressions.values import text

Part = str | Expression


@dataclass(frozen=True, slots=True)
class Template:
    """One compiled template; `tokens` are its comma-separated pieces, each a row of literal texts and expressions."""

    source: str
    tokens: tuple[tuple[Part, ...], ...]

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """Every placeholder, in order."""
        return tuple(part for token in self.tokens for part in token if isinstance(part, Expression))

    @property
    def names(self) -> frozenset[str]:
        """The data its placeholders read."""
        return frozenset(name for expression in self.expressions for name in expression.names)

    @property
    def calls(self) -> tuple[FunctionCall, ...]:
        """Every function call in its placeholders, in order."""
        return tuple(call for expression in self.expressions for call in expression.calls)

    def render(self, names: Mapping[str, Any], functions: Functions = NO_FUNCTIONS) -> str:
        """The text with its placeholders filled; lists come out comma separated. Raises ExpressionFailed."""
        return ",".join(self.list(names, functions))

    def list(self, names: Mapping[str, Any], functions: Functions = NO_FUNCTIONS) -> tuple[str, ...]:
        """The comma-separated pieces, without empty ones.

        A placeholder that is a whole piece may give a list or a comma-separated text; inside a piece it may give
        neither, so that a value from a form can never add a group. Raises ExpressionFailed.
        """
        pieces = (piece for token in self.tokens for piece in self._pieces(token, names, functions))
        return tuple(piece for piece in pieces if piece)

    def _pieces(self, token: tuple[Part, ...], names: Mapping[str, Any], functions: Functions) -> Iterator[str]:
        if len(token) == 1 and isinstance(token[0], Expression):
            value = token[0].evaluate(names, functions)
            entries = value if isinstance(value, list | tuple) else str(self._scalar(value)).split(",")
            yield from (str(self._scalar(entry)).strip() for entry in entries)
            return
        yield "".join(self._inside(part, names, functions) for part in token).strip()

    def _inside(self, part: Part, names: Mapping[str, Any], functions: Functions) -> str:
        if isinstance(part, str):
            return part
        filled = str(self._scalar(part.evaluate(names, functions)))
        if "," in filled:
            raise ExpressionFailed("expressions.comma_in_piece", self.source, value=filled)
        return filled

    def _scalar(self, value: Any) -> str | int:
        if isinstance(value, str):
            return text(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise ExpressionFailed("expressions.not_a_text", self.source, type=type(value).__name__)


@lru_cache(maxsize=CACHED_SOURCES)
def compile_template(source: str) -> Template:
    """Check and compile one template. Raises ExpressionRefused; places are told in the whole text."""
    if len(source) > MAX_EXPRESSION:
        raise ExpressionRefused("expressions.source_too_long", source[:80], size=len(source), limit=MAX_EXPRESSION)
    tokens: list[list[Part]] = [[]]
    for part in _parts(source):
        if isinstance(part, Expression):
            tokens[-1].append(part)
            continue
        first, *others = part.split(",")
        tokens[-1].append(first)
        tokens.extend([other] for other in others)
    cleaned = (tuple(part for part in token if part != "" and not _is_blank(part, token)) for token in tokens)
    return Template(source, tuple(token for token in cleaned if token))


def _is_blank(part: Part, token: list[Part]) -> bool:
    """Blanks beside a lone placeholder do not make it part of a text."""
    expressions = [other for other in token if isinstance(other, Expression)]
    texts = [other for other in token if isinstance(other, str) and other.strip()]
    return isinstance(part, str) and not part.strip() and (len(expressions) == 1 and not texts)


def _parts(source: str) -> Iterator[Part]:
    end = 0
    while (start := source.find("${", end)) >= 0:
        if start > end:
            yield source[end:start]
        end = _closing(source, start) + 1
        yield _expression(source, start + 2, end - 1)
    if end < len(source):
        yield source[end:]


def _closing(source: str, start: int) -> int:
    """Where the placeholder that starts here ends; braces inside it and inside its texts are passed over."""
    depth, quote = 0, ""
    for index in range(start + 1, len(source)):
        mark = source[index]
        if quote:
            quote = "" if mark == quote else quote
        elif mark in "'\"":
            quote = mark
        elif mark in "{}":
            depth += 1 if mark == "{" else -1
            if depth == 0:
                return index
    raise ExpressionRefused("expressions.open_placeholder", source, *_place(source, 1, start + 1))


def _expression(source: str, start: int, end: int) -> Expression:
    try:
        return compile_expression(source[start:end])
    except ExpressionRefused as error:
        line, column = _place(source, error.line, start + error.column)
        raise ExpressionRefused(error.key, source, line, column, error.node, **_other(error.params))


def _other(params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in params.items() if name not in ("line", "column", "node", "caret")}


def _place(source: str, line: int, column: int) -> tuple[int, int]:
    """Line and column of a 1-based offset; a placeholder that runs over lines is told by its own line."""
    if line > 1:
        return line, 1
    before = source[: column - 1]
    return before.count("\n") + 1, column - 1 - (before.rfind("\n") + 1) + 1
