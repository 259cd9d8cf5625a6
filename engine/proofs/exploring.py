"""Walks every way a case can go, shortest first, each moment once and no order of independent acts twice.

Two acts that touch nothing of each other are done in one order only (sleep sets, after P. Godefroid); every moment is
still come to. A reminder that leaves all but itself as it was is made and looked at, but not followed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from time import thread_time
from typing import Any

from engine.diagrams.standing import Path
from engine.proofs.clocks import DUE
from engine.proofs.moments import Moment, Telling
from engine.proofs.moves import Doing, Move, Moves
from engine.proofs.play import Broken, Footprint, Stage, Step


class OutOfBounds(Exception):
    """Too many moments, or too much time: nothing can be said."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is explored before the prover says that it cannot tell.

    `seconds` are those of its own thread, so that a busy machine changes no verdict.
    """

    moments: int = 30_000
    seconds: float = 120.0


@dataclass(slots=True)
class Budget:
    """What is left of the limits."""

    limits: Limits
    tell: Callable[[int], None] = lambda _moments: None  #: is told how many there were; may raise to give up
    began: float = field(default_factory=thread_time)
    moments: int = 0

    def spend(self) -> None:
        """One more moment. Raises OutOfBounds."""
        self.moments += 1
        self.tell(self.moments)
        if self.moments > self.limits.moments or thread_time() - self.began > self.limits.seconds:
            raise OutOfBounds


@dataclass(frozen=True, slots=True)
class Macro:
    """All that one member does until it leaves, as one move: its inner moves touch nothing but itself."""

    path: Path
    outcome: Any
    moves: tuple[Move, ...] = field(compare=False)


Label = Move | Macro
#: how the items of one moment are called in another that was found to be the same
Renaming = Mapping[str, str]


@dataclass(slots=True, eq=False)
class Node:
    """One moment with how it was first come to. `asleep` are moves whose other order is explored elsewhere."""

    moment: Moment
    above: Node | None
    made: tuple[Move, ...]
    depth: int
    asleep: dict[Label, tuple[Footprint, Node, Label]] = field(default_factory=dict)
    edges: dict[Label, tuple[Node, Renaming]] = field(default_factory=dict)
    explored: dict[Label, Footprint] = field(default_factory=dict)
    dead: bool = False  #: nothing follows: the case has ended, the member has left, or a fault was found
    has_moves: bool = False

    def story(self) -> list[Move]:
        """Every move from the beginning."""
        moves: list[Move] = []
        node: Node | None = self
        while node is not None:
            moves[:0] = node.made
            node = node.above
        return moves


@dataclass(slots=True)
class Region:
    """What is explored: the whole case, or the inside of one member. `stops` says where it is left."""

    path: Path = ()
    stops: Callable[[Step], bool] = lambda _step: False
    member_class: Callable[[Moment, Path], Any] | None = None
    macros: Callable[[Moment], Iterable[Macro]] = lambda _moment: ()
    is_summed: Callable[[Move], bool] = lambda _move: False
    signals: Callable[[Moment], Iterable[Move]] = lambda _moment: ()
    adding: bool = True


class Exploration:
    """One walk over a region. `on_step` looks at each move made; `on_moment` says whether a moment is followed."""

    def __init__(
        self,
        stage: Stage,
        moves: Moves,
        telling: Telling,
        budget: Budget,
        region: Region,
        on_step: Callable[[Step | Broken, Node | None], None],
        on_moment: Callable[[Node], bool],
    ) -> None:
        self._stage, self._moves, self._telling = stage, moves, telling
        self._budget, self._region = budget, region
        self._on_step, self._on_moment = on_step, on_moment
        self.nodes: dict[Any, Node] = {}
        self._waiting: deque[tuple[Node, frozenset[Label] | None]] = deque()

    def begin(self, moment: Moment, above: Node | None, made: tuple[Move, ...]) -> Node:
        """Take up a first moment."""
        return self._arrive(moment, above, made, {})[0]

    def run(self) -> None:
        """Walk on until every moment was followed. Raises OutOfBounds."""
        while self._waiting:
            node, only = self._waiting.popleft()
            self._follow(node, only)

    def wake(self, nodes: Iterable[Node]) -> bool:
        """Make the sleeping moves of these moments too; whether there were any."""
        woken = False
        for node in list(nodes):
            sleeping = frozenset(node.asleep)
            if sleeping and not node.dead:
                node.asleep = {}
                self._waiting.append((node, sleeping))
                woken = True
        self.run()
        return woken

    def _arrive(
        self, moment: Moment, above: Node | None, made: tuple[Move, ...], asleep: dict[Label, Any]
    ) -> tuple[Node, Renaming]:
        summed = self._region.member_class
        held = (lambda path: summed(moment, path)) if summed is not None else None
        moment.key = ("ended", moment.outcome, moment.marks) if moment.ended else None
        if moment.key is None:
            moment.key = self._telling.key(moment, self._region.path, held)
        known = self.nodes.get(moment.key)
        if known is not None:
            moment.forget()
            renaming = _renaming(moment, known.moment)
            self._meet(known, {renamed(label, renaming) for label in asleep})
            return known, renaming
        self._budget.spend()
        node = Node(moment, above, made, (above.depth if above else 0) + len(made), asleep, dead=moment.ended)
        self.nodes[moment.key] = node
        node.dead = node.dead or not self._on_moment(node)
        if not node.dead:
            self._waiting.append((node, None))
        return node, {}

    def _meet(self, node: Node, asleep: set[Label]) -> None:
        """Come to a known moment anew: what sleeps on one way only must be made after all."""
        woken = frozenset(label for label in node.asleep if label not in asleep)
        for label in woken:
            del node.asleep[label]
        if woken and node.has_moves:
            self._waiting.append((node, woken))

    def _follow(self, node: Node, only: frozenset[Label] | None) -> None:
        node.has_moves = True
        done: dict[Label, Footprint] = dict(node.explored)
        remaining: list[tuple[Label, list[Step]]] = []
        passed_on: set[tuple[str, str]] = set()
        seen: set[Any] = set()
        for label in sorted(self._labels(node.moment), key=_time_first):
            if label in node.explored or label in node.asleep or (only is not None and label not in only):
                continue
            clock = (label.element, label.item) if isinstance(label, Move) and label.doing is Doing.PASS else None
            if clock in passed_on:
                continue
            kind = self._moves.kind_of(label) if isinstance(label, Move) else label
            if kind in seen:
                continue
            steps = self._make(node, label)
            if not steps:
                continue
            seen.add(kind)
            if clock is not None and self._is_reminder(node, steps[-1]):
                remaining.append((label, steps))
                done[label] = steps[-1].footprint
                continue
            if clock is not None:
                passed_on.add(clock)
            self._go(node, label, steps, done)
        if not node.edges and not node.asleep:
            for label, steps in remaining:
                self._go(node, label, steps, done)
        node.explored = done
        for _, steps in remaining:
            if not any(target.moment is steps[-1].after for target, _ in node.edges.values()):
                steps[-1].after.forget()
        node.moment.let_go()

    def _go(self, node: Node, label: Label, steps: list[Step], done: dict[Label, Footprint]) -> None:
        trace = steps[0].footprint
        for step in steps[1:]:
            trace = trace.joined(step.footprint)
        sleeping = {one: held[0] for one, held in node.asleep.items()} | done
        asleep = {one: (made, node, label) for one, made in sleeping.items() if not made.meets(trace)}
        made = tuple(step.move for step in steps)
        if self._region.stops(steps[-1]):
            steps[-1].after.forget()
            target = Node(steps[-1].after, node, made, node.depth + len(made), dead=True)
            node.edges[label] = (target, {})
        else:
            node.edges[label] = self._arrive(steps[-1].after, node, made, asleep)
        done[label] = trace

    def _labels(self, moment: Moment) -> Iterator[Label]:
        for move in self._moves.of(moment, self._region.path):
            if not self._region.is_summed(move):
                yield move
        yield from self._region.macros(moment)
        yield from self._region.signals(moment)

    def _make(self, node: Node, label: Label) -> list[Step]:
        """The steps of a move; none where it is refused or breaks."""
        steps: list[Step] = []
        moment, above = node.moment, node
        for move in label.moves if isinstance(label, Macro) else (label,):
            step = self._stage.make(moment, move, adding=self._region.adding)
            if step is None:
                return []
            self._on_step(step, above)
            if isinstance(step, Broken):
                return []
            steps.append(step)
            if moment is not node.moment:
                moment.let_go()
            moment = step.after
            above = Node(moment, above, (move,), above.depth + 1)
        return steps

    def _is_reminder(self, node: Node, step: Step) -> bool:
        """Whether time only took the timer itself away: what follows could follow without it as well."""
        before, after = node.moment, step.after
        clock, later = before.clock(step.move.element, step.move.item), after.clock(step.move.element, step.move.item)
        if after.ended or clock is None or later is None or before.marks != after.marks:
            return False
        if clock.name in self._telling.asked_lapsed and clock.reached < DUE <= later.reached:
            return False
        if {one for one in before.clocks if one is not clock} != {one for one in after.clocks if one is not later}:
            return False
        rows = self._telling.rows(before, self._region.path)
        grown = self._telling.rows(after, self._region.path) - rows
        return all(str(row[0]).endswith((".EndJoin", ".BoundaryEventJoin")) for row in grown)


def _time_first(label: Label) -> bool:
    """Reminders first: what they leave untouched need not be reminded of again."""
    return not (isinstance(label, Move) and label.by_time)


def _renaming(found: Moment, known: Moment) -> Renaming:
    neutral = {name: item for item, name in known.names.items()}
    return {item: neutral[name] for item, name in found.names.items() if name in neutral and neutral[name] != item}


def renamed(label: Label, names: Renaming) -> Label:
    """The same move in a moment that calls its items otherwise."""
    if not names:
        return label
    path = tuple((place, names.get(item, item)) for place, item in label.path)
    if isinstance(label, Macro):
        return replace(label, path=path, moves=tuple(rename(move, names) for move in label.moves))
    return replace(label, item=names.get(label.item, label.item), path=path)


def rename(move: Move, names: Renaming) -> Move:
    """The same move in a moment that calls its items otherwise."""
    path = tuple((place, names.get(item, item)) for place, item in move.path)
    return replace(move, item=names.get(move.item, move.item), path=path)
