"""One decision table and how it answers. UNIQUE means one rule: two that match are refused, and so is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.decisions.literals import kind_of
from engine.decisions.refusals import DecisionRefused
from engine.decisions.unary import PLACE, Ask, UnaryTest
from engine.expressions.compiling import NO_FUNCTIONS, Functions
from engine.expressions.expression import Expression

#: Which sort of value each DMN type holds; other types are not checked.
KINDS: Mapping[str, str] = {
    "string": "text",
    "date": "text",
    "boolean": "truth",
    "integer": "number",
    "long": "number",
    "double": "number",
    "number": "number",
}
WHOLE = frozenset({"integer", "long"})


def asking(names: Mapping[str, Any], functions: Functions) -> Ask:
    """Evaluates conditions over these data, with the cell's value in the place of `?`."""
    return lambda condition, value: condition.evaluate({**names, PLACE: value}, functions)


@dataclass(frozen=True, slots=True)
class Input:
    """One input column. `allowed` limits its values; `takes_nothing` when some cell asks for null by name."""

    label: str
    expression: Expression
    type: str
    allowed: UnaryTest
    takes_nothing: bool

    def value(self, decision: str, names: Mapping[str, Any], functions: Functions) -> Any:
        """The column's value for these data. Raises DecisionRefused for a missing, foreign or excluded one."""
        value = self.expression.evaluate(names, functions)
        if value is None:
            if self.takes_nothing:
                return None
            raise DecisionRefused("diagrams.input_missing", decision=decision, input=self.label)
        expected = KINDS.get(self.type)
        broken = self.type in WHOLE and isinstance(value, float) and not value.is_integer()
        if broken or (expected and kind_of(value) != expected):
            raise DecisionRefused("diagrams.input_of_other_kind", decision=decision, input=self.label, type=self.type)
        if not self.allowed.holds(value, asking(names, functions)):
            raise DecisionRefused("diagrams.input_not_allowed", decision=decision, input=self.label, value=value)
        return value


@dataclass(frozen=True, slots=True)
class Rule:
    """One row."""

    id: str
    line: int
    tests: tuple[UnaryTest, ...]
    outputs: tuple[Expression, ...]

    def matches(self, values: Sequence[Any], ask: Ask) -> bool:
        """Whether every cell holds for its column's value."""
        return all(test.holds(value, ask) for test, value in zip(self.tests, values, strict=True))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a table answered and why: the rows that matched with what they gave, and the inputs it saw."""

    rules: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    inputs: Mapping[str, Any]
    collected: bool

    def value(self, mapping: str | None = None) -> Any:
        """The answer in the shape `camunda:mapDecisionResult` names.

        Without a name, one output gives its value and several give an object; a COLLECT table gives a list of these.
        Raises DecisionRefused when the shape does not fit the table.
        """
        entries = [next(iter(row.values())) if len(row) == 1 else dict(row) for row in self.rows]
        if mapping in ("resultList", "collectEntries"):
            return entries if mapping == "collectEntries" else [dict(row) for row in self.rows]
        if mapping in ("singleEntry", "singleResult"):
            if len(self.rows) != 1:
                raise DecisionRefused("diagrams.outcome_not_single", rules=list(self.rules))
            return entries[0] if mapping == "singleEntry" else dict(self.rows[0])
        return entries if self.collected else entries[0]


@dataclass(frozen=True, slots=True)
class Decision:
    """A checked decision table; immutable, so threads may share it."""

    id: str
    name: str
    file: str
    line: int
    hit_policy: str
    inputs: tuple[Input, ...]
    outputs: tuple[str, ...]
    rules: tuple[Rule, ...]

    def evaluate(self, names: Mapping[str, Any], functions: Functions = NO_FUNCTIONS) -> Outcome:
        """The table's answer for these data.

        Raises DecisionRefused when an input is missing, when no rule or more than one matches a UNIQUE table.
        """
        values = [column.value(self.id, names, functions) for column in self.inputs]
        ask = asking(names, functions)
        matched = [rule for rule in self.rules if rule.matches(values, ask)]
        if self.hit_policy == "UNIQUE" and len(matched) != 1:
            raise self._not_one(matched, values)
        rows = tuple(self._row(rule, names, functions) for rule in matched)
        seen = {column.label: value for column, value in zip(self.inputs, values, strict=True)}
        return Outcome(tuple(rule.id for rule in matched), rows, seen, self.hit_policy == "COLLECT")

    def _row(self, rule: Rule, names: Mapping[str, Any], functions: Functions) -> Mapping[str, Any]:
        given = (output.evaluate(names, functions) for output in rule.outputs)
        return dict(zip(self.outputs, given, strict=True))

    def _not_one(self, matched: list[Rule], values: list[Any]) -> DecisionRefused:
        shown = ", ".join(f"{column.label}={value}" for column, value in zip(self.inputs, values, strict=True))
        key = "diagrams.outcome_ambiguous" if matched else "diagrams.outcome_missing"
        return DecisionRefused(key, decision=self.id, inputs=shown, rules=", ".join(rule.id for rule in matched))
