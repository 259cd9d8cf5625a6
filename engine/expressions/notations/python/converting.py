"""Turns Python's tree into the common one. It is called with checked trees alone, so it knows every node it meets."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from engine.expressions import statements, tree
from engine.expressions.notations.python.source import Source
from engine.expressions.notations.python.spellings import ARITHMETIC, COMPARISONS
from engine.expressions.tree import Gathers, Node

_Kind = TypeVar("_Kind", bound=Node)


class Converter:
    """Converts the tree of one source."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def expression(self, node: ast.AST) -> Node:
        """This expression and all below it."""
        return _EXPRESSIONS[type(node)](self, node)

    def block(self, node: ast.Module) -> statements.Block:
        """A whole script."""
        return statements.Block(self.statements(node.body))

    def statements(self, nodes: list[ast.stmt]) -> tuple[Node, ...]:
        """These statements, in order."""
        return tuple(_STATEMENTS[type(node)](self, node) for node in nodes)

    def each(self, nodes: list[ast.expr]) -> tuple[Node, ...]:
        """These expressions, in order."""
        return tuple(self.expression(node) for node in nodes)

    def perhaps(self, node: ast.expr | None) -> Node | None:
        """This expression, if there is one."""
        return None if node is None else self.expression(node)

    def at(self, kind: Callable[..., _Kind], node: ast.AST, *values: Any) -> _Kind:
        """A node of the common tree that stands where this one stands."""
        start = self._source.offset(getattr(node, "lineno", 1), getattr(node, "col_offset", 0))
        end = self._source.offset(getattr(node, "end_lineno", 1), getattr(node, "end_col_offset", 0))
        return kind(*values, at=tree.Span(start, end))


def _bool(to: Converter, node: ast.BoolOp) -> Node:
    kind = tree.And if isinstance(node.op, ast.And) else tree.Or
    return to.at(kind, node, to.each(node.values))


def _unary(to: Converter, node: ast.UnaryOp) -> Node:
    return to.at(tree.Not if isinstance(node.op, ast.Not) else tree.Negate, node, to.expression(node.operand))


def _binary(to: Converter, node: ast.BinOp) -> Node:
    sides = to.expression(node.left), to.expression(node.right)
    return to.at(tree.Arithmetic, node, ARITHMETIC[type(node.op)], *sides)


def _compare(to: Converter, node: ast.Compare) -> Node:
    signs = tuple(COMPARISONS[type(sign)] for sign in node.ops)
    operands = to.each([node.left, *node.comparators])
    return to.at(tree.Compare, node, *signs, *operands) if len(signs) == 1 else to.at(tree.Chain, node, signs, operands)


def _conditional(to: Converter, node: ast.IfExp) -> Node:
    return to.at(tree.Conditional, node, *to.each([node.test, node.body, node.orelse]))


def _dict(to: Converter, node: ast.Dict) -> Node:
    pairs = zip(node.keys, node.values, strict=True)
    entries = tuple(to.at(tree.Entry, value, to.perhaps(key), to.expression(value)) for key, value in pairs)
    return to.at(tree.ObjectOf, node, entries)


def _subscript(to: Converter, node: ast.Subscript) -> Node:
    of, inside = to.expression(node.value), node.slice
    if isinstance(inside, ast.Slice):
        return to.at(tree.Slice, node, of, *(to.perhaps(end) for end in (inside.lower, inside.upper, inside.step)))
    return to.at(tree.Index, node, of, to.expression(inside))


def _call(to: Converter, node: ast.Call) -> Node:
    arguments = to.each(node.args)
    named = tuple(to.at(tree.Named, one, one.arg, to.expression(one.value)) for one in node.keywords)
    if isinstance(node.func, ast.Attribute):
        return to.at(tree.MethodCall, node, to.expression(node.func.value), node.func.attr, arguments, named)
    assert isinstance(node.func, ast.Name)  # noqa: S101  # the grammar allows nothing else
    return to.at(tree.Call, node, node.func.id, arguments, named)


def _comprehension(
    to: Converter, node: ast.ListComp | ast.GeneratorExp | ast.DictComp, gathers: Gathers, element: ast.expr
) -> Node:
    clauses = tuple(_clause(to, one) for one in node.generators)
    key = to.expression(node.key) if isinstance(node, ast.DictComp) else None
    return to.at(tree.Comprehension, node, gathers, to.expression(element), clauses, key)


def _clause(to: Converter, node: ast.comprehension) -> tree.Clause:
    targets = node.target.elts if isinstance(node.target, ast.Tuple) else [node.target]
    names = tuple(target.id for target in targets if isinstance(target, ast.Name))
    return to.at(tree.Clause, node.target, names, to.expression(node.iter), to.each(node.ifs))


def _assign(to: Converter, node: ast.Assign) -> Node:
    return to.at(statements.Assign, node, to.expression(node.targets[0]), to.expression(node.value))


def _augment(to: Converter, node: ast.AugAssign) -> Node:
    value = to.expression(node.value)
    return to.at(statements.Augment, node, to.expression(node.target), ARITHMETIC[type(node.op)], value)


def _when(to: Converter, node: ast.If) -> Node:
    branches = to.statements(node.body), to.statements(node.orelse)
    return to.at(statements.When, node, to.expression(node.test), *branches)


_EXPRESSIONS: Mapping[type[ast.AST], Callable[[Converter, Any], Node]] = {
    ast.Constant: lambda to, node: to.at(tree.Literal, node, node.value),
    ast.Name: lambda to, node: to.at(tree.Name, node, node.id),
    ast.BoolOp: _bool,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.Compare: _compare,
    ast.IfExp: _conditional,
    ast.List: lambda to, node: to.at(tree.ListOf, node, to.each(node.elts)),
    ast.Tuple: lambda to, node: to.at(tree.TupleOf, node, to.each(node.elts)),
    ast.Dict: _dict,
    ast.Subscript: _subscript,
    ast.Call: _call,
    ast.ListComp: lambda to, node: _comprehension(to, node, Gathers.LIST, node.elt),
    ast.GeneratorExp: lambda to, node: _comprehension(to, node, Gathers.EACH, node.elt),
    ast.DictComp: lambda to, node: _comprehension(to, node, Gathers.OBJECT, node.value),
}
_STATEMENTS: Mapping[type[ast.AST], Callable[[Converter, Any], Node]] = {
    ast.Assign: _assign,
    ast.AugAssign: _augment,
    ast.If: _when,
    ast.Pass: lambda to, node: to.at(statements.Pass, node),
    ast.Delete: lambda to, node: to.at(statements.Delete, node, to.each(node.targets)),
}
