"""Text with `${…}` placeholders, as in `liaison@${decision.lead}`: candidates, recipients, senders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from engine.expressions.compiling import NO_FUNCTIONS, Functions, built, within_bounds
from engine.expressions.evaluating.building import FunctionCall
from engine.expressions.expression import Expression
from engine.expressions.limits import CACHED_SOURCES, MAX_EXPRESSION
from engine.expressions.notations import juel
from engine.expressions.placeholders import Piece, pieces
from engine.expressions.refusals import ExpressionFailed, ExpressionRefused
from engine.expressions.semantics.juel import SEMANTICS
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
    found = list(pieces(source))
    juel.refuse_mixture(source, found)
    return (_expression(source, piece) if piece.mark else piece.text for piece in found)


def _expression(source: str, piece: Piece) -> Expression:
    tree = within_bounds(source, juel.read_piece(source, piece))
    return Expression(built(source, tree, SEMANTICS))
