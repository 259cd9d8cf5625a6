"""Writes a tree as `${…}`."""

from __future__ import annotations

from engine.expressions.printing.levels import Printer, Unprintable
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
)

_CHOICE, _EITHER, _BOTH, _EQUALITY, _ORDER, _JOINED, _SUM, _PRODUCT, _SIGN, _PART, _WHOLE = range(11)
_SUMS = frozenset({Operator.ADD, Operator.SUBTRACT})
_PRODUCTS = frozenset({Operator.MULTIPLY, Operator.DIVIDE, Operator.REMAINDER})
_EQUALITIES = frozenset({Comparison.EQ, Comparison.NE})
_ORDERS = frozenset({Comparison.LT, Comparison.LE, Comparison.GT, Comparison.GE})
_WORDS = {True: "true", False: "false"}


class _Juel(Printer):
    def level(self, node: Node, level: int) -> int:
        if isinstance(node, Arithmetic):
            return _SUM if node.operator in _SUMS else _PRODUCT
        if isinstance(node, Compare):
            return _EQUALITY if node.operator in _EQUALITIES else _ORDER
        if isinstance(node, Literal) and isinstance(node.value, int | float):
            return _SIGN  # a number needs brackets before a dot
        return level


def to_juel(tree: Node) -> str:
    """The text of this tree; reading it gives the tree again. Raises Unprintable for what only others can say."""
    return f"${{{_PRINTER.write(tree)}}}"


def _literal(_to: Printer, node: Literal) -> str:
    value = node.value
    if value is None:
        return "null"
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return _WORDS[value] if isinstance(value, bool) else repr(value)


def _compare(to: Printer, node: Compare) -> str:
    if node.operator not in _EQUALITIES | _ORDERS:
        raise Unprintable(node.operator)
    level = _EQUALITY if node.operator in _EQUALITIES else _ORDER
    return f"{to.write(node.left, level)} {node.operator} {to.write(node.right, level + 1)}"


def _arithmetic(to: Printer, node: Arithmetic) -> str:
    if node.operator not in _SUMS | _PRODUCTS:
        raise Unprintable(node.operator)
    level = _SUM if node.operator in _SUMS else _PRODUCT
    return f"{to.write(node.left, level)} {node.operator} {to.write(node.right, level + 1)}"


def _conditional(to: Printer, node: Conditional) -> str:
    return f"{to.write(node.test, _EITHER)} ? {to.write(node.then)} : {to.write(node.otherwise)}"


def _entry(to: Printer, entry: Entry) -> str:
    if entry.key is None:
        raise Unprintable("**")
    return f"{to.write(entry.key, _EITHER)}: {to.write(entry.value)}"


def _object(to: Printer, node: ObjectOf) -> str:
    return "{" + ", ".join(_entry(to, entry) for entry in node.entries) + "}"


_PRINTER = _Juel(
    {
        Literal: (_WHOLE, _literal),
        Name: (_WHOLE, lambda _to, node: node.name),
        Conditional: (_CHOICE, _conditional),
        Or: (_EITHER, lambda to, node: " || ".join(to.write(part, _BOTH) for part in node.parts)),
        And: (_BOTH, lambda to, node: " && ".join(to.write(part, _EQUALITY) for part in node.parts)),
        Compare: (_ORDER, _compare),
        Concat: (_JOINED, lambda to, node: " += ".join(to.write(part, _SUM) for part in node.parts)),
        Arithmetic: (_PRODUCT, _arithmetic),
        Not: (_SIGN, lambda to, node: f"!{to.write(node.of, _SIGN)}"),
        Empty: (_SIGN, lambda to, node: f"empty {to.write(node.of, _SIGN)}"),
        Negate: (_SIGN, lambda to, node: f"-{to.write(node.of, _SIGN)}"),
        ListOf: (_WHOLE, lambda to, node: f"[{to.listed(node.items)}]"),
        ObjectOf: (_WHOLE, _object),
        Property: (_PART, lambda to, node: f"{to.write(node.of, _PART)}.{node.name}"),
        Index: (_PART, lambda to, node: f"{to.write(node.of, _PART)}[{to.write(node.index)}]"),
        Call: (_PART, lambda to, node: to.called(node.function, node)),
        MethodCall: (_PART, lambda to, node: f"{to.write(node.of, _PART)}.{to.called(node.method, node)}"),
    }
)
