"""One walk: somebody answers, workers report back, the clock moves to the next timer, until nothing can happen."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from engine.diagrams.definition import Definition
from engine.diagrams.instance import Instance
from engine.diagrams.timers import WaitingTimer
from engine.errors import Conflict, Invalid, Refusal
from engine.expressions.shapes import Shape
from engine.forms.deriving import Options
from engine.forms.examples import example
from engine.forms.form import Form
from engine.simulations.result import Outcome, Passed, Reason, Walk
from engine.simulations.stage import Stage
from engine.simulations.variables import made_up

#: acts of one walk; a case that has not ended by then goes round in circles
MAX_ACTS = 400
#: seconds of one walk
MAX_SECONDS = 10.0
#: how often one timer fires while something else could happen, and how often at all before it is a heartbeat
FIRINGS, HEARTBEAT = 2, 6
#: how much likelier a new act is; how likely a timer beside open tasks, an error of a worker, a message beside tasks
NOVELTY, TIMER, ERROR, MESSAGE = 4.0, 0.15, 0.15, 0.06

Act = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Script:
    """What a walk is given: the procedure, its forms, and what is made up where nothing answers."""

    definition: Definition
    forms: Mapping[str, Form]
    open_variables: Mapping[str, Shape]
    settings: Mapping[str, Any]


@dataclass(slots=True)
class Walker:
    """One case on its way. `sends` lets it hand in messages that only the outside would send."""

    script: Script
    seed: int
    sends: bool = False
    seconds: float = MAX_SECONDS
    attempt: int = 0
    random: Random = field(init=False)
    stage: Stage = field(init=False)
    done: Counter[str] = field(default_factory=Counter)
    path: dict[tuple[int, str], Passed] = field(default_factory=dict)
    instance: Instance = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(f"{self.seed}/{self.attempt}")  # noqa: S311  # the same seed must go the same way
        self.stage = Stage(settings=self.script.settings)

    def walk(self) -> Walk:
        """The whole way, from the start to where it ends or stands still."""
        try:
            definition, data = self.script.definition, self._made_up()
            data |= self._answer(definition.start_form)
            self.instance = Instance.start(definition, data, self.stage.world, folded=False)
            self._look()
            return self._told(*self._go_on())
        except Refusal as refusal:
            if hasattr(self, "instance"):
                self._look()
            return self._told(Outcome.INCIDENT, Reason("simulations.incident", {"cause": refusal}))

    def _go_on(self) -> tuple[Outcome, Reason | None, bool]:
        ends = time.monotonic() + self.seconds
        for _ in range(MAX_ACTS):
            if self.instance.is_completed:
                return Outcome.COMPLETED, None, False
            act = self._choose()
            if act is None:
                return self._stands_still()
            act()
            self._look()
            if time.monotonic() > ends:
                return Outcome.INCIDENT, Reason("simulations.too_slow", {"seconds": round(self.seconds)}), False
        return Outcome.INCIDENT, Reason("simulations.endless", {"acts": MAX_ACTS}), False

    # -- what may happen next ----------------------------------------------------------------------------------------

    def _choose(self) -> Act | None:
        acts = list(self._work())
        beside = {message.element for message in self.instance.waiting_messages()}
        timers = sorted(self._timers(), key=lambda timer: (timer.due_at, timer.element))
        if timers:
            name = f"timer {timers[0].element}"
            fired = self.done[name]
            if not acts or (fired < FIRINGS and self.random.random() < TIMER):
                return None if not acts and fired >= HEARTBEAT and self._waits_outside() else self._timer(timers[0])
        if not acts and self.sends:
            acts = list(self._messages(from_outside=True))
        if not acts:
            return None
        tasks = [(name, act) for name, act in acts if name not in beside]
        if tasks and len(tasks) < len(acts) and self.random.random() >= MESSAGE:
            acts = tasks
        weights = [NOVELTY if not self.done[name] else 1.0 / self.done[name] for name, _ in acts]
        name, act = self.random.choices(acts, weights)[0]
        self.done[name] += 1
        return act

    def _work(self) -> Iterator[tuple[str, Act]]:
        for task in self.instance.open_tasks():
            yield task.element, lambda task=task: self._complete(task.id, task.form)  # type: ignore[misc]
        for work in self.instance.external_tasks():
            yield work.element, lambda work=work: self._report(work)  # type: ignore[misc]
        yield from self._messages(from_outside=False)

    def _messages(self, *, from_outside: bool) -> Iterator[tuple[str, Act]]:
        for message in self.instance.waiting_messages():
            if bool(message.groups) != from_outside:
                yield message.element, lambda message=message: self._send(message)  # type: ignore[misc]

    def _timers(self) -> Iterator[WaitingTimer]:
        return (timer for timer in self.instance.waiting_timers() if timer.due_at is not None)

    # -- acts --------------------------------------------------------------------------------------------------------

    def _complete(self, task_id: str, form: str | None) -> None:
        answer = self._answer(form) or self._made_up()
        refusal = self.instance.check(task_id, answer)
        if refusal is None:
            self.instance.complete(task_id, answer)

    def _report(self, work: Any) -> None:
        if work.error_codes and self.random.random() < ERROR:
            self.instance.raise_error(work.id, self.random.choice(work.error_codes), "simulated", {})
        else:
            self.instance.complete_external(work.id, self._made_up())

    def _send(self, message: Any) -> None:
        try:
            self.instance.send(message.name, message.item, self._answer(message.form) or self._made_up())
        except (Conflict, Invalid):
            return  # a guard forbids it, or several wait: a person would be told and do something else

    def _timer(self, timer: WaitingTimer) -> Act:
        def fire() -> None:
            assert timer.due_at is not None  # noqa: S101  # chosen among those with an instant
            self.done[f"timer {timer.element}"] += 1
            self.stage.move_to(timer.due_at)
            self.instance.with_world(self.stage.world).settle()

        return fire

    def _answer(self, form: str | None) -> dict[str, Any]:
        known = self.script.forms.get(form or "")
        if known is None:
            return {}
        options: Options = {name: ["option_1", "option_2"] for name in known.option_lists}
        return known.routing(example(known, self.random, options, self.stage.world.today))

    def _made_up(self) -> dict[str, Any]:
        return {name: made_up(shape, self.random) for name, shape in self.script.open_variables.items()}

    # -- what was seen -----------------------------------------------------------------------------------------------

    def _look(self) -> None:
        for visit in self.instance.visits():
            key = (visit.order, visit.element)
            info = self.script.definition.elements[visit.element]
            if key not in self.path and info.inserted is None:
                self.path[key] = Passed(visit.element, info.name, info.kind, visit.item, self.stage.now)

    def _waits_outside(self) -> bool:
        return any(not message.groups for message in self.instance.waiting_messages())

    def _stands_still(self) -> tuple[Outcome, Reason, bool]:
        waiting = [position.element for position in self.instance.positions()]
        where = {"elements": ", ".join(dict.fromkeys(waiting))}
        outside = [position for position in self.instance.positions() if self._is_outside(position.element)]
        if self._waits_outside() or outside:
            return Outcome.WAITING, Reason("simulations.waiting", where), True
        if any(timer.due_at is None for timer in self.instance.waiting_timers()):
            return Outcome.WAITING, Reason("simulations.undetermined", where), False
        return Outcome.INCIDENT, Reason("simulations.deadlock", where), False

    def _is_outside(self, element: str) -> bool:
        """Whether it catches a signal, which another case or system may send."""
        return self.script.definition.elements[element].kind in ("intermediateCatchEvent", "receiveTask")

    def _told(self, outcome: Outcome, reason: Reason | None, from_outside: bool = False) -> Walk:
        path = [self.path[key] for key in sorted(self.path)]
        return Walk(self.seed, outcome, reason, from_outside, path)
