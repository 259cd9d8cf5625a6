"""Take in a case that ran on paper (已在办个案补录接入): its past is entered with its true days, then it goes on here.

The past is played on a clock that stands at each true day, inside one transaction: deadlines open, are met and moved as
they would have been. Records carry the real instant and who entered them; notices of past days are not written, so
there is no burst of old rungs. What still has to be done stands as a task.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from engine.actions.casework import finishing, happenings
from engine.actions.casework.case_work import answered_before, begin
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.attempts import once_more
from engine.actions.house.cache import CaseCache
from engine.actions.house.office import Office
from engine.actions.opening.open_case import Entering, open_in
from engine.actions.signing_in.authenticate import actor_of
from engine.actions.taking_in.past_papers import Papers, PaperStep, read_papers
from engine.actions.tasks.complete_task import complete_in
from engine.actions.tasks.send_message import send_in
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.clock import MovableClock, at_beijing, beijing_day
from engine.errors import Conflict, FieldError, Incident, Invalid, Refusal
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import cases
from engine.storage.database import Connection

#: the hour at which something is taken to have happened on its true day
NOON = 12


def take_in(
    office: Office, actor: Actor, procedure: str, papers: Mapping[str, Any], *, once: Once | None = None
) -> Answer:
    """Open a case as it stands on paper. `papers`: see `past_papers`.

    Raises Forbidden for anybody but a case officer, Invalid naming each place (`steps.2.true_day`) that does not fit.
    """
    may(actor, Act.TAKE_IN).require()
    return once_more(lambda: _attempt(office, actor, procedure, papers, once))


def _attempt(office: Office, actor: Actor, procedure: str, papers: Mapping[str, Any], once: Once | None) -> Answer:
    with office.database.writing() as connection:
        first = answered_before(connection, actor, once)
        if first is not None:
            return first
        work = entered(office, connection, actor, procedure, read_papers(papers, beijing_day(office.clock.now())))
        answer = finishing.finish(work, Answer(), once)
    office.cache.put(work.case.id, answer.version, work.loaded)
    return answer


def entered(office: Office, connection: Connection, actor: Actor, procedure: str, papers: Papers) -> CaseWork:
    """The case as it stands now, its past written; the caller finishes the work or rolls everything back."""
    playing = _Playing(office, connection, actor)
    case_id = playing.open(procedure, papers.application, papers.number)
    for position, step in enumerate(papers.steps):
        playing.step(case_id, step, f"steps.{position}")
    work = playing.resumed(case_id)
    if work.loaded.instance is None:
        raise Invalid("door.taking_in.ended", fields=[FieldError("steps", "door.taking_in.ended")])
    words = {"source": papers.source, "reason": papers.reason}
    kept = work.submit(words, element=Act.TAKE_IN.value)
    first, last = papers.application.true_day, (papers.steps or (papers.application,))[-1].true_day
    work.record(
        Word.CASE_TAKEN_IN,
        submission=kept,
        first_day=first.isoformat(),
        last_day=last.isoformat(),
        steps=len(papers.steps),
    )
    return work


class _Playing:
    """Plays the past of one case by a copy of the office whose clock stands at each true day."""

    def __init__(self, office: Office, connection: Connection, clerk: Actor) -> None:
        self._now = office.clock.now()
        self._clock = MovableClock(self._now)
        # a memory of its own: nothing of this case may be seen outside before the commit
        self._past = replace(office, clock=self._clock, cache=CaseCache(1))
        self._office, self._connection, self._clerk = office, connection, clerk

    def open(self, procedure: str, step: PaperStep, number: str) -> str:
        """The application, on its true day, under the number it bears on paper."""
        self._clock.move_to(self._instant(step.true_day))
        with _naming("application"):
            doer = self._doer(step)
            entering = Entering(self._clerk, self._now, number)
            work = open_in(self._past, self._connection, doer, procedure, step.form, entering)
            work.record(Word.ENTERED_AFTERWARDS, **_told(step))
            self._finish(work)
        return work.case.id

    def step(self, case_id: str, step: PaperStep, place: str) -> None:
        """One step of the paper's story."""
        self._clock.move_to(self._instant(step.true_day))
        work = self._work(case_id)
        with _naming(place):
            if work.loaded.instance is None:
                raise Conflict("actions.case_ended", case=work.case.number)
            work.world.acted_on = step.true_day
            work.actor = self._doer(step)
            self._do(work, step)
            work.actor = self._clerk
            happenings.settle(work)
            self._finish(work)

    def resumed(self, case_id: str) -> CaseWork:
        """The case at the real instant, with what has passed since the last step of the paper."""
        self._clock.move_to(self._now)
        return self._work(case_id)

    def _do(self, work: CaseWork, step: PaperStep) -> None:
        if step.message:
            work.record(Word.ENTERED_AFTERWARDS, step.message, step.item, **_told(step))
            send_in(work, step.message, step.item, step.form, done_by=step.done_by)
            return
        place = (step.task, step.item)
        task = next((row for row in work.loaded.tasks.values() if (row.element, row.item) == place), None)
        if task is None:
            raise Conflict("door.taking_in.not_open", task=step.task, item=step.item or "-")
        if task.act == Act.RECORD_MEETING.value:
            _check_meeting_day(work, step)
        work.record(Word.ENTERED_AFTERWARDS, step.task, step.item, task=task.id, **_told(step))
        complete_in(work, task.id, step.form, done_by=step.done_by)

    def _work(self, case_id: str) -> CaseWork:
        row = cases.lock(self._connection, case_id)
        assert row is not None, "it was opened in this transaction"  # noqa: S101
        work = begin(self._past, self._connection, self._clerk, row)
        work.entered_at = self._now
        happenings.settle(work)
        work.as_actor(self._clerk)
        return work

    def _finish(self, work: CaseWork) -> None:
        answer = finishing.finish(work, Answer(), None)
        self._past.cache.put(work.case.id, answer.version, work.loaded)

    def _doer(self, step: PaperStep) -> Actor:
        doer = actor_of(self._connection, step.done_by, beijing_day(self._now))
        if doer is None:
            raise Invalid("actions.unknown_person", fields=[FieldError("done_by", "actions.unknown_person")])
        return doer

    def _instant(self, day: date) -> datetime:
        return min(at_beijing(day, NOON), self._now)


def _told(step: PaperStep) -> dict[str, Any]:
    return {"done_by": step.done_by, "true_day": step.true_day.isoformat()}


def _check_meeting_day(work: CaseWork, step: PaperStep) -> None:
    """A meeting lies between the application and the day its record was made, else its clocks would be nobody's."""
    try:
        met_on = date.fromisoformat(str(step.form.get("met_on")))
    except ValueError:
        return  # the form itself says so
    if not beijing_day(work.case.opened_at) <= met_on <= step.true_day:
        raise Invalid("door.taking_in.meeting_day", fields=[FieldError("met_on", "door.taking_in.meeting_day")])


@contextmanager
def _naming(place: str) -> Iterator[None]:
    """Whatever is refused is refused at this place of the paper's story."""
    try:
        yield
    except Incident:
        raise
    except Refusal as refusal:
        fields = [FieldError(_path(place, one.path), one.key, one.params) for one in refusal.fields] or [
            FieldError(place, refusal.key, refusal.params)
        ]
        raise Invalid("door.taking_in.refused", fields=fields) from refusal


def _path(place: str, path: str) -> str:
    """Where in the story this is: the number is the case's, some are the step's, the others of its form."""
    if path == "number":
        return path
    return f"{place}.{path}" if path in ("true_day", "done_by", "task", "message", "item") else f"{place}.form.{path}"
