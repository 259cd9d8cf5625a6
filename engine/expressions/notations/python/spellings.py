"""How Python's parser names the operators of the common tree. What is not here cannot be written."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from engine.expressions.tree import Comparison, Operator

ARITHMETIC: Mapping[type[ast.AST], Operator] = {
    ast.Add: Operator.ADD,
    ast.Sub: Operator.SUBTRACT,
    ast.Mult: Operator.MULTIPLY,
    ast.Div: Operator.DIVIDE,
    ast.FloorDiv: Operator.FLOOR_DIVIDE,
    ast.Mod: Operator.REMAINDER,
}
COMPARISONS: Mapping[type[ast.AST], Comparison] = {
    ast.Eq: Comparison.EQ,
    ast.NotEq: Comparison.NE,
    ast.Lt: Comparison.LT,
    ast.LtE: Comparison.LE,
    ast.Gt: Comparison.GT,
    ast.GtE: Comparison.GE,
    ast.In: Comparison.IN,
    ast.NotIn: Comparison.NOT_IN,
    ast.Is: Comparison.IS,
    ast.IsNot: Comparison.IS_NOT,
}
