"""Two versions of a procedure laid over each other, step by step; made once, asked for every case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from engine.diagrams.joins import LastJoin, OpenBranches
from engine.diagrams.moving.past import Ground, reaching
from engine.diagrams.moving.signatures import KIND, Side

#: (process by the name it is called by, step); "" is the main process
Place = tuple[str, str]


@dataclass(frozen=True)
class Comparison:
    """From one version to another."""

    old: Side
    new: Side

    @cached_property
    def grounds(self) -> Mapping[str, Ground]:
        """The processes of the old version, prepared for walking."""
        return {scope: Ground.of(spec) for scope, spec in self.old.scopes.items()}

    @cached_property
    def gone(self) -> frozenset[Place]:
        """Steps that the new version does not have."""
        return frozenset(place for place in self._places if self._new(place) is None)

    @cached_property
    def changed(self) -> Mapping[Place, frozenset[str]]:
        """Steps that would run otherwise, with the words for what is different."""
        found: dict[Place, frozenset[str]] = {}
        for place in self._places - self.gone:
            before, after = self.old.signature(self._old(place)), self.new.signature(self._new(place))
            words = {word for word in before.keys() | after.keys() if before.get(word) != after.get(word)}
            if words:
                found[place] = frozenset(words)
        return found

    @cached_property
    def led_elsewhere(self) -> frozenset[Place]:
        """Steps that are followed by others, or by the same in another order."""
        return frozenset(
            place
            for place in self._places - self.gone
            if self.old.outputs(self._old(place)) != self.new.outputs(self._new(place))
        )

    @cached_property
    def joined_otherwise(self) -> frozenset[Place]:
        """Joins that wait for other branches; where a process ends it waits for whatever is left in it."""
        joins = {place for place in self._places - self.gone if _is_join(self._old(place))}
        return frozenset(
            place for place in joins if self.old.inputs(self._old(place)) != self.new.inputs(self._new(place))
        )

    @cached_property
    def open_joins(self) -> Mapping[Place, frozenset[str]]:
        """For each inclusive join the steps that can reach it in one version and not in the other."""
        found = {}
        for scope, step in self._places - self.gone:
            if isinstance(self._old((scope, step)), OpenBranches):
                before, after = (reaching(side.scopes[scope], step) for side in (self.old, self.new))
                found[scope, step] = frozenset(before ^ after)
        return found

    def callers(self, inner: str) -> int:
        """How many steps of the old version begin this inner process."""
        specs = (spec for ground in self.grounds.values() for spec in ground.steps.values())
        return sum(getattr(spec, "spec", None) == inner for spec in specs)

    @cached_property
    def _places(self) -> frozenset[Place]:
        return frozenset((scope, step) for scope, spec in self.old.scopes.items() for step in spec.task_specs)

    def _old(self, place: Place) -> Any:
        return self.old.scopes[place[0]].task_specs[place[1]]

    def _new(self, place: Place) -> Any:
        scope = self.new.scopes.get(place[0])
        return scope.task_specs.get(place[1]) if scope is not None else None


def is_of_another_kind(words: frozenset[str]) -> bool:
    """Whether another kind of step stands in its place."""
    return KIND in words


def _is_join(spec: Any) -> bool:
    return hasattr(spec, "_check_threshold_unstructured") and not isinstance(spec, LastJoin)
