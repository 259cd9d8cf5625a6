"""A stored case read for looking only: where its tokens stand and stood, without building it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask
from SpiffWorkflow.util.task import TaskState

from engine.diagrams.definition import Definition
from engine.diagrams.snapshot import require_ours
from engine.diagrams.tokens import OPEN


@dataclass(frozen=True)
class StoredTree:
    """The tokens of one process of one case: (number, step, state, children)."""

    tokens: tuple[tuple[int, str, int, tuple[int, ...]], ...]

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(step for _, step, _, _ in self.tokens)

    @cached_property
    def standing(self) -> frozenset[str]:
        """The steps at which a token stands."""
        return frozenset(step for _, step, state, _ in self.tokens if state & OPEN)

    def has(self, name: str, state: TaskState) -> bool:
        """Whether a token of this step is in this state."""
        return any(step == name and kept & state for _, step, kept, _ in self.tokens)

    def after(self, name: str) -> Iterable[str]:
        """The steps of the tokens that follow a completed token of this step."""
        return {
            self._steps[child]
            for _, step, state, children in self.tokens
            if step == name and state & TaskState.COMPLETED
            for child in children
        }

    @cached_property
    def _steps(self) -> dict[int, str]:
        return {number: step for number, step, _, _ in self.tokens}


@dataclass(frozen=True)
class Standing:
    """An activity with a process inside: in which process it stands, at which step, and its process by name."""

    scope: str
    step: str
    inner: str
    is_member: bool


@dataclass(frozen=True)
class Stored:
    """One case as it lies in the database."""

    main: StoredTree
    inner: tuple[tuple[Standing, StoredTree], ...]
    memory: frozenset[str]

    def trees_of(self, scope: str) -> list[StoredTree]:
        """Every instance of this process; "" is the main one."""
        return [self.main] if not scope else [tree for standing, tree in self.inner if standing.inner == scope]

    @classmethod
    def read(cls, definition: Definition, state: bytes) -> Stored:
        """Read these bytes. Raises Incident for a state that is not of this definition."""
        raw = require_ours(definition, state)
        main = _tree(raw["tree"])
        inner = [(number, _tree(tree)) for number, tree in raw["inner"]]
        homes = dict(_homes(definition, main, inner))
        return cls(main, tuple((homes[number], tree) for number, tree in inner), frozenset(raw["memory"]))


def _tree(raw: Mapping[str, Any]) -> StoredTree:
    return StoredTree(tuple((row[0], row[1], row[2], tuple(row[3])) for row in raw["tasks"]))


def _homes(
    definition: Definition, main: StoredTree, inner: list[tuple[int, StoredTree]]
) -> Iterator[tuple[int, Standing]]:
    """Where the activity around each inner process stands; a process is stored after the one around it."""
    begun = {number for number, _ in inner}
    waiting = [("", main)]
    trees = dict(inner)
    while waiting:
        scope, tree = waiting.pop()
        steps = (definition.subprocess_specs[scope] if scope else definition.spec).task_specs
        members = {spec.task_spec for spec in steps.values() if isinstance(spec, LoopTask)}
        for number, step, _, _ in tree.tokens:
            if number in begun:
                name = steps[step].spec
                yield number, Standing(scope, step, name, step in members)
                waiting.append((name, trees[number]))


def same_tokens(one: bytes, other: bytes) -> bool:
    """Whether two states hold the same tokens, whichever version they hang on."""
    return bare(one) == bare(other)


def bare(state: bytes) -> bytes:
    """The state without the name of its version."""
    raw: dict[str, Any] = orjson.loads(state)
    return orjson.dumps({name: value for name, value in raw.items() if name != "definition"})
