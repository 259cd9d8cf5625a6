"""Makes a move in the engine itself: the case is read back, the act is done on it, and what came of it is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine.deadlines.deadline import Key
from engine.diagrams.definition import Definition
from engine.diagrams.effects import Effects
from engine.diagrams.instance import Instance
from engine.diagrams.plain_data import same
from engine.diagrams.standing import Path, hear, let_happen, refusal_of, revive, watch
from engine.errors import Conflict, Incident, Invalid
from engine.proofs.cast import Cast
from engine.proofs.house import House
from engine.proofs.moments import Moment, look
from engine.proofs.moves import MEMBERS, Doing, Move, members_of, next_item

Place = tuple[str, Path]


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a move touched and asked; two moves whose footprints do not meet may change places."""

    touched: frozenset[Place]
    clocks: frozenset[Key]
    asked: frozenset[str]
    changed: frozenset[str]

    def meets(self, other: Footprint) -> bool:
        """Whether the order of the two may matter."""
        return not (
            self.touched.isdisjoint(other.touched)
            and self.clocks.isdisjoint(other.clocks)
            and self.asked.isdisjoint(other.changed)
            and self.changed.isdisjoint(other.asked)
        )

    def joined(self, other: Footprint) -> Footprint:
        """Both together."""
        return Footprint(
            self.touched | other.touched,
            self.clocks | other.clocks,
            self.asked | other.asked,
            self.changed | other.changed,
        )


NO_FOOTPRINT = Footprint(frozenset(), frozenset(), frozenset(), frozenset())


@dataclass(slots=True)
class Step:
    """A move that was made: from where to where, and what happened in the same act."""

    move: Move
    before: Moment | None
    after: Moment
    effects: Effects
    footprint: Footprint = NO_FOOTPRINT
    added: tuple[str, ...] = ()  #: activities that got a member beside the diagram


@dataclass(frozen=True, slots=True)
class Broken:
    """A move the engine could not carry out."""

    move: Move
    incident: Incident


@dataclass(slots=True)
class Stage:
    """Where moves are made. `adding` is off while one member alone is looked at."""

    definition: Definition
    cast: Cast
    house: House
    tries: int = field(default=0)

    def read(self, moment: Moment) -> None:
        """Have the case of this moment at hand, to ask it."""
        if moment.instance is None and not moment.ended:
            world = self.cast.world(moment.clocks)
            moment.instance = revive(self.definition, moment.state, world)

    def may(self, moment: Moment, move: Move) -> bool:
        """Whether no guard refuses the move. Raises Incident where a guard cannot be asked."""
        instance = moment.running
        if move.doing is Doing.COMPLETE:
            task = next((one for one in moment.tasks if (one.element, one.item) == (move.element, move.item)), None)
            return task is not None and instance.check(task.id, move.routing) is None
        return move.doing is not Doing.SEND or refusal_of(instance, move.message, move.item, move.routing) is None

    def start(self, move: Move) -> Step | Broken:
        """Begin a case."""
        world = self.cast.world(())
        self.tries += 1
        try:
            instance = Instance.start(self.definition, move.routing, world)
            effects = instance.take_effects()
            return Step(move, None, look(instance, world.ledger, effects.outcome, frozenset()), effects)
        except Incident as incident:
            return Broken(move, incident)

    def make(self, before: Moment, move: Move, *, adding: bool = True) -> Step | Broken | None:
        """Make this move in this moment; None where a guard or the engine refuses it."""
        world = self.cast.world(before.clocks)
        asked: set[str] = set()
        try:
            self.read(before)
            if not self.may(before, move):
                return None
            self.tries += 1
            instance = revive(self.definition, before.state, world)
            watch(instance, asked)
            added = self._do(instance, world.ledger, before, move, adding)
            effects = instance.take_effects()
            known = frozenset(asked)
            after = look(instance, world.ledger, effects.outcome, before.marks)
        except (Conflict, Invalid):
            return None
        except Incident as incident:
            return Broken(move, incident)
        read: Any = world.ledger
        return Step(move, before, after, effects, footprint(before, after, known, frozenset(read.read.clocks)), added)

    def _do(self, instance: Instance, ledger: Any, before: Moment, move: Move, adding: bool) -> tuple[str, ...]:
        if move.doing is Doing.COMPLETE:
            return self._complete(instance, ledger, before, move, adding)
        if move.doing is Doing.SEND:
            instance.send(move.message, move.item, move.routing)
        elif move.doing in (Doing.WORK, Doing.FAIL):
            work = next(one for one in before.externals if (one.element, one.item) == (move.element, move.item))
            if move.doing is Doing.WORK:
                instance.complete_external(work.id, move.routing)
            else:
                instance.raise_error(work.id, move.message, None, {})
        elif move.doing is Doing.PASS:
            ledger.advance((move.element, move.item), move.to)
            instance.settle()
        elif move.doing is Doing.FIRE:
            timer = next(one for one in before.timers if (one.element, one.item) == (move.element, move.item))
            let_happen(instance, timer.task_id, timer.element)
        elif move.doing is Doing.JOIN:
            instance.add_member(move.element, {"id": move.item, **move.routing})
        else:
            hear(instance, move.element, move.path)
        return ()

    def _complete(self, instance: Instance, ledger: Any, before: Moment, move: Move, adding: bool) -> tuple[str, ...]:
        task = next(one for one in before.tasks if (one.element, one.item) == (move.element, move.item))
        added = []
        for beside in self.house.at(move.element):
            if not beside.holds(move.routing):
                continue
            if beside.extends:
                ledger.extend(beside.extends, move.item)
            if beside.adds and adding:
                members = members_of(before, beside.adds)
                if members is None or len(members) > MEMBERS:
                    raise Conflict("running.not_running", element=beside.adds)
                instance.add_member(beside.adds, {"id": next_item(before), **beside.member})
                added.append(beside.adds)
        instance.complete(task.id, move.routing)
        return tuple(added)


def footprint(before: Moment, after: Moment, asked: frozenset[str], read: frozenset[Key]) -> Footprint:
    """What changed between two moments, and what was asked on the way."""
    earlier = {one.id: one for one in before.standings}
    later = {one.id: one for one in after.standings}
    touched: set[Place] = set()
    changed: set[str] = set()
    for token_id in earlier.keys() | later.keys():
        one, other = earlier.get(token_id), later.get(token_id)
        if one is not None and other is not None and one.state == other.state and same(one.data, other.data):
            continue
        found = one or other
        if found is None:
            continue
        if one is not None or found.state == "joining":
            touched.add((found.place, found.path))
        if found.element is not None and (one is None or other is None):
            changed.add(found.element)
    changed |= {element for element in after.passed if before.passed.get(element) != after.passed[element]}
    clocks = {one.key for one in set(before.clocks) ^ set(after.clocks)}
    return Footprint(frozenset(touched), frozenset(clocks) | read, asked, frozenset(changed))


def new_members(before: Moment | None, after: Moment, activity: str) -> dict[str, Path]:
    """The members of a multi-instance that were not there before, by item, with their paths."""
    known = {one.path for one in before.standings} if before is not None else set()
    return {
        one.path[-1][1]: one.path
        for one in after.standings
        if one.element == activity and one.path and one.path[-1][1] and one.place == one.path[-1][0]
        if one.path not in known
    }
