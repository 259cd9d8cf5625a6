"""Writes a tree in FEEL: conditions, calculations, paths, filters and lists; loops and functions are left out."""

from __future__ import annotations

from decimal import Decimal

from engine.expressions.feel_tree import Filter
from engine.expressions.printing.levels import Printer, Unprintable
from engine.expressions.tree import (
    And,
    Arithmetic,
    Call,
    Compare,
    Comparison,
    Conditional,
    Index,
    ListOf,
    Literal,
    Name,
    Negate,
    Node,
    Not,
    Operator,
    Or,
    Property,
)

_CHOICE, _EITHER, _BOTH, _COMPARISON, _SUM, _PRODUCT, _SIGN, _PART, _WHOLE = range(9)
_SUMS = frozenset({Operator.ADD, Operator.SUBTRACT})
_PRODUCTS = frozenset({Operator.MULTIPLY, Operator.DIVIDE})
_SIGNS = {
    **{Comparison.EQ: "=", Comparison.NE: "!=", Comparison.LT: "<"},
    **{Comparison.LE: "<=", Comparison.GT: ">", Comparison.GE: ">="},
}
_WORDS = {True: "true", False: "false"}


class _Feel(Printer):
    def level(self, node: Node, level: int) -> int:
        return _SUM if isinstance(node, Arithmetic) and node.operator in _SUMS else level


def to_feel(tree: Node) -> str:
    """The text of this tree. Raises Unprintable for what this printer does not say.

    Reading it gives the tree again, but for two spellings FEEL does not have: `not` comes back as a call, and an entry
    at a place as a filter that counts from 1.
    """
    return _PRINTER.write(tree)


def _literal(_to: Printer, node: Literal) -> str:
    value = node.value
    if value is None:
        return "null"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    raise Unprintable(type(value).__name__)


def _compare(to: Printer, node: Compare) -> str:
    if node.operator not in _SIGNS:
        raise Unprintable(node.operator)
    return f"{to.write(node.left, _SUM)} {_SIGNS[node.operator]} {to.write(node.right, _SUM)}"


def _arithmetic(to: Printer, node: Arithmetic) -> str:
    if node.operator not in _SUMS | _PRODUCTS:
        raise Unprintable(node.operator)
    level = _SUM if node.operator in _SUMS else _PRODUCT
    return f"{to.write(node.left, level)} {node.operator} {to.write(node.right, level + 1)}"


def _conditional(to: Printer, node: Conditional) -> str:
    return f"if {to.write(node.test)} then {to.write(node.then)} else {to.write(node.otherwise)}"


def _index(to: Printer, node: Index) -> str:
    place = node.index.value if isinstance(node.index, Literal) else None
    if type(place) is not int or place < 0:
        raise Unprintable("an entry at a place that is calculated")
    return f"{to.write(node.of, _PART)}[{place + 1}]"


_PRINTER = _Feel(
    {
        Literal: (_WHOLE, _literal),
        Name: (_WHOLE, lambda _to, node: node.name),
        Conditional: (_CHOICE, _conditional),
        Or: (_EITHER, lambda to, node: " or ".join(to.write(part, _BOTH) for part in node.parts)),
        And: (_BOTH, lambda to, node: " and ".join(to.write(part, _COMPARISON) for part in node.parts)),
        Not: (_WHOLE, lambda to, node: f"not({to.write(node.of)})"),
        Compare: (_COMPARISON, _compare),
        Arithmetic: (_PRODUCT, _arithmetic),
        Negate: (_SIGN, lambda to, node: f"- {to.write(node.of, _SIGN)}"),
        ListOf: (_WHOLE, lambda to, node: f"[{to.listed(node.items)}]"),
        Index: (_PART, _index),
        Property: (_PART, lambda to, node: f"{to.write(node.of, _PART)}.{node.name}"),
        Filter: (_PART, lambda to, node: f"{to.write(node.of, _PART)}[{to.write(node.condition)}]"),
        Call: (_WHOLE, lambda to, node: to.called(node.function, node)),
    }
)
