"""A checked script: assignments, `del` and `if` over a case's routing data. It cannot loop or reach anything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from engine.expressions.compiling import NO_FUNCTIONS, Compiled, Functions, compiled
from engine.expressions.failures import FAILURES, failed
from engine.expressions.limits import CACHED_SOURCES, MAX_SCRIPT
from engine.expressions.rewriting import FunctionCall
from engine.expressions.values import plain


@dataclass(frozen=True, slots=True)
class Changes:
    """What a script did: the keys it set, with plain JSON values of their own, and those it deleted."""

    values: Mapping[str, Any]
    deleted: frozenset[str]


class Script:
    """One compiled script; immutable, so threads may share it."""

    __slots__ = ("_compiled", "deletes", "names", "writes")

    def __init__(self, compiled_source: Compiled) -> None:
        self._compiled = compiled_source
        self.names = compiled_source.names
        self.writes = compiled_source.writes | compiled_source.parts
        self.deletes = compiled_source.deletes

    @property
    def source(self) -> str:
        """The text as it was written."""
        return self._compiled.source

    @property
    def calls(self) -> tuple[FunctionCall, ...]:
        """Every function call in it, in order."""
        return self._compiled.calls

    def run(self, names: Mapping[str, Any], functions: Functions = NO_FUNCTIONS) -> Changes:
        """What it changes, given these data; the data themselves stay as they are.

        Raises ExpressionFailed when it cannot be finished, and whatever refusal a function raises.
        """
        known = self._compiled
        scope = known.scope(names, functions)
        try:
            for name in known.parts & scope.keys():
                scope[name] = plain(scope[name])
            exec(known.code, scope)  # noqa: S102  # the tree was checked against the allow-list
            values = {name: plain(scope[name]) for name in self.writes if name in scope}
        except FAILURES as error:
            raise failed(known.source, error)
        return Changes(values, frozenset(name for name in self.deletes if name not in scope))

    def execute(self, data: dict[str, Any], functions: Functions = NO_FUNCTIONS) -> None:
        """Run it and put its changes into `data`; on any refusal `data` is untouched."""
        changes = self.run(data, functions)
        for name in changes.deleted:
            data.pop(name, None)
        data.update(changes.values)


@lru_cache(maxsize=CACHED_SOURCES)
def compile_script(source: str) -> Script:
    """Check and compile one script. Raises ExpressionRefused with line, column, node and caret."""
    return Script(compiled(source, "exec", MAX_SCRIPT))
