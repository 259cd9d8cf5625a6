"""Turns what the parser of `${…}` reduces into nodes of the common tree, from the bottom up, without recursion."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from lark import Token, Transformer

from engine.expressions.limits import MAX_NUMBER
from engine.expressions.tree import (
    And,
    Arithmetic,
    Call,
    Compare,
    Comparison,
    Concat,
    Conditional,
    Empty,
    Entry,
    Index,
    ListOf,
    Literal,
    MethodCall,
    Name,
    Negate,
    Node,
    Not,
    ObjectOf,
    Operator,
    Or,
    Property,
    Span,
)

_WORDS = {"true": True, "false": False, "null": None}
_COMPARISONS = {
    **{"eq": Comparison.EQ, "ne": Comparison.NE, "lt": Comparison.LT},
    **{"le": Comparison.LE, "gt": Comparison.GT, "ge": Comparison.GE},
}
_OPERATORS = {"div": Operator.DIVIDE, "mod": Operator.REMAINDER}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = frozenset("\\\"'")


class Unwritable(Exception):
    """Read, but not to be written so; `offset` says where."""

    def __init__(self, key: str, offset: int, **params: Any) -> None:
        super().__init__(key, offset)
        self.key = key
        self.offset = offset
        self.params = params


_Children = list[Any]


class Converter(Transformer[Token, Any]):
    """One method a rule of the grammar; tokens are kept, so that every node knows where it stands."""

    def __init__(self) -> None:
        super().__init__(visit_tokens=False)

    def conditional(self, found: _Children) -> Node:
        return Conditional(*_nodes(found), at=_span(found))

    def disjunction(self, found: _Children) -> Node:
        return Or(tuple(_nodes(found)), at=_span(found))

    def conjunction(self, found: _Children) -> Node:
        return And(tuple(_nodes(found)), at=_span(found))

    def compare(self, found: _Children) -> Node:
        left, sign, right = found
        return Compare(_COMPARISONS.get(sign) or Comparison(sign), left, right, at=_span(found))

    def concat(self, found: _Children) -> Node:
        return Concat(tuple(_nodes(found)), at=_span(found))

    def arithmetic(self, found: _Children) -> Node:
        left, sign, right = found
        return Arithmetic(_OPERATORS.get(sign) or Operator(sign), left, right, at=_span(found))

    def negation(self, found: _Children) -> Node:
        return Not(found[1], at=_span(found))

    def empty(self, found: _Children) -> Node:
        return Empty(found[1], at=_span(found))

    def negative(self, found: _Children) -> Node:
        return Negate(found[1], at=_span(found))

    def property(self, found: _Children) -> Node:
        return Property(found[0], str(found[2]), at=_span(found))

    def index(self, found: _Children) -> Node:
        return Index(found[0], found[2], at=_span(found))

    def method(self, found: _Children) -> Node:
        return MethodCall(found[0], str(found[2]), _arguments(found[1:]), at=_span(found))

    def call(self, found: _Children) -> Node:
        return Call(str(found[0]), _arguments(found), at=_span(found))

    def bracket(self, found: _Children) -> Node:
        node: Node = found[1]
        return node

    def name(self, found: _Children) -> Node:
        return Name(str(found[0]), at=_span(found))

    def word(self, found: _Children) -> Node:
        return Literal(_WORDS[found[0]], at=_span(found))

    def text(self, found: _Children) -> Node:
        written = str(found[0])[1:-1]
        for escape in _ESCAPE.finditer(written):
            if escape.group(1) not in _ESCAPED:
                offset = _span(found).start + 1 + escape.start()
                raise Unwritable("expressions.escape", offset, found=escape.group())
        return Literal(_ESCAPE.sub(r"\1", written), at=_span(found))

    def whole(self, found: _Children) -> Node:
        written = str(found[0])
        return self._number(int(written) if len(written) < 20 else math.inf, found)

    def fraction(self, found: _Children) -> Node:
        return self._number(float(found[0]), found)

    def list_of(self, found: _Children) -> Node:
        return ListOf(_arguments(found), at=_span(found))

    def object_of(self, found: _Children) -> Node:
        return ObjectOf(tuple(one for one in found if isinstance(one, Entry)), at=_span(found))

    def entry(self, found: _Children) -> Node:
        return Entry(found[0], found[2], at=_span(found))

    def arguments(self, found: _Children) -> _Children:
        return found

    @staticmethod
    def _number(value: float, found: _Children) -> Node:
        if value > MAX_NUMBER:
            raise Unwritable("expressions.number_too_large", _span(found).start, limit=MAX_NUMBER)
        return Literal(value, at=_span(found))


def _nodes(found: _Children) -> Iterator[Node]:
    return (one for one in found if isinstance(one, Node))


def _arguments(found: _Children) -> tuple[Node, ...]:
    return tuple(node for one in found if isinstance(one, list) for node in _nodes(one))


def _span(found: _Children) -> Span:
    first, last = found[0], found[-1]
    start = first.at.start if isinstance(first, Node) else first.start_pos
    return Span(start, last.at.end if isinstance(last, Node) else last.end_pos)
