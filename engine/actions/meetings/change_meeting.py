"""Change or call off a planned meeting. Whoever was invited is told again, under the next number of the invitation."""

from __future__ import annotations

from typing import Any

from engine.actions.casework.beside import text_of
from engine.actions.house.answers import Once
from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.actions.meetings.invite_to_meeting import CALLED_OFF, CHANGED, invite_in, withdraw_in
from engine.actions.meetings.meeting_plans import CANCELLED, PLANNED, MeetingPlan, check_plan, sealed, write_agenda
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict, Unknown
from engine.people.actor import Actor
from engine.storage import invitations, meetings

#: columns of which those invited must learn
TOLD = ("planned_on", "starts_at", "ends_at", "place", "room")


def change_meeting(
    office: Office, actor: Actor, meeting: str, plan: MeetingPlan, *, once: Once | None = None
) -> dict[str, Any]:
    """Make the meeting so. Raises Forbidden, Unknown, Conflict for one that was held or called off, Invalid."""

    def verb(work: HouseWork) -> dict[str, Any]:
        before = planned(work, meeting)
        check_plan(work.connection, plan, work.today)
        listed = [row["case_id"] for row in meetings.listed_cases(work.connection, meeting)]
        columns = plan.columns()
        is_invited = any(row["withdrawn_at"] is None for row in invitations.of_meeting(work.connection, meeting))
        moved = any(before[name] != columns[name] for name in TOLD) or set(listed) != set(plan.heard)
        sequence = before["sequence"] + (1 if moved and is_invited else 0)
        words = {"chair": plan.chair.strip(), "remarks": plan.remarks.strip()}
        details = sealed(office, work.connection, f"meeting:{meeting}", words)
        meetings.change(work.connection, meeting, **columns, details=details, sequence=sequence)
        write_agenda(work.connection, meeting, plan)
        told = invite_in(work, meeting, CHANGED) if moved and is_invited else 0
        work.record(Word.MEETING_CHANGED, meeting=meeting, sequence=sequence, cases=plan.heard, told=told)
        return {"meeting": meeting, "status": PLANNED, "sequence": sequence, "told": told}

    return work_in_house(office, actor, Act.PLAN_MEETING, verb, once=once)


def cancel_meeting(
    office: Office, actor: Actor, meeting: str, reason: str, *, once: Once | None = None
) -> dict[str, Any]:
    """Call the meeting off for `reason`. Raises Forbidden, Unknown, Conflict, Invalid without a reason."""

    def verb(work: HouseWork) -> dict[str, Any]:
        row = planned(work, meeting)
        words = {"reason": text_of({"reason": reason}, "reason")}
        details = sealed(office, work.connection, f"meeting:{meeting}", words)
        sequence = row["sequence"] + 1
        told = withdraw_in(work, meeting, CALLED_OFF)
        meetings.change(work.connection, meeting, status=CANCELLED, sequence=sequence, details=details)
        work.record(Word.MEETING_CANCELLED, meeting=meeting, told=told)
        return {"meeting": meeting, "status": CANCELLED, "told": told}

    return work_in_house(office, actor, Act.PLAN_MEETING, verb, once=once)


def planned(work: HouseWork, meeting: str) -> dict[str, Any]:
    """The row of a meeting that is still to come. Raises Unknown or Conflict."""
    row = meetings.get(work.connection, meeting)
    if row is None:
        raise Unknown("actions.unknown_meeting")
    if row["status"] != PLANNED:
        raise Conflict("meeting.over", status=row["status"])
    return row
