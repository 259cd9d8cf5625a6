"""Turns an allowed tree into one that is safe to run: bounded operators, metered comprehensions, separate functions.

A called name becomes `len()`, which no data key that Python could read ever equals: data cannot shadow a function.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

EACH = "<each>"  #: the slot of the meter in a comprehension
KEEP = "<keep>"  #: the slot of the copying of an assigned value


@dataclass(frozen=True, slots=True)
class FunctionCall:
    """One call found in a source; `literal` is its first argument where that is a constant."""

    name: str
    arguments: int
    literal: object
    line: int
    column: int


@dataclass(slots=True)
class Found:
    """What a tree reads, writes and calls."""

    reads: set[str] = field(default_factory=set)
    writes: set[str] = field(default_factory=set)
    deletes: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)  #: objects of which a part is assigned
    local: set[str] = field(default_factory=set)  #: variables of comprehensions
    calls: list[FunctionCall] = field(default_factory=list)
    metered: bool = False


def function_slot(name: str) -> str:
    """The name under which a function stands in the running scope."""
    return f"{name}()"


def operator_slot(name: str) -> str:
    """The name under which an operator stands in the running scope."""
    return f"<{name}>"


class Rewriter(ast.NodeTransformer):
    """Rewrites one tree in place and notes what it met in `found`."""

    def __init__(self) -> None:
        self.found = Found()

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if isinstance(node.ctx, ast.Store):
            self.found.writes.add(node.id)
        else:
            self.found.reads.add(node.id)
        if isinstance(node.ctx, ast.Del):
            self.found.deletes.add(node.id)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if isinstance(node.func, ast.Name):
            self.found.calls.append(_call_at(node, node.func.id))
            node.func = ast.copy_location(ast.Name(function_slot(node.func.id), ast.Load()), node.func)
        else:
            node.func = self.visit(node.func)
        node.args = [self.visit(argument) for argument in node.args]
        node.keywords = [self.visit(argument) for argument in node.keywords]
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        operands = [self.visit(node.left), self.visit(node.right)]
        return _calling(operator_slot(type(node.op).__name__), operands, node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        node.operand = self.visit(node.operand)
        negative_literal = isinstance(node.operand, ast.Constant) and type(node.operand.value) in (int, float)
        if isinstance(node.op, ast.Not) or negative_literal:
            return node
        return _calling(operator_slot("USub"), [node.operand], node)

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.found.metered = True
        self.found.local |= {name.id for name in ast.walk(node.target) if isinstance(name, ast.Name)}
        node.iter = _calling(EACH, [self.visit(node.iter)], node.iter)
        node.ifs = [self.visit(condition) for condition in node.ifs]
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        node.value = _calling(KEEP, [self.visit(node.value)], node)
        target = node.targets[0]
        if isinstance(target, ast.Subscript):
            self.found.parts.add(_root(target))
        node.targets = [self.visit(target)]
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        assert isinstance(node.target, ast.Name)  # noqa: S101  # the grammar allows nothing else
        self.found.reads.add(node.target.id)
        now = ast.copy_location(ast.Name(node.target.id, ast.Load()), node)
        sum_ = _calling(operator_slot(type(node.op).__name__), [now, self.visit(node.value)], node)
        return ast.copy_location(ast.Assign([self.visit(node.target)], _calling(KEEP, [sum_], node)), node)


def _calling(slot: str, arguments: list[ast.expr], place: ast.AST) -> ast.expr:
    slot_name = ast.copy_location(ast.Name(slot, ast.Load()), place)
    return ast.copy_location(ast.Call(slot_name, arguments, []), place)


def _call_at(node: ast.Call, name: str) -> FunctionCall:
    first = node.args[0] if node.args else None
    literal = first.value if isinstance(first, ast.Constant) else None
    count = len(node.args) + len(node.keywords)
    return FunctionCall(name, count, literal, node.lineno, node.col_offset + 1)


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Subscript):
        node = node.value
    assert isinstance(node, ast.Name)  # noqa: S101  # the grammar allows nothing else
    return node.id
