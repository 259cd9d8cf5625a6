"""From source text to a checked code object: the one door through which text of a diagram becomes runnable."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from types import CodeType
from typing import Any

from engine.expressions.functions import BUILT_IN
from engine.expressions.grammar import fault_in
from engine.expressions.meter import Meter
from engine.expressions.operators import OPERATORS
from engine.expressions.refusals import ExpressionFailed, ExpressionRefused
from engine.expressions.rewriting import EACH, KEEP, Found, FunctionCall, Rewriter, function_slot, operator_slot
from engine.expressions.source import Mode, Source, prepared
from engine.expressions.values import plain

FILE = "<expression>"
_FIXED: Mapping[str, Any] = {
    KEEP: plain,
    **{function_slot(name): function for name, function in BUILT_IN.items()},
    **{operator_slot(name): operator for name, operator in OPERATORS.items()},
}
Functions = Mapping[str, Callable[..., Any]]
NO_FUNCTIONS: Functions = {}


@dataclass(frozen=True, slots=True)
class Compiled:
    """A checked source: its code, the names it reads and writes, and the functions it calls."""

    source: str
    code: CodeType
    reads: frozenset[str]
    names: frozenset[str]  #: what it reads from the data, without the variables of its comprehensions
    writes: frozenset[str]
    deletes: frozenset[str]
    parts: frozenset[str]  #: objects of which a part is assigned
    calls: tuple[FunctionCall, ...]
    called: frozenset[str]
    asked: frozenset[str]  #: called, and to be handed in by the caller
    metered: bool
    fixed: Mapping[str, Any]

    def scope(self, names: Mapping[str, Any], functions: Functions) -> dict[str, Any]:
        """A fresh scope with the data and functions this source needs, and nothing else."""
        scope = dict(self.fixed)
        for name in self.reads:
            if name in names:
                scope[name] = names[name]
        for name in self.asked:
            if name not in functions:
                raise ExpressionFailed("expressions.unknown_function", self.source, name=name)
            scope[function_slot(name)] = functions[name]
        if self.metered:
            self._meter(scope)
        return scope

    def _meter(self, scope: dict[str, Any]) -> None:
        meter = Meter()
        scope[EACH] = meter.each
        for name in self.called:
            scope[function_slot(name)] = meter.counting(scope[function_slot(name)])


def compiled(text: str, mode: Mode, limit: int) -> Compiled:
    """Check and compile this text. Raises ExpressionRefused with line, column and node."""
    source = prepared(text, mode, limit)
    tree = _parse(source, mode)
    found_fault = fault_in(tree)
    if found_fault is not None:
        node, (key, params) = found_fault
        raise _refused(key, source, node, params)
    rewriter = Rewriter()
    safe = ast.fix_missing_locations(rewriter.visit(tree))
    used = {node.id for node in ast.walk(safe) if isinstance(node, ast.Name)}
    return _described(text, compile(safe, FILE, mode), rewriter.found, used)


def _parse(source: Source, mode: Mode) -> ast.Expression | ast.Module:
    try:
        tree = ast.parse(source.parseable, FILE, mode)
    except SyntaxError as error:
        line, column = source.place(error.lineno or 1, max(error.offset or 1, 1))
        raise ExpressionRefused("expressions.syntax", source.text, line, column, detail=error.msg)
    except (ValueError, MemoryError, RecursionError):
        raise ExpressionRefused("expressions.unreadable", source.text)
    assert isinstance(tree, ast.Expression | ast.Module)  # noqa: S101  # by mode
    return tree


def _refused(key: str, source: Source, node: ast.AST, params: Mapping[str, Any]) -> ExpressionRefused:
    line: int = getattr(node, "lineno", 1)
    lines = source.parseable.split("\n")
    before = lines[min(line, len(lines)) - 1].encode()[: getattr(node, "col_offset", 0)]
    line, column = source.place(line, len(before.decode(errors="ignore")) + 1)
    return ExpressionRefused(key, source.text, line, column, type(node).__name__, **params)


def _described(text: str, code: CodeType, found: Found, used: Set[str]) -> Compiled:
    called = frozenset(call.name for call in found.calls)
    fixed = {slot: value for slot, value in _FIXED.items() if slot in used}
    return Compiled(
        source=text,
        code=code,
        reads=frozenset(found.reads),
        names=frozenset(found.reads - found.local),
        writes=frozenset(found.writes),
        deletes=frozenset(found.deletes),
        parts=frozenset(found.parts),
        calls=tuple(found.calls),
        called=called,
        asked=called - BUILT_IN.keys(),
        metered=found.metered,
        fixed={**fixed, "__builtins__": {}},
    )
