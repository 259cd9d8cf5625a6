"""What a decision answered and why: the rules that matched, with which inputs, and the decisions it required."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.decisions.refusals import DecisionRefused
from engine.decisions.run import Matched
from engine.expressions.feel_values.exchange import plain


@dataclass(frozen=True, slots=True)
class Outcome:
    """One decision's answer; `hit_policy` is "" where it is no table. All values are plain data."""

    decision: str
    name: str
    file: str
    hit_policy: str
    is_collected: bool
    result: Any
    rows: tuple[Mapping[str, Any], ...]  #: what each matching rule gave, as far as the result is one of a table
    matched: tuple[Matched, ...]
    inputs: Mapping[str, Any]
    required: tuple[Outcome, ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that matched, by id, or by number where they have none."""
        return tuple(one.rule or str(one.number) for one in self.matched)

    def value(self, mapping: str | None = None) -> Any:
        """The answer in the shape `camunda:mapDecisionResult` names; without a name, as the standard gives it.

        Raises DecisionRefused when the shape does not fit the table.
        """
        if mapping not in ("resultList", "collectEntries", "singleEntry", "singleResult") or not self.hit_policy:
            return self.result
        entries = [next(iter(row.values())) if len(row) == 1 else dict(row) for row in self.rows]
        if mapping in ("resultList", "collectEntries"):
            return entries if mapping == "collectEntries" else [dict(row) for row in self.rows]
        if len(self.rows) != 1:
            raise DecisionRefused("decisions.outcome_not_single", rules=", ".join(self.rules))
        return entries[0] if mapping == "singleEntry" else dict(self.rows[0])

    def explained(self) -> list[dict[str, Any]]:
        """The rules that matched, as plain data, those of required decisions first."""
        return [line for outcome in self.chain() for line in outcome._lines()]

    def chain(self) -> Iterator[Outcome]:
        """Every decision that was made for this one, each once and after those it requires, this one last."""
        told: set[int] = set()
        waiting: list[tuple[Outcome, bool]] = [(self, False)]
        while waiting:
            outcome, done = waiting.pop()
            if id(outcome) in told:
                continue
            if done:
                told.add(id(outcome))
                yield outcome
            else:
                waiting.append((outcome, True))
                waiting += [(one, False) for one in reversed(outcome.required)]

    def _lines(self) -> list[dict[str, Any]]:
        return [
            {
                "decision": self.decision,
                "table": one.table,
                "rule": one.number,
                "id": one.rule,
                "inputs": plain(dict(one.inputs)),
                "outputs": plain(dict(one.outputs)),
                "text": one.text,
            }
            for one in self.matched
        ]
