"""What may happen next in a moment: a person answers, a message comes, time passes, somebody joins."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from engine.diagrams.multiple import item_id
from engine.diagrams.standing import Path, Standing
from engine.diagrams.timers import WaitingTimer
from engine.errors import Incident
from engine.proofs.answers import Answers
from engine.proofs.clocks import DUE, SymbolicClock, moment_of
from engine.proofs.drawing import Drawing
from engine.proofs.futures import Futures, Wants
from engine.proofs.house import House
from engine.proofs.moments import Moment, Telling
from engine.proofs.unsaid import combined, unsaid
from engine.proofs.uses import answers

#: members a multi-instance may come to have by joining; one more may come as a substitute
MEMBERS = 2
#: what members are called that joined
JOINED = "joined"


NO_WANTS: Mapping[str, Wants] = MappingProxyType({})


class Doing(StrEnum):
    """What sort of thing happens."""

    START = "start"
    COMPLETE = "complete"
    SEND = "send"
    PASS = "pass"  # noqa: S105  #: time passes to the next moment of a clock
    FIRE = "fire"  #: a timer of its own happens
    JOIN = "join"  #: one more member
    WORK = "work"  #: a worker is done
    FAIL = "fail"  #: a worker found an error that is caught; its code is the `message`
    HEAR = "hear"  #: a signal from elsewhere in the case


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that may happen. `answer` is the routing part of a form as JSON text; `to` how far a clock moves."""

    doing: Doing
    element: str
    item: str = ""
    answer: str = ""
    message: str = ""
    to: float = 0.0
    path: Path = ()

    @property
    def routing(self) -> dict[str, Any]:
        """The answer. To be read only."""
        return said(self.answer)

    @property
    def by_person(self) -> bool:
        """Whether a person does it; else time does, or something elsewhere in the case."""
        return self.doing in (Doing.START, Doing.COMPLETE, Doing.SEND, Doing.JOIN)

    @property
    def by_time(self) -> bool:
        """Whether only time passes."""
        return self.doing in (Doing.PASS, Doing.FIRE)


@lru_cache(maxsize=4096)
def said(answer: str) -> dict[str, Any]:
    """What an answer says. To be read only."""
    found: dict[str, Any] = json.loads(answer) if answer else {}
    return found


def answered(answer: Mapping[str, Any]) -> str:
    """An answer as text, always the same for the same answer."""
    return json.dumps(answer, ensure_ascii=False, sort_keys=True)


class Moves:
    """The moves of one bundle."""

    def __init__(
        self,
        drawing: Drawing,
        futures: Futures,
        answers: Answers,
        telling: Telling,
        house: House,
        constant: Callable[[str, str], Any],
        watched: Mapping[str, Wants] = NO_WANTS,
    ) -> None:
        self._drawing, self._futures, self._answers = drawing, futures, answers
        self._telling, self._house, self._constant = telling, house, constant
        self._watched = watched  #: what the duties ask of the answers, by element
        self._unsaid = unsaid(drawing)
        self.made_up: set[str] = set()  #: elements whose values nothing in the bundle describes
        self._known: dict[str, list[str]] = {}
        self._kinds: dict[tuple[str, str], Any] = {}

    def starts(self, element: str) -> list[Move]:
        """How a case may begin."""
        return [Move(Doing.START, element, answer=answer) for answer in self._of_form(element)]

    def kind_of(self, move: Move) -> Any:
        """Moves of one kind lead to the same; if a guard lets several of them pass, one is enough."""
        if move.doing not in (Doing.COMPLETE, Doing.SEND):
            return move
        asked = (move.element, move.answer)
        if asked not in self._kinds:
            self._kinds[asked] = self._kind(*asked)
        found = self._kinds[asked]
        return move if found is None else (move.doing, move.element, move.item, move.message, found)

    def _kind(self, element: str, answer: str) -> Any:
        """What anybody will ask of this answer; None where anything may be asked."""
        wants = self._futures.after(element)
        if wants is None:
            return None
        wants = wants | self._house.wants_at(element) | self._watched.get(element, frozenset())
        return answers(wants, said(answer), self._constant, lambda _path, value: json.dumps(value, sort_keys=True))

    def of(self, moment: Moment, path: Path = ()) -> Iterator[Move]:
        """What may happen in this moment, or only inside these activities. Guards are asked when it is tried."""
        inside = {one.id: one for one in moment.inside(path)}
        for task in moment.tasks:
            if task.id in inside:
                for answer in self._of_form(task.element):
                    yield Move(Doing.COMPLETE, task.element, task.item, answer, path=inside[task.id].path)
        for work in moment.externals:
            if work.id in inside:
                here = inside[work.id].path
                for answer in self._of_form(work.element):
                    yield Move(Doing.WORK, work.element, work.item, answer, path=here)
                for code in work.error_codes:
                    yield Move(Doing.FAIL, work.element, work.item, message=code, path=here)
        yield from self._messages(moment, path, inside)
        yield from self._times(moment, path, inside)
        if not path:
            yield from self._joining(moment)

    def _messages(self, moment: Moment, path: Path, inside: Mapping[str, Standing]) -> Iterator[Move]:
        standing = {(one.element, one.item): one.path for one in inside.values()}
        broadcast: set[str] = set()
        for one in moment.messages:
            place = next((held for held in self._places(one.element) if (held, one.item) in standing), None)
            if place is None:
                continue
            if one.broadcast and one.name not in broadcast and not path:
                broadcast.add(one.name)
                for answer in self._of_form(one.element):
                    yield Move(Doing.SEND, one.element, "", answer, one.name)
            for answer in self._of_form(one.element):
                yield Move(Doing.SEND, one.element, one.item, answer, one.name, path=standing[place, one.item])

    def _places(self, element: str) -> list[str]:
        """Where a token stands that waits for this event: at it, or at the event gateway before it."""
        node = self._drawing.nodes.get(element)
        before = [flow.source for flow in node.incoming] if node is not None else []
        return [element, *before]

    def _times(self, moment: Moment, path: Path, inside: Mapping[str, Standing]) -> Iterator[Move]:
        asked: dict[tuple[str, str], set[float]] = {}
        for timer in moment.timers:
            if timer.task_id not in inside:
                continue
            if timer.deadline is None:
                if _is_next(timer, moment, inside):
                    yield Move(Doing.FIRE, timer.element, timer.item, path=inside[timer.task_id].path)
                continue
            moments = asked.setdefault((timer.deadline, timer.deadline_item), set())
            moments.add(moment_of(timer.rule, timer.offset))
        for clock in moment.clocks:
            if clock.is_open and _belongs(clock, path):
                ahead = sorted(one for one in self._moments_of(clock, asked) if one > clock.reached)
                if ahead:
                    yield Move(Doing.PASS, clock.name, clock.item, to=ahead[0], path=path)

    def _moments_of(self, clock: SymbolicClock, asked: Mapping[tuple[str, str], set[float]]) -> set[float]:
        lapses = {DUE} if clock.name in self._telling.asked_lapsed else set()
        return asked.get(clock.key, set()) | lapses

    def _joining(self, moment: Moment) -> Iterator[Move]:
        for join in self._house.joins:
            members = members_of(moment, join.adds)
            if members is not None and len(members) < MEMBERS:
                yield Move(Doing.JOIN, join.adds, next_item(moment), answered(join.member))

    def _of_form(self, element: str) -> list[str]:
        known = self._known.get(element)
        if known is None:
            node = self._drawing.nodes[element]
            form = self._drawing.forms.get(self._drawing.form_of(node) or "")
            wanted = self._futures.set_at(element)
            if wanted is not None:
                more = self._house.wants_at(element) | self._watched.get(element, frozenset())
                wanted |= {want.path[0] for want in more}
            found = self._answers.of(form, wanted, self._drawing.read_together, element)
            if form is None and self._unsaid:
                found = combined(self._unsaid)
                self.made_up.add(element)
            given = self._house.given_at(element)
            found = [{**answer, **values} for answer in found for values in given]
            known = self._known[element] = list(dict.fromkeys(answered(one) for one in found))
        return known


def members_of(moment: Moment, activity: str) -> Sequence[str] | None:
    """The items of a running multi-instance, also of members that are done; None where it does not run just once."""
    running = [one for one in moment.standings if one.place == activity and one.state == "running"]
    if len(running) != 1:
        return None
    here = len(running[0].path)
    items = {one.path[here][1] for one in moment.standings if len(one.path) > here and one.path[here][1]}
    return sorted(items)


def next_item(moment: Moment) -> str:
    """A name for a new member that no member has or had."""
    known = {item for items in moment.passed.values() for item in items}
    known |= {item for one in moment.standings for _, item in one.path}
    return next(name for name in (f"{JOINED}{number}" for number in range(1, 1000)) if name not in known)


def item_of(element: Any, place: str) -> str | None:
    """The item of an element of a collection; None where it has none."""
    try:
        return item_id(element, place)
    except Incident:
        return None


def _is_next(timer: WaitingTimer, moment: Moment, inside: Mapping[str, Standing]) -> bool:
    """Whether no timer on the same activity was set to an earlier instant."""
    above = inside[timer.task_id].above
    beside = [one for one in moment.timers if one.task_id in inside and inside[one.task_id].above == above]
    earlier = [one.due_at for one in beside if one.deadline is None and one.due_at is not None]
    return timer.due_at is not None and timer.due_at <= min(earlier, default=timer.due_at)


def _belongs(clock: SymbolicClock, path: Path) -> bool:
    return not path or any(item == clock.item for _, item in path)
