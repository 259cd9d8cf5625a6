"""Where a case may have been: the steps it reached, and those it went through, as far as its stored state can tell.

Folding takes finished rounds and finished members out of the state. What is left tells exactly where the case has been
on steps that can be passed only once; elsewhere every step that may have been passed counts as passed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from SpiffWorkflow.bpmn.specs.control import BoundaryEventSplit, BpmnStartTask
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask
from SpiffWorkflow.util.task import TaskState

from engine.diagrams.events import CatchEvent, EventGateway, OnBoundary, Receive
from engine.diagrams.joins import AllBranches
from engine.diagrams.moving.stored import Standing, StoredTree
from engine.diagrams.nodes import Called, Embedded, PersonTask

#: reached means begun: what follows was decided in the same breath, or waits as part of it
_BEGUN = (BpmnStartTask, BoundaryEventSplit, EventGateway)
#: the case remembers by name that these were completed
_REMEMBERED = (PersonTask, Embedded, Called, CatchEvent, OnBoundary, Receive, LoopTask)


@dataclass(frozen=True)
class Ground:
    """One process as drawn in the old version. `blurred` are the steps whose tokens may have been folded away."""

    spec: Any
    blurred: frozenset[str]

    @classmethod
    def of(cls, spec: Any) -> Ground:
        """Read once a version; every case of it uses the same."""
        return cls(spec, _blurred(spec))

    @property
    def steps(self) -> Mapping[str, Any]:
        return self.spec.task_specs  # type: ignore[no-any-return]


@dataclass
class Past:
    """What one case may have done in one process."""

    ground: Ground
    trees: list[StoredTree]
    #: whether everything that ever happened in this process is still in these trees
    whole: bool
    memory: Collection[str]
    reached: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)

    def walk(self) -> Past:
        """Fill `reached` and `passed`."""
        waiting = [self.ground.spec.start.name, *(name for tree in self.trees for name in tree.names)]
        held: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in self.passed or name not in self.ground.steps:
                continue
            self.reached.add(name)
            if self._was_passed(name):
                self.passed.add(name)
                waiting += [*self._after(name), *held]
            elif isinstance(self.ground.steps[name], AllBranches):
                held.add(name)
        return self

    def _is_exact(self, name: str) -> bool:
        return self.whole and name not in self.ground.blurred

    def _was_passed(self, name: str) -> bool:
        spec = self.ground.steps[name]
        completed = any(tree.has(name, TaskState.COMPLETED) for tree in self.trees)
        if completed or isinstance(spec, _BEGUN):
            return True
        if self._is_exact(name):
            return False
        if isinstance(spec, _REMEMBERED):
            return spec.bpmn_id in self.memory
        if isinstance(spec, AllBranches):
            return all(before in self.passed for before in spec._inputs)
        return True

    def _after(self, name: str) -> Iterable[str]:
        """The steps that followed: those the tokens went to where they can tell, else all that are drawn."""
        spec = self.ground.steps[name]
        if self._is_exact(name) and not isinstance(spec, _BEGUN):
            return {child for tree in self.trees for child in tree.after(name)}
        member = [spec.task_spec] if isinstance(spec, LoopTask) else []
        return [*spec._outputs, *member]


def is_whole(past: Past, standing: Standing, steps: Mapping[str, Any]) -> bool:
    """Whether the one running instance of an inner process is the only one there ever was."""
    spec = steps[standing.step]
    return past._is_exact(standing.step) and spec.bpmn_id not in past.memory and not standing.is_member


def reaching(spec: Any, target: str) -> set[str]:
    """The steps of a process from which this one can be reached along the drawn flows, not through itself."""
    found: set[str] = set()
    waiting = list(spec.task_specs[target]._inputs)
    while waiting:
        name = waiting.pop()
        if name not in found and name != target:
            found.add(name)
            waiting += spec.task_specs[name]._inputs
    return found


def _blurred(spec: Any) -> frozenset[str]:
    """Steps on a cycle, and those behind a side branch that leaves a cycle while the cycle goes on."""
    below = {name: _below(spec, name) for name in spec.task_specs}
    cyclic = {name for name, later in below.items() if name in later}
    found = set(cyclic)
    for name in cyclic:
        outputs = list(spec.task_specs[name]._outputs)
        for one in outputs:
            if any(name in below[other] | {other} for other in outputs if other != one):
                found |= below[one] | {one}
    return frozenset(found)


def _below(spec: Any, name: str) -> set[str]:
    found: set[str] = set()
    waiting = list(spec.task_specs[name]._outputs)
    while waiting:
        step = waiting.pop()
        if step not in found:
            found.add(step)
            waiting += spec.task_specs[step]._outputs
    return found
