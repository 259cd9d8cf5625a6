"""The columns of a table: what is asked on the left, what is given on the right, and which values either allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.decisions.notations import CELL_INPUT, Question
from engine.decisions.refusals import DecisionRefused
from engine.decisions.run import Run, Scope
from engine.decisions.showing import shown
from engine.decisions.types import Misfit, Type
from engine.expressions.expression import Expression
from engine.expressions.feel_values.comparing import equal


@dataclass(frozen=True, slots=True)
class Input:
    """One input column. `takes_nothing` when some cell asks for null by name; `variable` names the value in cells."""

    label: str
    expression: Expression
    type: Type
    allowed: Question
    takes_nothing: bool
    variable: str = ""
    line: int = 0

    def value(self, table: str, run: Run, scope: Scope) -> Any:
        """The column's value with these names. Raises DecisionRefused for a foreign or excluded one.

        A missing one is null; a case refuses it, unless a cell asks for null by name.
        """
        value = self.expression.value(scope, run.functions)
        if value is None:
            if run.strict and not self.takes_nothing:
                raise DecisionRefused("decisions.input_missing", decision=table, input=self.label)
            return None
        try:
            value = self.type.admit(value, run)
        except Misfit:
            raise DecisionRefused(
                "decisions.input_of_other_kind", decision=table, input=self.label, type=self.type.name
            ) from None
        if self.allowed.holds(value, scope, run.functions) is not True:
            raise DecisionRefused("decisions.input_not_allowed", decision=table, input=self.label, value=shown(value))
        return value

    def names(self, value: Any, scope: Scope) -> Mapping[str, Any]:
        """The names that this column's cells see."""
        if self.variable:
            return {**scope, self.variable: value}
        return scope if CELL_INPUT in scope else {**scope, CELL_INPUT: value}


@dataclass(frozen=True, slots=True)
class Output:
    """One output column. `order` are its values by falling priority, `default` what it gives when no rule matches."""

    name: str
    type: Type
    allowed: Question
    order: tuple[Any, ...]
    default: Expression | None
    line: int = 0

    def admit(self, table: str, value: Any, run: Run, scope: Scope) -> Any:
        """The value as this column's type has it. Raises DecisionRefused when the column does not allow it."""
        if value is None:
            return None
        try:
            value = self.type.admit(value, run)
        except Misfit:
            raise DecisionRefused(
                "decisions.output_of_other_kind", decision=table, output=self.name, value=shown(value)
            ) from None
        if self.allowed.holds(value, scope, run.functions) is not True:
            raise DecisionRefused("decisions.output_not_allowed", decision=table, output=self.name, value=shown(value))
        return value

    def rank(self, value: Any) -> int | None:
        """The value's place by priority, 0 first; None when it has none."""
        return next((place for place, known in enumerate(self.order) if equal(known, value) is True), None)
