"""Proves a bundle: walks every way a case can go in the engine itself and tells the shortest way to each fault."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from time import monotonic
from typing import Any

from engine.diagrams.bundle import Bundle
from engine.diagrams.definition import Definition
from engine.proofs.answers import Answers
from engine.proofs.cast import Cast
from engine.proofs.drawing import Drawing
from engine.proofs.duties import Duties, broken_by_bundle, broken_by_moment, broken_by_step
from engine.proofs.exploring import Budget, Exploration, Limits, Node, OutOfBounds, Region
from engine.proofs.futures import Futures
from engine.proofs.members import Interacts, Members, is_beyond
from engine.proofs.moments import Moment, Telling
from engine.proofs.moves import Doing, Move, Moves
from engine.proofs.play import Broken, Stage, Step
from engine.proofs.reaching import stuck_in
from engine.proofs.verdict import Counterexample, Proof, Verdict
from engine.proofs.wanting import wants_of

#: tasks, and what else a person should be able to come to
_TASKS = ("userTask",)


@lru_cache(maxsize=32)
def _known(_digest: str, _key: int) -> list[Proof]:
    return []


def prove(
    bundle: Bundle,
    *,
    process: str | None = None,
    limits: Limits = Limits(),  # noqa: B008  # frozen
    tell: Callable[[int], None] = lambda _moments: None,
) -> Proof:
    """Prove this bundle; a proof of the same files is not made twice in one process.

    `tell` is told how many moments were looked at. Raises DiagramRefused where it cannot run at all, Invalid for duties
    that cannot be read, and whatever `tell` raises to give up.
    """
    kept = _known(bundle.digest, hash((limits, process)))
    if not kept:
        with _collecting_seldom():
            kept.append(_Proving(bundle, process, limits).run(tell))
    return kept[0]


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """A walk keeps very many values and takes its rings apart itself; looking for rings cost a fifth of it."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 200, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class _Proving:
    def __init__(self, bundle: Bundle, process: str | None, limits: Limits) -> None:
        self.duties = Duties.read(bundle)
        self.drawing = Drawing.of(bundle, self.duties.house.keys)
        self.duties.require_names(self.drawing)
        self.definition = Definition.compile(bundle, process)
        self.limits = limits
        self.found: dict[tuple[Any, ...], Counterexample] = {}
        self.reached: set[str] = set()
        self.sampled: set[str] = set()
        self.made_up: set[str] = set()
        self.is_bounded = False  #: whether some moment had more members than are walked through
        self.again: set[str] = set()  #: followed no further once two tokens stood there
        self.going_on: list[Node] = []  #: stuck, but not at rest
        self.doubtful = ""  #: why what looked like a fault shows nothing
        self.outside = self.drawing.signals_from_outside()

    def run(self, tell: Callable[[int], None]) -> Proof:
        began, budget = monotonic(), Budget(self.limits, tell)
        together: set[str] = set()
        why, stage = "", None
        while True:
            self.found, self.reached, self.doubtful, self.going_on = {}, set(), "", []
            stage = self._stage()
            try:
                self._walk(stage, budget, together)
            except Interacts as interacts:
                if interacts.activity not in together:
                    together.add(interacts.activity)
                    continue
                why = "proofs.out_of_bounds"
            except OutOfBounds:
                why = "proofs.out_of_bounds"
            break
        for clause, element in broken_by_bundle(self.duties, self.drawing):
            self._tell(Counterexample(clause.kind, element, (), clause.duty))
        if not why:
            self._tell_going_round()
            for element in self._unreached():
                if element in self.drawing.connected and not self.drawing.is_cut_off(element, self.reached):
                    self.doubtful = self.doubtful or "proofs.waits_outside"
                elif self._is_certain() or element not in self.drawing.connected:
                    self._tell(Counterexample("unreachable", element))
                else:
                    self.doubtful = self.doubtful or self._uncertain()
        why = why or self.doubtful
        verdict = Verdict.COUNTEREXAMPLE if self.found else Verdict.CANNOT_TELL if why else Verdict.PROVED
        spent = (budget.moments, stage.tries, monotonic() - began)
        return Proof(verdict, tuple(self.found.values()), *spent, why, self._notes(), self.duties.titles)

    def _stage(self) -> Stage:
        return Stage(self.definition, Cast.of(self.drawing), self.duties.house)

    def _walk(self, stage: Stage, budget: Budget, together: set[str]) -> None:
        futures, cast = Futures(self.drawing), stage.cast
        telling = Telling(self.drawing, futures, cast)
        wants = {want for code in self.drawing.context.code if code.place != "script" for want in wants_of(code.text)}
        answers = Answers(cast, wants, self.drawing.words)
        self.sampled = answers.sampled
        moves = Moves(self.drawing, futures, answers, telling, self.duties.house, cast.constant, self.duties.wants())
        self.made_up = moves.made_up
        members = Members(
            self.drawing,
            futures,
            stage,
            moves,
            telling,
            budget,
            self._on_step,
            self._on_moment,
            self._on_stuck,
            together,
        )
        region = Region(
            member_class=members.class_of, macros=members.macros, is_summed=members.is_summed, signals=self._signals
        )
        walk = Exploration(stage, moves, telling, budget, region, self._on_step, self._on_moment)
        for move in moves.starts(self.definition.start):
            step = stage.start(move)
            self._on_step(step, None)
            if isinstance(step, Step):
                walk.begin(step.after, None, (move,))
        walk.run()
        while walk.wake(stuck_in(walk.nodes.values(), _is_end)):
            pass
        for node in stuck_in(walk.nodes.values(), _is_end):
            self._on_stuck(node)

    def _on_step(self, step: Step | Broken, above: Node | None) -> None:
        story = (*(above.story() if above is not None else ()), step.move)
        if isinstance(step, Broken):
            element = str(step.incident.params.get("element") or step.move.element)
            rule = "endless" if step.incident.key == "running.incident.endless" else "incident"
            if rule == "incident" and (self._lacks_value(step) or any(one.element in self.made_up for one in story)):
                self.doubtful = "proofs.values_unknown"
            else:
                self._tell(Counterexample(rule, element, story, detail=str(step.incident)))
            return
        self.reached |= {one.element for one in step.effects.entered} | {step.move.element}
        for clause in broken_by_step(self.duties, step):
            self._tell(Counterexample(clause.kind, step.move.element, story, clause.duty))

    def _on_moment(self, node: Node) -> bool:
        if is_beyond(node.moment):
            self.is_bounded = True
            return False
        for clause in broken_by_moment(self.duties, node.moment):
            self._tell(Counterexample(clause.kind, "", tuple(node.story()), clause.duty))
        twice = _twice(node)
        for element in twice:
            if element in self.drawing.repeated:
                self.again.add(element)
            else:
                self._tell(Counterexample("two_tokens", element, tuple(node.story())))
        return not twice

    def _on_stuck(self, node: Node) -> None:
        if not self._is_quiet(node):
            return
        ended = node.moment.outcome is not None or any(
            one.element is None and one.state == "joining" and not one.path for one in node.moment.standings
        )
        rule = "token_left" if ended else "deadlock"
        element = next((one.element for one in node.moment.standings if one.element and one.state != "running"), "")
        self._tell(Counterexample(rule, element or "", tuple(node.story())))

    def _is_quiet(self, node: Node) -> bool:
        """Whether nothing is waited for that this walk might have answered otherwise; notes a doubt where it is."""
        moment = node.moment
        awaited = {one.element for one in moment.standings if one.state == "waiting" and one.element}
        if not (moment.tasks or moment.externals or moment.messages or moment.timers or awaited & self.drawing.events):
            return True
        if any(target is not node for target, _ in node.edges.values()):
            self.going_on.append(node)  # what it leads to is stuck too, and tells more
            return False
        by_hand = not (moment.messages or moment.timers or awaited & self.drawing.events)
        if by_hand and self._is_certain():
            return True
        self.doubtful = self.doubtful or ("proofs.values_unknown" if by_hand else "proofs.waits_outside")
        return False

    def _tell_going_round(self) -> None:
        """Where all that is left leads round without an end and nothing worse was found on the way."""
        if not self.going_on or self.doubtful or any(rule in ("deadlock", "token_left") for rule, *_ in self.found):
            return
        if not self._is_certain():
            self.doubtful = self._uncertain()
            return
        node = min(self.going_on, key=lambda one: one.depth)
        element = next((one.element for one in node.moment.standings if one.element and one.state != "running"), "")
        self._tell(Counterexample("goes_round", element or "", tuple(node.story())))

    def _lacks_value(self, broken: Broken) -> bool:
        """Whether it broke for want of a value that a start, a worker or a task without a form may hand in."""
        if not any(word in str(broken.incident) for word in ("no_collection", "unknown_name")):
            return False
        handing = (one for one in self.drawing.nodes.values() if one.kind in ("startEvent", "userTask", "serviceTask"))
        return any(self.drawing.form_of(one) not in self.drawing.forms for one in handing)

    def _signals(self, moment: Moment) -> Iterator[Move]:
        """The signals that nothing in the bundle throws may come from elsewhere."""
        for name in self.outside:
            if any(one.element in self.drawing.hearing(name) for one in moment.standings):
                yield Move(Doing.HEAR, name)

    def _is_certain(self) -> bool:
        return not (self.sampled or self.made_up or self.is_bounded)

    def _uncertain(self) -> str:
        return "proofs.members_unknown" if self.is_bounded else "proofs.values_unknown"

    def _notes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        told = (
            ("proofs.note.sampled", self.sampled),
            ("proofs.note.made_up", self.made_up),
            ("proofs.note.again", self.again),
        )
        notes = [(key, tuple(sorted(elements))) for key, elements in told if elements]
        return (*notes, *((("proofs.note.members", ()),) if self.is_bounded else ()))

    def _unreached(self) -> Iterator[str]:
        return (node.id for node in self.drawing.nodes.values() if node.kind in _TASKS and node.id not in self.reached)

    def _tell(self, one: Counterexample) -> None:
        """Keep the shortest story of each fault; of structure one story a rule is enough."""
        key = (one.rule, one.duty, one.element if one.rule in ("unreachable", "incident") or one.duty else "")
        known = self.found.get(key)
        if known is None or len(one.story) < len(known.story):
            self.found[key] = one


def _is_end(node: Node) -> bool:
    return node.dead


def _twice(node: Node) -> list[str]:
    seen: set[tuple[str, Any]] = set()
    found = []
    for one in node.moment.standings:
        if one.element is None or one.state == "joining":
            continue
        place = (one.place, one.path)
        if place in seen:
            found.append(one.element)
        seen.add(place)
    return found
