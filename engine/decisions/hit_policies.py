"""What a table answers when none, one or several of its rules match: the seven policies of the standard.

A policy that says there is one answer is held to it: two rules of a UNIQUE table, or an ANY table whose rules disagree,
are refused, never answered by the first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from engine.decisions.columns import Output
from engine.decisions.refusals import DecisionRefused
from engine.decisions.showing import shown
from engine.expressions.feel_values.comparing import equal, ordered
from engine.expressions.feel_values.kinds import Kind, adopt, kind_of
from engine.expressions.feel_values.numbers import CONTEXT, exact, tidy


class HitPolicy(StrEnum):
    """As files write it."""

    UNIQUE = "UNIQUE"
    ANY = "ANY"
    FIRST = "FIRST"
    PRIORITY = "PRIORITY"
    RULE_ORDER = "RULE ORDER"
    OUTPUT_ORDER = "OUTPUT ORDER"
    COLLECT = "COLLECT"


class Aggregation(StrEnum):
    """What COLLECT makes of its answers; NONE is a list of them."""

    NONE = ""
    SUM = "SUM"
    MIN = "MIN"
    MAX = "MAX"
    COUNT = "COUNT"


#: policies whose answer is one entry, so that no matching rule leaves a question open
SINGLE = frozenset({HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.FIRST, HitPolicy.PRIORITY})


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matched, and what it gives in each column."""

    number: int
    row: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A table as its policy sees it."""

    table: str
    outputs: Sequence[Output]

    def entry(self, row: Sequence[Any]) -> Any:
        """One answer: the value of a single column, or an object of several by their names."""
        if len(self.outputs) == 1:
            return row[0]
        return {column.name: value for column, value in zip(self.outputs, row, strict=True)}

    def refused(self, key: str, hits: Sequence[Hit], **params: Any) -> DecisionRefused:
        """A refusal that names the rules concerned."""
        return DecisionRefused(
            key, decision=self.table, rules=", ".join(str(hit.number) for hit in hits[:20]), **params
        )


def answer(policy: HitPolicy, aggregation: Aggregation, asked: Asked, hits: Sequence[Hit]) -> Any:
    """The table's answer when at least one rule matches, or the policy collects. Raises DecisionRefused."""
    if policy is HitPolicy.COLLECT:
        return _AGGREGATIONS[aggregation](asked, hits)
    return _POLICIES[policy](asked, hits)


def _unique(asked: Asked, hits: Sequence[Hit]) -> Any:
    if len(hits) > 1:
        raise asked.refused("decisions.outcome_ambiguous", hits)
    return asked.entry(hits[0].row)


def _any(asked: Asked, hits: Sequence[Hit]) -> Any:
    for hit in hits[1:]:
        if not _same(hits[0].row, hit.row):
            raise asked.refused("decisions.outcome_disagrees", [hits[0], hit])
    return asked.entry(hits[0].row)


def _first(asked: Asked, hits: Sequence[Hit]) -> Any:
    return asked.entry(hits[0].row)


def _priority(asked: Asked, hits: Sequence[Hit]) -> Any:
    ranked = _ranked(asked, hits)
    best = [hit for rank, hit in ranked if rank == ranked[0][0]]
    for hit in best[1:]:
        if not _same(best[0].row, hit.row):
            raise asked.refused("decisions.outcome_of_equal_rank", [best[0], hit])
    return asked.entry(best[0].row)


def _rule_order(asked: Asked, hits: Sequence[Hit]) -> Any:
    return [asked.entry(hit.row) for hit in hits]


def _output_order(asked: Asked, hits: Sequence[Hit]) -> Any:
    return [asked.entry(hit.row) for _, hit in _ranked(asked, hits)]


def _ranked(asked: Asked, hits: Sequence[Hit]) -> list[tuple[tuple[int, ...], Hit]]:
    """Falling priority, the columns from left to right; columns without values of their own do not count."""
    ranked = []
    for hit in hits:
        places = []
        for column, value in zip(asked.outputs, hit.row, strict=True):
            if not column.order:
                continue
            place = column.rank(value)
            if place is None:
                raise asked.refused("decisions.outcome_without_rank", [hit], value=shown(value), output=column.name)
            places.append(place)
        ranked.append((tuple(places), hit))
    return sorted(ranked, key=lambda pair: pair[0])  # the sort is stable: equal ranks stay in the order of rules


def _count(_asked: Asked, hits: Sequence[Hit]) -> Any:
    return len(hits)


def _sum(asked: Asked, hits: Sequence[Hit]) -> Any:
    total = Decimal(0)
    for hit in hits:
        number = exact(hit.row[0]) if kind_of(hit.row[0]) is Kind.NUMBER else None
        if number is None:
            raise asked.refused("decisions.outcome_no_number", [hit], value=shown(hit.row[0]))
        total = CONTEXT.add(total, Decimal(number))
    return tidy(total) if hits else None


def _least(asked: Asked, hits: Sequence[Hit]) -> Any:
    return _furthest(asked, hits, -1)


def _greatest(asked: Asked, hits: Sequence[Hit]) -> Any:
    return _furthest(asked, hits, 1)


def _furthest(asked: Asked, hits: Sequence[Hit], side: int) -> Any:
    """The least or greatest answer; null of none."""
    found = hits[0].row[0] if hits else None
    for hit in hits:
        order = ordered(adopt(hit.row[0]), adopt(found))
        if order is None:
            raise asked.refused("decisions.outcome_no_number", [hit], value=shown(hit.row[0]))
        found = hit.row[0] if order == side else found
    return found


def _same(one: Sequence[Any], other: Sequence[Any]) -> bool:
    return all(equal(left, right) is True for left, right in zip(one, other, strict=True))


Policy = Callable[[Asked, Sequence[Hit]], Any]
_POLICIES: Mapping[HitPolicy, Policy] = {
    HitPolicy.UNIQUE: _unique,
    HitPolicy.ANY: _any,
    HitPolicy.FIRST: _first,
    HitPolicy.PRIORITY: _priority,
    HitPolicy.RULE_ORDER: _rule_order,
    HitPolicy.OUTPUT_ORDER: _output_order,
}
_AGGREGATIONS: Mapping[Aggregation, Policy] = {
    Aggregation.NONE: _rule_order,
    Aggregation.COUNT: _count,
    Aggregation.SUM: _sum,
    Aggregation.MIN: _least,
    Aggregation.MAX: _greatest,
}
