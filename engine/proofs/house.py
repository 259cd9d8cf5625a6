"""What the house does beside the diagram when an act is done, as the bundle's duties say it: values, days, members.

The diagram alone cannot know who takes part or that a due day moved; whoever explores it must play that as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.errors import Invalid
from engine.expressions.expression import Expression, compile_expression
from engine.proofs.uses import Want
from engine.proofs.wanting import wants_of


@dataclass(frozen=True, slots=True)
class Join:
    """An act that adds a member to a running multi-instance."""

    act: str
    adds: str
    member: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Beside:
    """What completing a task does beside the diagram. `when` is asked of the answer."""

    task: str
    when: Expression
    extends: str = ""
    adds: str = ""
    member: Mapping[str, Any] = field(default_factory=dict)
    gives: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    def holds(self, routing: Mapping[str, Any]) -> bool:
        """Whether it happens with this answer."""
        return bool(self.when.evaluate(dict(routing)))


@dataclass(frozen=True, slots=True)
class House:
    """Everything of that sort in one bundle."""

    joins: tuple[Join, ...] = ()
    beside: tuple[Beside, ...] = ()

    @classmethod
    def read(cls, said: Any) -> House:
        """From the `house` part of the duties. Raises Invalid where it cannot be read."""
        if not isinstance(said, list):
            raise Invalid("proofs.house_unreadable", at="house")
        joins, beside = [], []
        for position, one in enumerate(said):
            if not isinstance(one, dict) or not (one.get("task") or one.get("act")):
                raise Invalid("proofs.house_unreadable", at=f"house[{position}]")
            if "act" in one:
                joins.append(Join(str(one["act"]), str(one.get("adds", "")), one.get("member") or {}))
            else:
                beside.append(
                    Beside(
                        task=str(one["task"]),
                        when=compile_expression(str(one.get("when", "True"))),
                        extends=str(one.get("extends", "")),
                        adds=str(one.get("adds", "")),
                        member=one.get("member") or {},
                        gives=one.get("gives") or {},
                    )
                )
        return cls(tuple(joins), tuple(beside))

    def at(self, element: str) -> list[Beside]:
        """What happens beside the completion of this task."""
        return [one for one in self.beside if one.task == element]

    def wants_at(self, element: str) -> frozenset[Want]:
        """What decides what happens beside this task."""
        return frozenset(want for one in self.at(element) for want in wants_of(one.when.source))

    def given_at(self, element: str) -> list[dict[str, Any]]:
        """The values the house adds to the answer, each way it may."""
        ways: list[dict[str, Any]] = [{}]
        for one in self.at(element):
            for key, values in one.gives.items():
                ways = [{**way, key: value} for way in ways for value in values]
        return ways

    @property
    def keys(self) -> Mapping[str, frozenset[str]]:
        """The keys that are added, by task."""
        return {one.task: frozenset(one.gives) for one in self.beside if one.gives}
