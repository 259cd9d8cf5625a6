"""A meeting as its reader may see it: the office all of it, everybody else the own cases and the own invitation.

The title, names, replies and other people's cases are for the office; a participant learns neither who else is invited
nor what else is heard.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.actions.house.case_readers import reader_of
from engine.actions.house.office import Office
from engine.actions.meetings.answer_invitation import units_of
from engine.actions.meetings.invite_to_meeting import Seat, seats_of
from engine.actions.meetings.meeting_plans import opened
from engine.cases import agenda
from engine.cases.acts import Act
from engine.errors import Unknown
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import cases, invitations, meetings
from engine.storage.case_lists import Reader
from engine.storage.database import Connection


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One case of the meeting; `slot` is None while the meeting has no time."""

    case_id: str
    number: str
    status: str
    round: int
    slot: agenda.Slot | None
    minutes: int | None
    outcome: str
    recorded_at: datetime | None


@dataclass(frozen=True, slots=True)
class InvitationView:
    """One invitation; `words` are the sealed names and reasons, empty for whom they are not."""

    id: str
    kind: str
    who: str
    sequence: int
    sent_at: datetime
    withdrawn: bool
    reply: str
    headcount: int | None
    answered_at: datetime | None
    #: answered before the meeting was moved, so it no longer counts
    outdated: bool
    words: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Clash:
    """Another meeting of the same day at the same time: what both need."""

    meeting: str
    slot: agenda.Slot
    kind: str  #: room, clerk, unit or expert
    who: str


@dataclass(frozen=True, slots=True)
class MeetingView:
    """`row` holds the open columns; `seats`, `invited`, `clashes` and `words` are empty for participants."""

    row: Mapping[str, Any]
    is_office: bool
    lines: tuple[AgendaLine, ...]
    own: tuple[InvitationView, ...]
    invited: tuple[InvitationView, ...]
    seats: tuple[Seat, ...]
    clashes: tuple[Clash, ...]
    words: Mapping[str, Any]

    @property
    def day(self) -> date | None:
        """The day it is planned for, or was held."""
        found = self.row["met_on"] or self.row["planned_on"]
        return found if isinstance(found, date) else None

    @property
    def time(self) -> agenda.Slot | None:
        """From when to when, if it has a time."""
        if not self.row["starts_at"]:
            return None
        return agenda.whole(self.row["starts_at"], self.row["ends_at"])


def show_meeting(office: Office, actor: Actor, meeting: str) -> MeetingView:
    """The meeting. Raises Forbidden, or Unknown for one that has nothing to do with this reader."""
    may(actor, Act.VIEW_MEETINGS).require()
    reader = reader_of(actor)
    with office.database.writing() as connection:  # the house's key is made when first asked for
        if meetings.one(connection, meeting, reader) is None:
            raise Unknown("actions.unknown_meeting")
        return _view(office, connection, actor, reader, meeting)


def _view(office: Office, connection: Connection, actor: Actor, reader: Reader, meeting: str) -> MeetingView:
    row = meetings.get(connection, meeting)
    assert row is not None, "it was found just above"  # noqa: S101
    known = {one["case_id"] for one in (meetings.one(connection, meeting, reader) or {})["cases"]}
    listed = meetings.listed_cases(connection, meeting)
    is_office = reader.everything
    own = invitations.of_reader(connection, meeting, actor.id, units_of(actor))
    everybody = invitations.of_meeting(connection, meeting) if is_office else []
    hidden = {"title": "", "created_by": "", "clerk": None}
    return MeetingView(
        row={**row, "details": None, **({} if is_office else hidden)},
        is_office=is_office,
        lines=tuple(line for line in _agenda(connection, row, listed) if line.case_id in known),
        own=tuple(_invitation(office, connection, one) for one in own if one["withdrawn_at"] is None),
        invited=tuple(_invitation(office, connection, one) for one in everybody),
        seats=tuple(seats_of(connection, meeting)) if is_office else (),
        clashes=tuple(_clashes(connection, row)) if is_office and row["status"] == "planned" else (),
        words=opened(office, connection, f"meeting:{meeting}", row["details"]) if is_office else {},
    )


def _agenda(connection: Connection, row: Mapping[str, Any], listed: Sequence[Mapping[str, Any]]) -> list[AgendaLine]:
    slots = agenda.slots(row["starts_at"], [one["minutes"] for one in listed])
    found = []
    for position, one in enumerate(listed):
        case = cases.get(connection, one["case_id"])
        if case is not None:
            slot = slots[position] if slots else None
            found.append(
                AgendaLine(
                    case_id=case.id,
                    number=case.number,
                    status=case.status,
                    round=one["round"],
                    slot=slot,
                    minutes=one["minutes"],
                    outcome=one["outcome"] or "",
                    recorded_at=one["recorded_at"],
                )
            )
    return found


def _invitation(office: Office, connection: Connection, row: Mapping[str, Any]) -> InvitationView:
    return InvitationView(
        id=row["id"],
        kind=row["kind"],
        who=row["who"],
        sequence=row["sequence"],
        sent_at=row["sent_at"],
        withdrawn=row["withdrawn_at"] is not None,
        reply=row["reply"] or "",
        headcount=row["headcount"],
        answered_at=row["answered_at"],
        outdated=row["reply"] is not None and row["reply_to"] != row["sequence"],
        words=opened(office, connection, f"invitation:{row['id']}", row["details"]),
    )


def _clashes(connection: Connection, row: Mapping[str, Any]) -> list[Clash]:
    """Rooms, clerks and guests that two meetings of one day want at one time."""
    if row["planned_on"] is None:
        return []
    time = agenda.whole(row["starts_at"], row["ends_at"])
    mine = {(seat.kind, seat.who) for seat in seats_of(connection, row["id"])}
    found = []
    for other in meetings.on_day(connection, row["planned_on"]):
        slot = agenda.whole(other["starts_at"], other["ends_at"])
        if other["id"] == row["id"] or not time.overlaps(slot):
            continue
        needed = [kind for kind in ("room", "clerk") if row[kind] and row[kind] == other[kind]]
        found += [Clash(other["id"], slot, kind, row[kind]) for kind in needed]
        theirs = {(seat.kind, seat.who) for seat in seats_of(connection, other["id"])}
        found += [Clash(other["id"], slot, kind, who) for kind, who in sorted(mine & theirs)]
    return found
