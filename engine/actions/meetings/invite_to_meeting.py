"""Invite to a meeting: every unit and expert that has a part in one of its cases, each for its own cases alone.

Who is invited follows from the parts of the cases, never from a second list. A change is sent again with the next
number; whoever has no part any more was told so when the part ended, and the invitation is withdrawn.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.actions.casework.parts import EXPERT, PARTICIPANTS, UNIT
from engine.actions.house.answers import Once
from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.actions.meetings.meeting_plans import PLANNED
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict, FieldError, Invalid, Unknown
from engine.people.actor import Actor
from engine.people.roles import Role
from engine.storage import cases, invitations, meetings, notices, participations
from engine.storage.database import Connection
from engine.storage.notices import NoticeRow

#: kinds of notices, all about the meeting named in their item
INVITED, CHANGED, CALLED_OFF = "meeting_invitation", "meeting_changed", "meeting_called_off"
ELEMENT = "meeting"
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Seat:
    """One who is to come: a unit or an expert, with the part held in each of the meeting's cases."""

    kind: str
    who: str
    discipline: str
    #: key of the part by case
    parts: Mapping[str, str]


def invite(office: Office, actor: Actor, meeting: str, *, once: Once | None = None) -> dict[str, Any]:
    """Send the invitations that were not sent yet. Raises Forbidden, Unknown, Conflict for a meeting that is over,
    Invalid where it has no time or nobody has a part in its cases."""

    def verb(work: HouseWork) -> dict[str, Any]:
        row = meetings.get(work.connection, meeting)
        if row is None:
            raise Unknown("actions.unknown_meeting")
        if row["status"] != PLANNED:
            raise Conflict("meeting.over", status=row["status"])
        if not row["starts_at"]:
            raise Invalid("meeting.start_missing", fields=[FieldError("starts_at", "meeting.start_missing")])
        if not seats_of(work.connection, meeting):
            raise Invalid("meeting.nobody", fields=[FieldError("cases", "meeting.nobody")])
        told = invite_in(work, meeting, INVITED)
        work.record(Word.MEETING_INVITED, meeting=meeting, sequence=row["sequence"], told=told)
        return {"meeting": meeting, "status": PLANNED, "told": told}

    return work_in_house(office, actor, Act.PLAN_MEETING, verb, once=once)


def seats_of(connection: Connection, meeting: str) -> list[Seat]:
    """Everybody with a running part in a case of the meeting, units before experts, and the units that applied."""
    found: dict[Key, Seat] = {}
    for listed in meetings.listed_cases(connection, meeting):
        case = cases.get(connection, listed["case_id"])
        rows = participations.of_case(connection, listed["case_id"])
        running = [row for row in rows if row.ended_at is None and row.kind in PARTICIPANTS]
        for row in running:
            who = str(row.unit if row.kind == UNIT else row.person)
            _seat(found, row.kind, who, row.discipline or "", listed["case_id"], row.key)
        if case is not None and running and case.applicant_unit:
            _seat(found, UNIT, case.applicant_unit, "", case.id, "")
    return sorted(found.values(), key=lambda seat: (seat.kind == EXPERT, seat.who))


def invite_in(work: HouseWork, meeting: str, kind: str) -> int:
    """Bring the invitations up to the present plan; gives how many were told. `kind` says what of."""
    row = meetings.get(work.connection, meeting)
    assert row is not None, "the caller has read it"  # noqa: S101
    seats = {(seat.kind, seat.who): seat for seat in seats_of(work.connection, meeting)}
    known = {(one["kind"], one["who"]): one for one in invitations.of_meeting(work.connection, meeting)}
    told = 0
    for key, seat in seats.items():
        old = known.get(key)
        if old is not None and old["withdrawn_at"] is None and old["sequence"] == row["sequence"]:
            continue
        sent = {"sequence": row["sequence"], "sent_at": work.now, "sent_by": work.actor.id, "withdrawn_at": None}
        if old is None:
            place = {"id": uuid.uuid4().hex, "meeting": meeting, "kind": seat.kind, "who": seat.who}
            invitations.add(work.connection, {**place, **sent})
        else:
            invitations.change(work.connection, old["id"], **sent)
        _tell(work, meeting, seat, INVITED if old is None else kind)
        told += 1
    for key, old in known.items():
        if key not in seats and old["withdrawn_at"] is None:
            invitations.change(work.connection, old["id"], withdrawn_at=work.now, sequence=row["sequence"])
    return told


def withdraw_in(work: HouseWork, meeting: str, kind: str) -> int:
    """Tell everybody who was invited that the meeting will not be; gives how many were told."""
    seats = {(seat.kind, seat.who): seat for seat in seats_of(work.connection, meeting)}
    told = 0
    for row in invitations.of_meeting(work.connection, meeting):
        if row["withdrawn_at"] is not None:
            continue
        invitations.change(work.connection, row["id"], withdrawn_at=work.now)
        seat = seats.get((row["kind"], row["who"]))
        if seat is not None:
            _tell(work, meeting, seat, kind)
            told += 1
    return told


def _seat(found: dict[Key, Seat], kind: str, who: str, discipline: str, case_id: str, part: str) -> None:
    old = found.get((kind, who))
    parts = {case_id: part, **(old.parts if old else {})}
    found[kind, who] = Seat(kind, who, discipline or (old.discipline if old else ""), parts)


def _tell(work: HouseWork, meeting: str, seat: Seat, kind: str) -> None:
    """One notice, filed under the first of the seat's own cases."""
    case_id, part = next(iter(seat.parts.items()))
    if seat.kind == UNIT:
        to = [f"{Role.LIAISON.value}@{seat.who}", f"{Role.CITY_OFFICER.value}@{seat.who}"]
    else:
        to = [f"participant@{part}"]
    calendar = work.office.reference(work.connection).calendar_at(work.now)
    send_at = calendar.next_working_morning(work.now)
    row = NoticeRow(case_id, ELEMENT, meeting, kind, to, work.now, send_at)
    notices.add(work.connection, [row])
