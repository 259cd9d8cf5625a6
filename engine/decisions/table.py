"""A decision table: which of its rules match, and what it answers by its hit policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engine.decisions.columns import Input, Output
from engine.decisions.hit_policies import SINGLE, Aggregation, Asked, Hit, HitPolicy, answer
from engine.decisions.notations import Question
from engine.decisions.refusals import DecisionRefused
from engine.decisions.run import Matched, Run, Scope
from engine.decisions.showing import shown, shown_inputs
from engine.expressions.expression import Expression


@dataclass(frozen=True, slots=True)
class Rule:
    """One row; `number` counts from 1 as a modeler shows it, `text` is what its author says of it."""

    id: str
    number: int
    line: int
    tests: tuple[Question, ...]
    outputs: tuple[Expression, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A checked decision table; immutable, so threads may share it."""

    id: str
    file: str
    line: int
    policy: HitPolicy
    aggregation: Aggregation
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]

    @property
    def is_collected(self) -> bool:
        """Whether it answers with a list."""
        return self.policy not in SINGLE and self.aggregation is Aggregation.NONE

    def value(self, run: Run, scope: Scope) -> Any:
        """Its answer with these names.

        Raises DecisionRefused when an input is missing in a case or is no input of its column, when the hit policy is
        broken, and when no rule matches a table of single answers without defaults in a case.
        """
        run.step(len(self.rules))
        values = [column.value(self.id, run, scope) for column in self.inputs]
        seen = {column.label: value for column, value in zip(self.inputs, values, strict=True)}
        run.inputs.update(seen)
        matched = [rule for rule in self.rules if self._matches(rule, values, run, scope)]
        hits = [Hit(rule.number, self._row(rule, run, scope)) for rule in matched]
        run.matched += [self._told(rule, hit, seen) for rule, hit in zip(matched, hits, strict=True)]
        asked = Asked(self.id, self.outputs)
        if not hits:
            return self._unanswered(asked, seen, run, scope)
        try:
            return answer(self.policy, self.aggregation, asked, hits)
        except DecisionRefused as refusal:
            raise DecisionRefused(refusal.key, **{**refusal.params, "inputs": shown_inputs(seen)}) from None

    def _matches(self, rule: Rule, values: Sequence[Any], run: Run, scope: Scope) -> bool:
        for column, test, value in zip(self.inputs, rule.tests, values, strict=True):
            if run.strict and test.names:
                self._require(test, column.names(value, scope))
            answer = test.holds(value, column.names(value, scope), run.functions)
            if answer is None and run.strict and value is not None:
                raise DecisionRefused(
                    "decisions.cell_cannot_tell",
                    decision=self.id,
                    rules=rule.number,
                    cell=test.source,
                    value=shown(value),
                )
            if answer is not True:
                return False
        return True

    def _require(self, test: Question, names: Scope) -> None:
        """In a case, a cell that speaks of what is not there is refused; by the standard it would be null."""
        for name in sorted(test.names - names.keys() - {"?"}):
            raise DecisionRefused("decisions.cell_name_missing", decision=self.id, cell=test.source, name=name)

    def _row(self, rule: Rule, run: Run, scope: Scope) -> tuple[Any, ...]:
        return tuple(
            column.admit(self.id, cell.value(scope, run.functions), run, scope)
            for column, cell in zip(self.outputs, rule.outputs, strict=True)
        )

    def _told(self, rule: Rule, hit: Hit, seen: dict[str, Any]) -> Matched:
        given = {column.name: value for column, value in zip(self.outputs, hit.row, strict=True)}
        return Matched(self.id, rule.id, rule.number, rule.line, seen, given, rule.text)

    def _unanswered(self, asked: Asked, seen: dict[str, Any], run: Run, scope: Scope) -> Any:
        """No rule matches: the defaults, else null or nothing collected; a case refuses an open question."""
        if any(column.default is not None for column in self.outputs):
            given = [
                None if column.default is None else column.default.value(scope, run.functions)
                for column in self.outputs
            ]
            row = [column.admit(self.id, v, run, scope) for column, v in zip(self.outputs, given, strict=True)]
            return [asked.entry(row)] if self.is_collected else asked.entry(row)
        if self.policy in SINGLE:
            if run.strict:
                raise DecisionRefused("decisions.outcome_missing", decision=self.id, inputs=shown_inputs(seen))
            return None
        return [] if self.is_collected else answer(self.policy, self.aggregation, asked, [])
