"""The allow-list: which Python may be written in a diagram. What is not named here is refused, with its place."""

from __future__ import annotations

import ast
import builtins
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from engine.expressions.functions import BUILT_IN
from engine.expressions.limits import MAX_DEPTH, MAX_NODES, MAX_NUMBER, MAX_TEXT
from engine.expressions.notations.python.spellings import ARITHMETIC

_EXPRESSION_NODES: tuple[type[ast.AST], ...] = (
    *(ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub),
    *(ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod),
    *(ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn, ast.Is, ast.IsNot),
    *(ast.Name, ast.Load, ast.Store, ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.IfExp),
    *(ast.Subscript, ast.Slice, ast.Call, ast.keyword, ast.Attribute),
    *(ast.GeneratorExp, ast.ListComp, ast.DictComp, ast.comprehension),
)
_SCRIPT_NODES = (*_EXPRESSION_NODES, ast.Module, ast.Assign, ast.AugAssign, ast.If, ast.Pass, ast.Delete, ast.Del)
_METHODS = frozenset({"get", "keys", "values", "items"})
_PYTHON_ONLY = frozenset(dir(builtins)) - BUILT_IN.keys()
_FOREIGN_LITERALS = {"true": "True", "false": "False", "null": "None"}

#: What is wrong with a node: the catalogue key and its values; None when nothing is.
Fault = tuple[str, dict[str, object]]


def fault_in(tree: ast.Expression | ast.Module) -> tuple[ast.AST, Fault] | None:
    """The first node that may not be written, with what is wrong with it; None when all may."""
    allowed = _SCRIPT_NODES if isinstance(tree, ast.Module) else _EXPRESSION_NODES
    parents: dict[ast.AST, ast.AST] = {}
    for count, (node, depth) in enumerate(_walk(tree, parents)):
        if count >= MAX_NODES or depth > MAX_DEPTH:
            return node, ("expressions.too_complex", {"nodes": MAX_NODES, "depth": MAX_DEPTH})
        if not isinstance(node, allowed):
            return node, ("expressions.not_allowed", {})
        fault = _fault_of(node, parents)
        if fault is not None:
            return node, fault
    return None


def _fault_of(node: ast.AST, parents: Mapping[ast.AST, ast.AST]) -> Fault | None:
    if rule := _RULES.get(type(node)):
        return rule(node)
    if placed := _RULES_BY_PLACE.get(type(node)):
        return placed(node, parents[node])
    return None


def _walk(tree: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[tuple[ast.AST, int]]:
    """All nodes with their depth, without recursion; fills `parents` on the way."""
    waiting = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.expr_context):  # Python shares these objects between nodes
                parents[child] = node
            waiting.append((child, depth + 1))


def _name(node: ast.Name) -> Fault | None:
    if node.id.startswith("_"):
        return "expressions.private_name", {"name": node.id}
    if node.id in _FOREIGN_LITERALS:
        return "expressions.foreign_literal", {"name": node.id, "instead": _FOREIGN_LITERALS[node.id]}
    return None


def _attribute(node: ast.Attribute, parent: ast.AST) -> Fault | None:
    called = isinstance(parent, ast.Call) and parent.func is node
    if node.attr in _METHODS and called:
        return None
    return "expressions.attribute", {"name": node.attr}


def _call(node: ast.Call) -> Fault | None:
    if isinstance(node.func, ast.Name) and node.func.id in _PYTHON_ONLY:
        return "expressions.python_function", {"name": node.func.id, "known": ", ".join(BUILT_IN)}
    return None if isinstance(node.func, ast.Name | ast.Attribute) else ("expressions.indirect_call", {})


def _keyword(node: ast.keyword) -> Fault | None:
    return ("expressions.not_allowed", {}) if node.arg is None or node.arg.startswith("_") else None


def _constant(node: ast.Constant) -> Fault | None:
    value = node.value
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        finite = isinstance(value, int) or math.isfinite(value)
        small = finite and value <= MAX_NUMBER
        return None if small else ("expressions.number_too_large", {"limit": MAX_NUMBER})
    if isinstance(value, str):
        return None if len(value) <= MAX_TEXT else ("expressions.text_too_long", {"limit": MAX_TEXT})
    return "expressions.not_allowed", {}


def _compare(node: ast.Compare) -> Fault | None:
    for operator, right in zip(node.ops, node.comparators, strict=True):
        with_none = isinstance(right, ast.Constant) and right.value is None
        if isinstance(operator, ast.Is | ast.IsNot) and not with_none:
            return "expressions.identity", {}
    return None


def _subscript(node: ast.Subscript) -> Fault | None:
    if isinstance(node.value, ast.Constant | ast.GeneratorExp):
        return "expressions.subscript", {}
    literal = isinstance(node.value, ast.List | ast.Tuple | ast.ListComp)
    plain_place = isinstance(node.slice, ast.Slice | ast.Name) or _is_number(node.slice)
    return ("expressions.subscript", {}) if literal and not plain_place else None


def _is_number(node: ast.AST) -> bool:
    inner = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(inner, ast.Constant) and type(inner.value) is int


def _generator(node: ast.GeneratorExp, parent: ast.AST) -> Fault | None:
    argument = isinstance(parent, ast.Call) and node in parent.args
    return None if argument else ("expressions.bare_generator", {})


def _comprehension(node: ast.comprehension) -> Fault | None:
    target = node.target
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    plain = all(isinstance(name, ast.Name) for name in names) and not node.is_async
    return None if plain else ("expressions.target", {})


def _operator(node: ast.BinOp | ast.AugAssign) -> Fault | None:
    name = type(node.op).__name__
    if type(node.op) not in ARITHMETIC:
        return "expressions.operator", {"name": name}
    operands = (node.value,) if isinstance(node, ast.AugAssign) else (node.left, node.right)
    wrong = name != "Add" and any(_is_no_number(operand) for operand in operands)
    return ("expressions.numbers_only", {"name": name}) if wrong else None


def _is_no_number(node: ast.AST) -> bool:
    literal = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return literal or isinstance(node, ast.List | ast.Tuple | ast.Dict | ast.ListComp | ast.DictComp)


def _assign(node: ast.Assign) -> Fault | None:
    plain = len(node.targets) == 1 and _is_place(node.targets[0])
    return None if plain else ("expressions.target", {})


def _augmented(node: ast.AugAssign) -> Fault | None:
    return _operator(node) if isinstance(node.target, ast.Name) else ("expressions.target", {})


def _delete(node: ast.Delete) -> Fault | None:
    return None if all(isinstance(place, ast.Name) for place in node.targets) else ("expressions.target", {})


def _is_place(node: ast.AST) -> bool:
    """A name, or a part of a named object or list (`decision["lead"]`)."""
    while isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Slice):
        node = node.value
    return isinstance(node, ast.Name)


_RULES: Mapping[type[ast.AST], Callable[[Any], Fault | None]] = {
    ast.Name: _name,
    ast.Call: _call,
    ast.keyword: _keyword,
    ast.Constant: _constant,
    ast.Compare: _compare,
    ast.Subscript: _subscript,
    ast.comprehension: _comprehension,
    ast.BinOp: _operator,
    ast.Assign: _assign,
    ast.AugAssign: _augmented,
    ast.Delete: _delete,
}
_RULES_BY_PLACE: Mapping[type[ast.AST], Callable[[Any, ast.AST], Fault | None]] = {
    ast.Attribute: _attribute,
    ast.GeneratorExp: _generator,
}
