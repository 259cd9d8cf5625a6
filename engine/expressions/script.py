"""A checked script: assignments, `del` and `if` over a case's routing data. It cannot loop or reach anything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from engine.expressions.compiling import NO_FUNCTIONS, Built, Functions, finished
from engine.expressions.evaluating.building import Builder, FunctionCall
from engine.expressions.evaluating.frame import Frame
from engine.expressions.evaluating.statements import Statements, Step, Touched
from engine.expressions.failures import FAILURES, failed
from engine.expressions.limits import CACHED_SOURCES
from engine.expressions.notations.python.reading import read_script
from engine.expressions.semantics.python import SEMANTICS
from engine.expressions.tree import Node
from engine.expressions.values import Keeping, plain


@dataclass(frozen=True, slots=True)
class Changes:
    """What a script did: the keys it set, with plain JSON values of their own, and those it deleted."""

    values: Mapping[str, Any]
    deleted: frozenset[str]


class Script:
    """One compiled script; immutable, so threads may share it."""

    __slots__ = ("_built", "_parts", "_step", "deletes", "names", "writes")

    def __init__(self, made: Built, step: Step, touched: Touched) -> None:
        self._built = made
        self._step = step
        self._parts = frozenset(touched.parts)
        self.names = made.names
        self.writes = frozenset(touched.writes | touched.parts)
        self.deletes = frozenset(touched.deletes)

    @property
    def source(self) -> str:
        """The text as it was written."""
        return self._built.source

    @property
    def tree(self) -> Node:
        """What it says."""
        return self._built.tree

    @property
    def calls(self) -> tuple[FunctionCall, ...]:
        """Every function call in it, in order."""
        return self._built.calls

    def run(self, names: Mapping[str, Any], functions: Functions = NO_FUNCTIONS) -> Changes:
        """What it changes, given these data; the data themselves stay as they are.

        Raises ExpressionFailed when it cannot be finished, and whatever refusal a function raises.
        """
        scope = {name: names[name] for name in self.names if name in names}
        frame = self._built.frame(scope, functions)
        try:
            return self._run(scope, frame)
        except FAILURES as error:
            raise failed(self._built.source, error, frame.line)

    def _run(self, scope: dict[str, Any], frame: Frame) -> Changes:
        for name in self._parts & scope.keys():
            scope[name] = plain(scope[name])
        self._step(frame, Keeping())
        values = {name: plain(scope[name]) for name in self.writes if name in scope}
        return Changes(values, frozenset(name for name in self.deletes if name not in scope))

    def execute(self, data: dict[str, Any], functions: Functions = NO_FUNCTIONS) -> None:
        """Run it and put its changes into `data`; on any refusal `data` is untouched."""
        changes = self.run(data, functions)
        for name in changes.deleted:
            data.pop(name, None)
        data.update(changes.values)


@lru_cache(maxsize=CACHED_SOURCES)
def compile_script(source: str) -> Script:
    """Check and compile one script of the Python subset. Raises ExpressionRefused with line, column, node and caret."""
    tree = read_script(source)
    builder = Builder(SEMANTICS, source)
    statements = Statements(builder)
    step = statements.block(tree)
    return Script(finished(builder, tree, lambda _frame: None), step, statements.touched)
