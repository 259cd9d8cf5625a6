"""The running meeting on one screen: for each case the open task of its record, its draft, and who is expected.

Nothing of its own is kept: what a clerk types is the draft of the drawn task, and committing completes that task, one
act a case. One case that is refused leaves the others as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import require, task_facts
from engine.actions.casework.work import CaseWork
from engine.actions.house.office import Office
from engine.actions.meetings.meeting_plans import PLANNED
from engine.actions.meetings.meeting_view import AgendaLine, MeetingView, show_meeting
from engine.actions.tasks.beginnings import MINUTES
from engine.actions.tasks.complete_task import complete
from engine.actions.tasks.drafts import read_draft
from engine.cases.acts import Act
from engine.errors import Conflict, Refusal
from engine.people.actor import Actor
from engine.people.rights import may


@dataclass(frozen=True, slots=True)
class Expected:
    """One who is expected for this case; `heads` is what the reply says, `absent` that nobody comes."""

    kind: str
    who: str
    discipline: str
    heads: int
    absent: bool


@dataclass(frozen=True, slots=True)
class LiveCase:
    """One case on the screen. Without a task it cannot be recorded now; `line.status` tells why."""

    line: AgendaLine
    task: str
    draft: Mapping[str, Any]
    expected: tuple[Expected, ...]
    #: whose objection stands in the way of consensus: lead, lead_and_supports or any_unit
    blocking: str


@dataclass(frozen=True, slots=True)
class LiveMeeting:
    """The whole screen."""

    view: MeetingView
    cases: tuple[LiveCase, ...]
    units: tuple[str, ...]  #: every body a decision may be given to


@dataclass(frozen=True, slots=True)
class Committed:
    """What became of one case: recorded, or why not; `task` is the task of the minutes, if one opened."""

    case_id: str
    number: str
    refusal: Refusal | None
    task: str = ""


def live_meeting(office: Office, actor: Actor, meeting: str) -> LiveMeeting:
    """The screen, for case officers. Raises Forbidden, Unknown, Conflict for a meeting that was called off."""
    may(actor, Act.PLAN_MEETING).require()
    view = show_meeting(office, actor, meeting)
    if view.row["status"] not in (PLANNED, "held"):
        raise Conflict("meeting.over", status=view.row["status"])
    with office.database.reading() as connection:
        units = tuple(sorted(office.reference(connection).unit_kinds))
    return LiveMeeting(view, tuple(_case(office, actor, view, line) for line in view.lines), units)


def live_task(office: Office, actor: Actor, meeting: str, case_id: str) -> str:
    """The task that holds the record of one case, for whoever may keep it.

    Raises what `live_meeting` raises, Conflict where the record is not open.
    """
    return _of(live_meeting(office, actor, meeting), case_id).task


def commit_live(office: Office, actor: Actor, meeting: str, case_ids: Iterable[str]) -> list[Committed]:
    """Record these cases, each in an act of its own; the minutes of each begin with its record (`beginnings`)."""
    screen = live_meeting(office, actor, meeting)
    return [_commit(office, actor, screen, case_id) for case_id in dict.fromkeys(case_ids)]


def _commit(office: Office, actor: Actor, screen: LiveMeeting, case_id: str) -> Committed:
    number = next((one.line.number for one in screen.cases if one.line.case_id == case_id), "")
    try:
        found = _of(screen, case_id)
        answer = complete(office, actor, found.task, found.draft)
    except Refusal as refusal:
        return Committed(case_id, number, refusal)
    task = next((one.id for one in answer.open_tasks if one.element == MINUTES), "")
    return Committed(case_id, number, None, task)


def _of(screen: LiveMeeting, case_id: str) -> LiveCase:
    found = next((one for one in screen.cases if one.line.case_id == case_id), None)
    if found is None or not found.task:
        raise Conflict("meeting.not_in_session", case=found.line.number if found else "-")
    return found


def _case(office: Office, actor: Actor, view: MeetingView, line: AgendaLine) -> LiveCase:
    with reading_case(office, actor, line.case_id) as work:
        row = _record_task(work)
        if row is not None:
            require(work, Act.SAVE_DRAFT, task_facts(work, row))
        draft = read_draft(work, row) if row is not None and row.draft else _beginning(view)
        blocking = str(work.case.settings.get("blocking_dissent", "lead_and_supports"))
        return LiveCase(line, row.id if row else "", draft, tuple(_expected(view, line.case_id)), blocking)


def _record_task(work: CaseWork) -> Any:
    rows = work.loaded.tasks.values()
    return next((row for row in rows if row.act == Act.RECORD_MEETING.value), None)


def _beginning(view: MeetingView) -> dict[str, Any]:
    """What the plan knows already."""
    day = view.day.isoformat() if view.day else ""
    empty: dict[str, Any] = {"attendance": [], "experts_present": [], "decisions": []}
    return {"met_on": day, "chair": view.words.get("chair", ""), **empty}


def _expected(view: MeetingView, case_id: str) -> list[Expected]:
    replies = {(one.kind, one.who): one for one in view.invited if not one.withdrawn}
    found = []
    for seat in view.seats:
        if case_id not in seat.parts:
            continue
        reply = replies.get((seat.kind, seat.who))
        heads = (reply.headcount or 1) if reply else 1
        absent = reply is not None and reply.reply == "declined"
        found.append(Expected(seat.kind, seat.who, seat.discipline, heads, absent))
    return found
