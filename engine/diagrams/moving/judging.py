"""May this case move to that version? Only if it would have come to the very same state there by the same choices.

So everything the case went through must be alike in both versions, and so must everything it stands at, but for what
comes after. Whatever lies ahead may be different: that is what moving is for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from engine.diagrams.moving.comparing import Comparison, Place, is_of_another_kind
from engine.diagrams.moving.past import Past, is_whole
from engine.diagrams.moving.signatures import AFTERWARDS, WHILE_OPEN
from engine.diagrams.moving.stored import Stored

#: the part of a step that declares a deadline
DEADLINE = "drawn_deadline"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason why a case cannot move. `code` is the last part of its sentence's key; `words` name what changed."""

    code: str
    element: str = ""
    name: str = ""
    words: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As kept with the plan."""
        return {"code": self.code, "element": self.element, "name": self.name, "words": list(self.words)}


@dataclass
class Judgement:
    """The verdict on one case, found on a walk through everything it may have done."""

    comparison: Comparison
    stored: Stored
    past: dict[str, Past] = field(default_factory=dict)

    def obstacles(self) -> list[Obstacle]:
        """Every reason against moving; empty when the case may move."""
        old, new = self.comparison.old.definition, self.comparison.new.definition
        if old.process_id != new.process_id:
            return [Obstacle("other_process", new.process_id, new.name)]
        self._walk("", whole=True)
        found = [one for scope in self.past for one in self._in(scope)]
        return list(dict.fromkeys(found))

    def _walk(self, scope: str, *, whole: bool) -> None:
        past = Past(self.comparison.grounds[scope], self.stored.trees_of(scope), whole, self.stored.memory).walk()
        self.past[scope] = past
        for step in sorted(past.reached):
            inner = str(getattr(past.ground.steps[step], "spec", ""))
            if inner and inner in self.comparison.grounds and inner not in self.past:
                self._walk(inner, whole=self._is_whole(scope, past, inner))

    def _is_whole(self, scope: str, past: Past, inner: str) -> bool:
        running = [standing for standing, _ in self.stored.inner if standing.inner == inner]
        alone = len(running) == 1 and running[0].scope == scope and self.comparison.callers(inner) == 1
        return alone and is_whole(past, running[0], past.ground.steps)

    def _in(self, scope: str) -> Iterator[Obstacle]:
        past = self.past[scope]
        standing = {step for tree in past.trees for step in tree.standing}
        for step in sorted(past.reached):
            place = (scope, step)
            yield from self._at(place, is_standing=step in standing)
            if step in past.passed and place in self.comparison.led_elsewhere:
                yield self._obstacle("flows", place)
            if place in self.comparison.joined_otherwise or self._waits_otherwise(place, past):
                yield self._obstacle("join", place)

    def _at(self, place: Place, *, is_standing: bool) -> Iterator[Obstacle]:
        when = "standing" if is_standing else "past"
        if place in self.comparison.gone:
            yield self._obstacle(f"removed_{when}", place)
            return
        words = self.comparison.changed.get(place, frozenset())
        words = words - (AFTERWARDS if is_standing else WHILE_OPEN)
        if is_of_another_kind(words):
            yield self._obstacle(f"kind_{when}", place)
        elif DEADLINE in words and is_standing:
            yield self._obstacle("open_clock", place)
        elif words:
            yield self._obstacle(f"changed_{when}", place, words)

    def _waits_otherwise(self, place: Place, past: Past) -> bool:
        """Whether an inclusive join would have seen other branches coming."""
        return not self.comparison.open_joins.get(place, frozenset()).isdisjoint(past.reached)

    def _obstacle(self, code: str, place: Place, words: frozenset[str] = frozenset()) -> Obstacle:
        scope, step = place
        spec = self.comparison.grounds[scope].steps[step]
        element = spec.bpmn_id or step.removesuffix(" [child]").partition(".")[0]
        info = self.comparison.old.definition.elements.get(element)
        return Obstacle(code, element, info.name if info else element, tuple(sorted(words)))


def judge(comparison: Comparison, state: bytes) -> list[Obstacle]:
    """Why a case with these tokens cannot move; empty when it may. Raises Incident for a state of another version."""
    return Judgement(comparison, Stored.read(comparison.old.definition, state)).obstacles()
