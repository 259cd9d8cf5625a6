"""One member of a multi-instance looked at alone, and summed up by how it may leave: a decision, a participant.

Members see only themselves: each has its own copy of the data, its own clocks, and messages that name it. While one is
walked through, nothing outside may change; where that does not hold the members are walked through together instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from engine.diagrams.lint.multi_instances import result_of, results_of
from engine.diagrams.plain_data import same
from engine.diagrams.standing import Path
from engine.proofs.drawing import Drawing
from engine.proofs.exploring import Budget, Exploration, Macro, Node, Region, rename
from engine.proofs.futures import Futures
from engine.proofs.moments import Moment, Telling
from engine.proofs.moves import JOINED, MEMBERS, Doing, Move, Moves
from engine.proofs.play import Broken, Stage, Step
from engine.proofs.reaching import stuck_in
from engine.proofs.uses import OWN

STAYS = "stays"


class Interacts(Exception):
    """A member reached outside itself; the activity must be walked through with all its members together."""

    def __init__(self, activity: str) -> None:
        super().__init__(activity)
        self.activity = activity


@dataclass(slots=True)
class Local:
    """A state of one member: how it may leave from here, with the shortest way to each."""

    ways: dict[Any, tuple[Move, ...]]
    item: str  #: as the member was called when the ways were found
    length: int  #: of its path
    heard: dict[str, Any] = field(default_factory=dict)  #: by signal: the key of the state it leads to


@dataclass
class Members:
    """All summed-up members of one proof. `together` are the activities that are not summed up."""

    drawing: Drawing
    futures: Futures
    stage: Stage
    moves: Moves
    telling: Telling
    budget: Budget
    on_step: Callable[[Step | Broken, Node | None], None]
    on_moment: Callable[[Node], bool]
    on_stuck: Callable[[Node], None]
    together: set[str] = field(default_factory=set)
    _known: dict[Any, Local] = field(default_factory=dict)
    _parallel: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.together |= {activity for activity in self._activities() if self._asks_across(activity)}
        self.together |= {activity for activity in self._activities() if self._is_sequential(activity)}

    def class_of(self, moment: Moment, path: Path, above: Node | None = None) -> Any:
        """What stands for this member in the whole: its ways out, and what each signal makes of them; None if not
        summed up.
        """
        if self._activity(path) in self.together:
            return None
        local = self._local(moment, path, above)
        heard = tuple(sorted((name, repr(self._ways_at(key))) for name, key in local.heard.items()))
        return (path[-1][0], repr(sorted(map(repr, local.ways))), heard)

    def macros(self, moment: Moment) -> Iterator[Macro]:
        """Every way in which every member may leave."""
        for path in self.standing(moment):
            local = self._local(moment, path, None)
            names = {local.item: path[-1][1]}
            for outcome, way in local.ways.items():
                moves = tuple(self._moved(move, names, path, local.length) for move in way)
                if moves:
                    yield Macro(path, outcome, moves)

    def standing(self, moment: Moment) -> list[Path]:
        """The outermost members of this moment that are summed up."""
        found = dict.fromkeys(path for one in moment.standings if (path := self._member_path(one.path)) is not None)
        return list(found)

    def is_summed(self, move: Move) -> bool:
        """Whether this move belongs to the inside of a member that is summed up."""
        return move.doing is not Doing.JOIN and (
            self._member_path(move.path) is not None
            or (move.doing is Doing.PASS and bool(move.item) and not self._is_together(move.item))
        )

    def _is_together(self, _item: str) -> bool:
        return bool(self.together)

    def _member_path(self, path: Path) -> Path | None:
        for length in range(1, len(path) + 1):
            if path[length - 1][1]:
                return path[:length] if self._activity(path[:length]) not in self.together else None
        return None

    @staticmethod
    def _activity(path: Path) -> str:
        return path[-1][0].removesuffix(" [child]")

    @staticmethod
    def _moved(move: Move, names: dict[str, str], path: Path, length: int) -> Move:
        moved = rename(move, names)
        return Move(
            moved.doing, moved.element, moved.item, moved.answer, moved.message, moved.to,
            (*path, *moved.path[length:]) if moved.path else (),
        )  # fmt: skip

    def _local(self, moment: Moment, path: Path, above: Node | None) -> Local:
        key = self._key(moment, path)
        if key not in self._known:
            self._walk(moment, path, above)
        if key not in self._known:
            raise Interacts(self._activity(path))
        return self._known[key]

    def _key(self, moment: Moment, path: Path) -> Any:
        names = moment.names
        key = (path[-1][0], self.telling.key(moment, path))
        moment.names = names
        return key

    def _ways_at(self, key: Any) -> list[str]:
        return sorted(map(repr, self._known[key].ways)) if key in self._known else []

    def _walk(self, moment: Moment, path: Path, above: Node | None) -> None:
        """Explore this member with everything else standing still."""
        activity, outside = self._activity(path), _outside(moment, path)

        def stops(step: Step) -> bool:
            return not step.after.inside(path)

        def on_step(step: Step | Broken, node: Node | None) -> None:
            self.on_step(step, node)
            if isinstance(step, Step) and not stops(step) and not _unchanged(outside, _outside(step.after, path)):
                raise Interacts(activity)

        region = Region(path, stops, signals=lambda at: self._signals(at, path), adding=False)
        region.member_class = lambda at, inner: self.class_of(at, inner) if len(inner) > len(path) else None
        walk = Exploration(self.stage, self.moves, self.telling, self.budget, region, on_step, self.on_moment)
        walk.begin(moment, above, ())
        walk.run()
        self._sum_up(walk, path)

    def _signals(self, moment: Moment, path: Path) -> Iterator[Move]:
        """Each signal that something outside may throw and that is waited for inside."""
        inside = self.drawing.members_inside(self._activity(path))
        for name in self.drawing.signals_thrown_outside(inside):
            if any(one.element in self.drawing.hearing(name) for one in moment.inside(path)):
                yield Move(Doing.HEAR, name, path[-1][1], path=path)

    def _sum_up(self, walk: Exploration, path: Path) -> None:
        nodes = list(walk.nodes.values())
        while walk.wake(stuck_in(nodes, _has_left)):
            nodes = list(walk.nodes.values())
        ways = self._ways(nodes)
        for node in nodes:
            key = (path[-1][0], node.moment.key)
            heard = {
                label.element: (path[-1][0], target.moment.key)
                for label, (target, _) in own_edges(node)
                if isinstance(label, Move) and label.doing is Doing.HEAR and target.moment.key is not None
            }
            self._known[key] = Local(ways.get(node, {}), _item_in(node.moment, path), len(path), heard)
            if not ways.get(node) and not node.dead:
                self.on_stuck(node)

    def _ways(self, nodes: list[Node]) -> dict[Node, dict[Any, tuple[Move, ...]]]:
        """For each state the shortest way to each outcome, by its own moves alone."""
        ways: dict[Node, dict[Any, tuple[Move, ...]]] = {node: {} for node in nodes}
        before: dict[Node, list[tuple[Node, tuple[Move, ...]]]] = {}
        waiting: list[tuple[Node, Any]] = []
        for node in nodes:
            for label, (target, renaming) in own_edges(node):
                if isinstance(label, Move) and label.doing is Doing.HEAR:
                    continue
                moves = label.moves if isinstance(label, Macro) else (label,)
                if target.moment.key is None:  # the member has left
                    outcome = self._outcome(target.moment, moves)
                    if outcome not in ways[node]:
                        ways[node][outcome] = moves
                        waiting.append((node, outcome))
                elif not renaming:
                    before.setdefault(target, []).append((node, moves))
        while waiting:
            target, outcome = waiting.pop(0)
            for node, moves in before.get(target, ()):
                if outcome not in ways[node]:
                    ways[node][outcome] = (*moves, *ways[target][outcome])
                    waiting.append((node, outcome))
        return ways

    def _outcome(self, after: Moment, moves: Iterable[Move]) -> Any:
        """How a member left, as far as the rest of the case can tell."""
        last = list(moves)[-1]
        path = last.path or ()
        member = next((path[:length] for length in range(1, len(path) + 1) if path[length - 1][1]), path)
        added = tuple(one.adds for one in self.stage.house.at(last.element) if one.adds and one.holds(last.routing))
        node = self.drawing.nodes.get(self._activity(member)) if member else None
        if node is None or node.multiple is None:
            return ("left", added)
        wants = self.futures.inside(node.id, is_member=False)
        asked = wants is None or any(want.path[0] == results_of(node.multiple) for want in wants)
        if not asked or not result_of(node.multiple):
            return ("left", added)
        running = [one for one in after.standings if one.place == node.id and one.state == "running"]
        kept = running[0].data.get(results_of(node.multiple) or "") if running else None
        return ("left", added, repr(kept[-1]).replace(repr(member[-1][1]), OWN) if kept else last.answer)

    def _activities(self) -> list[str]:
        return [node.id for node in self.drawing.nodes.values() if node.multiple is not None]

    def _is_sequential(self, activity: str) -> bool:
        """One member follows another: when one leaves, what comes next stands in the same act."""
        loop = self.drawing.nodes[activity].multiple
        return loop is not None and loop.get("isSequential") == "true"

    def _asks_across(self, activity: str) -> bool:
        """Whether a condition inside asks about something outside, or the other way round; guards inside may."""
        inside = self.drawing.members_inside(activity)
        for element, codes in self.drawing.code.items():
            within = element in inside or self.drawing.home_of_flow(element) in inside
            for code in codes:
                if within and code.place.startswith("guard."):
                    continue
                for call in code.calls:
                    about = str(call.literal or "")
                    if (
                        call.name in ("is_open", "passed")
                        and about in self.drawing.nodes
                        and (about in inside) != within
                    ):
                        return True
        return False


def own_edges(node: Node) -> Iterable[tuple[Any, tuple[Node, Any]]]:
    """The edges of a moment."""
    return node.edges.items()


def _has_left(node: Node) -> bool:
    return node.moment.key is None


def _item_in(moment: Moment, path: Path) -> str:
    return path[-1][1] if moment.inside(path) else ""


def _outside(moment: Moment, path: Path) -> dict[str, tuple[str, Any]]:
    return {one.id: (one.state, one.data) for one in moment.standings if one.path[: len(path)] != path}


def _unchanged(one: dict[str, tuple[str, Any]], other: dict[str, tuple[str, Any]]) -> bool:
    return one.keys() == other.keys() and all(
        state == other[token][0] and same(data, other[token][1]) for token, (state, data) in one.items()
    )


def is_beyond(moment: Moment) -> bool:
    """Whether a multi-instance began with more members than are looked at; such a moment is not followed."""
    counts: dict[Path, int] = {}
    for one in moment.standings:
        if one.element and one.path and one.place == one.path[-1][0] and not one.path[-1][1].startswith(JOINED):
            counts[one.path[:-1]] = counts.get(one.path[:-1], 0) + 1
    return any(count > MEMBERS for count in counts.values())
