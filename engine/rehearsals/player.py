"""Plays a scenario through the real verbs and the real sweep, with a clock that stops at every instant that matters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from engine.actions.calendar.follow_calendar import follow_calendar, next_notice
from engine.actions.house.office import Office
from engine.actions.signing_in.authenticate import known_actor
from engine.actions.worker.fire_due_timers import fire_due_timers, next_due
from engine.clock import BEIJING, MovableClock
from engine.diagrams.bundle import Bundle
from engine.errors import Invalid, Refusal
from engine.rehearsals import expectations
from engine.rehearsals.scenario import MAIN, Scenario, Step
from engine.rehearsals.sight import Sight, look
from engine.rehearsals.stage import names_of, set_stage
from engine.rehearsals.story import Event, tell
from engine.rehearsals.verbs import Scene, act
from engine.storage.database import IN_MEMORY
from engine.texts.catalogue import say

#: the smallest step of the clock: an instant that has been looked at is not looked at again
TICK = timedelta(microseconds=1)


@dataclass(slots=True)
class Performance:
    """What happened. `failures` is empty when all was as the scenario says."""

    scenario: Scenario
    main: str = MAIN
    events: list[Event] = field(default_factory=list)
    sights: dict[str, Sight] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  #: of people and elements, by id

    @property
    def outcome(self) -> str:
        """How the main case ended; `open` while it has not."""
        sight = self.sights.get(self.main)
        return (sight.outcome if sight else None) or expectations.OPEN

    def lines(self) -> list[str]:
        """The story in its golden form: the main case first, then the others in order of opening."""
        names = [self.main, *(name for name in self.sights if name != self.main)]
        return [event.line(self.main) for name in names for event in self.events if event.case == name]


def play(
    scenario: Scenario,
    bundle: Bundle,
    *,
    lang: str = "zh",
    cache_size: int = 100,
    database: str = IN_MEMORY,
    behind: Callable[[Office], None] | None = None,
) -> Performance:
    """Play it to the end; `behind` may then look behind the scenes, before the office is gone.

    Raises DiagramRefused where the procedure cannot run at all.
    """
    office, clock, procedure = set_stage(scenario, bundle, cache_size=cache_size, database=database)
    try:
        performance = _Play(office, clock, procedure, scenario, lang).run()
        if behind is not None:
            behind(office)
        return performance
    finally:
        office.close()


class _Play:
    def __init__(self, office: Office, clock: MovableClock, procedure: str, scenario: Scenario, lang: str) -> None:
        self.office, self.clock, self.procedure, self.scenario, self.lang = office, clock, procedure, scenario, lang
        self.cases: dict[str, str] = {}
        self.told: dict[str, int] = {}
        self.done = Performance(scenario)

    def run(self) -> Performance:
        for step in self.scenario.steps:
            before = len(self.done.events)
            self._step(step)
            self._listen()
            self._expect(step, self.done.events[before:])
        self._end()
        return self.done

    def _step(self, step: Step) -> None:
        if step.at is not None:
            self._check_order(step, step.at)
            if step.kind == "down":
                self.clock.move_to(step.at)
                self._sweep()
            else:
                self._pass_time(step.at)
        if step.kind == "do":
            self._act(step)

    def _check_order(self, step: Step, at: datetime) -> None:
        if at < self.clock.now():
            raise Invalid("rehearsals.clock_goes_back", step=step.position)

    def _pass_time(self, to: datetime) -> None:
        """Move the clock to `to`, stopping at every instant at which something falls due on the way."""
        while True:
            instants = [at for at in (next_due(self.office), next_notice(self.office)) if at is not None]
            stop = min((at for at in instants if at <= to), default=to)
            self.clock.move_to(max(stop, self.clock.now()))
            self._sweep()
            self._listen()  # each event is told with the days that were left when it happened
            if stop == to:
                return

    def _sweep(self) -> None:
        follow_calendar(self.office)
        fire_due_timers(self.office)

    def _act(self, step: Step) -> None:
        actor = known_actor(self.office, step.actor)
        if actor is None:
            raise Invalid("rehearsals.unknown_person", step=step.position, person=step.actor)
        if step.case not in self.cases and not self.cases:
            self.done.main = step.case
        try:
            act(Scene(self.office, self.procedure, actor, self.cases), step)
        except Refusal as refusal:
            self._refused(step, refusal)
            return
        if step.refused:
            self._fail(step, say("rehearsals.not_refused", self.lang, expected=str(step.refused)))

    def _refused(self, step: Step, refusal: Refusal) -> None:
        wanted = step.refused if isinstance(step.refused, Mapping) else {"kind": step.refused}
        fields = {error.path for error in refusal.fields}
        as_told = wanted.get("kind") in (refusal.kind.value, refusal.key)
        if not step.refused or not as_told or not set(wanted.get("fields") or ()) <= fields:
            sentence = say(refusal.key, self.lang, **refusal.params)
            told = {"expected": str(step.refused or "-"), "code": refusal.key, "sentence": sentence}
            places = ", ".join(sorted(fields)) or "-"
            self._fail(step, say("rehearsals.refused", self.lang, kind=refusal.kind.value, fields=places, **told))

    def _listen(self) -> None:
        """Take up what the records of all cases have gained, each with the clock it stands under."""
        fresh: list[Event] = []
        with self.office.database.reading() as connection:
            for name, case_id in self.cases.items():
                events, self.told[name] = tell(connection, case_id, name, self.told.get(name, 0))
                fresh += events
        for event in fresh:
            clock = look(self.office, self.cases[event.case]).clock_of(event.item)
            self.done.events.append(replace(event, clock=clock))

    def _expect(self, step: Step, since: list[Event]) -> None:
        if not step.expect or step.case not in self.cases:
            return
        sight = look(self.office, self.cases[step.case])
        heard = [event for event in since if event.case == step.case]
        for failure in expectations.of_step(step.expect, sight, heard, self.lang):
            self._fail(step, failure)

    def _end(self) -> None:
        self.done.names = names_of(self.office, self.procedure)
        self.done.sights = {name: look(self.office, case_id) for name, case_id in self.cases.items()}
        if self.done.main not in self.done.sights:
            self.done.failures.append(say("rehearsals.no_case_opened", self.lang))
            return
        expect: Mapping[str, Any] = self.scenario.expect
        self.done.failures += expectations.of_end(expect, self.done.sights, self.done.main, self.lang)
        self.done.failures += expectations.of_story(str(expect.get("story", "")), self.done.lines())

    def _fail(self, step: Step, failure: str) -> None:
        at = f"{self.clock.now().astimezone(BEIJING):%Y-%m-%d %H:%M}"
        self.done.failures.append(
            say("rehearsals.step", self.lang, step=step.position, verb=step.verb, at=at, failure=failure)
        )
