"""From text of the Python subset to the common tree: parsed by Python's own parser, checked, then converted."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from engine.expressions.limits import MAX_EXPRESSION, MAX_SCRIPT
from engine.expressions.notations.python.converting import Converter
from engine.expressions.notations.python.grammar import fault_in
from engine.expressions.notations.python.source import Mode, Source, prepared
from engine.expressions.refusals import ExpressionRefused
from engine.expressions.statements import Block
from engine.expressions.tree import Node


def read(text: str) -> Node:
    """The tree of an expression. Raises ExpressionRefused with line, column and node."""
    source, tree = _checked(text, "eval", MAX_EXPRESSION)
    assert isinstance(tree, ast.Expression)  # noqa: S101  # by mode
    return Converter(source).expression(tree.body)


def read_script(text: str) -> Block:
    """The tree of a script. Raises ExpressionRefused with line, column and node."""
    source, tree = _checked(text, "exec", MAX_SCRIPT)
    assert isinstance(tree, ast.Module)  # noqa: S101  # by mode
    return Converter(source).block(tree)


def _checked(text: str, mode: Mode, limit: int) -> tuple[Source, ast.AST]:
    source = prepared(text, mode, limit)
    tree = _parse(source, mode)
    found = fault_in(tree)
    if found is not None:
        node, (key, params) = found
        raise _refused(key, source, node, params)
    return source, tree


def _parse(source: Source, mode: Mode) -> ast.Expression | ast.Module:
    try:
        tree = ast.parse(source.parseable, "<expression>", mode)
    except SyntaxError as error:
        line, column = source.place(error.lineno or 1, max(error.offset or 1, 1))
        raise ExpressionRefused("expressions.syntax", source.text, line, column, detail=error.msg)
    except (ValueError, MemoryError, RecursionError):
        raise ExpressionRefused("expressions.unreadable", source.text)
    assert isinstance(tree, ast.Expression | ast.Module)  # noqa: S101  # by mode
    return tree


def _refused(key: str, source: Source, node: ast.AST, params: Mapping[str, Any]) -> ExpressionRefused:
    line, column = source.place(*source.spot(getattr(node, "lineno", 1), getattr(node, "col_offset", 0)))
    return ExpressionRefused(key, source.text, line, column, type(node).__name__, **params)
