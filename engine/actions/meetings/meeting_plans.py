"""What a planned meeting is, read from what somebody typed and checked as a whole; shared by planning and changing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import orjson

from engine.actions.house.office import Office
from engine.cases import agenda
from engine.errors import FieldError, Invalid
from engine.storage import cases, meetings, people
from engine.storage.database import Connection
from engine.storage.house_keys import house_key

PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
LONGEST_TITLE = 200
MOST_CASES = 50
KEY = "meetings"


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """A meeting as it is wanted. Times are HH:MM in Beijing; `minutes` gives a case its time on the agenda."""

    title: str
    planned_on: date
    place: str = ""
    case_ids: Sequence[str] = ()
    starts_at: str = ""
    ends_at: str = ""
    room: str = ""
    clerk: str = ""
    chair: str = ""
    remarks: str = ""
    minutes: Mapping[str, int] = field(default_factory=dict)

    @property
    def heard(self) -> list[str]:
        """Its cases in their order, each once."""
        return list(dict.fromkeys(self.case_ids))

    def columns(self) -> dict[str, Any]:
        """What is kept in the open."""
        return {
            "title": self.title.strip(),
            "planned_on": self.planned_on,
            "place": self.place.strip(),
            "starts_at": self.starts_at or None,
            "ends_at": self.ends_at or None,
            "room": self.room.strip(),
            "clerk": self.clerk or None,
        }


def check_plan(connection: Connection, plan: MeetingPlan, today: date) -> None:
    """Raises Invalid naming each field of a plan that cannot be."""
    errors = [*_texts(plan), *_times(plan)]
    if plan.planned_on < today:
        errors.append(FieldError("planned_on", "actions.meeting_day"))
    if plan.clerk and people.read(connection, plan.clerk) is None:
        errors.append(FieldError("clerk", "actions.unknown_person"))
    if len(plan.heard) > MOST_CASES:
        errors.append(FieldError("cases", "meeting.too_many_cases", {"most": MOST_CASES}))
    for position, case_id in enumerate(plan.case_ids[:MOST_CASES]):
        if cases.get(connection, case_id) is None:
            errors.append(FieldError(f"cases.{position}", "actions.unknown_case"))
    if errors:
        raise Invalid("actions.meeting_refused", fields=errors)


def write_agenda(connection: Connection, meeting: str, plan: MeetingPlan) -> None:
    """Put the cases on the meeting's list in their order; those no longer on it leave it."""
    known = {row["case_id"]: row for row in meetings.listed_cases(connection, meeting)}
    for position, case_id in enumerate(plan.heard):
        place = {"position": position, "minutes": plan.minutes.get(case_id)}
        if case_id in known:
            meetings.change_case(connection, meeting, case_id, **place)
        else:
            rounds = meetings.rounds_of(connection, case_id)
            meetings.add_case(connection, meeting, case_id, round=rounds + 1, **place)
    for case_id, row in known.items():
        if case_id not in plan.heard and row["recorded_at"] is None:
            meetings.drop_case(connection, meeting, case_id)


def sealed(office: Office, connection: Connection, context: str, words: Mapping[str, Any]) -> bytes:
    """Names and remarks of a meeting, sealed with the house's key for meetings."""
    cipher = house_key(connection, office.vault, KEY)
    return cipher.seal(orjson.dumps(dict(words)), context)


def opened(office: Office, connection: Connection, context: str, kept: bytes | None) -> dict[str, Any]:
    """The same, opened; empty where nothing was kept."""
    if kept is None:
        return {}
    words: dict[str, Any] = orjson.loads(house_key(connection, office.vault, KEY).open(kept, context))
    return words


def _texts(plan: MeetingPlan) -> list[FieldError]:
    errors = []
    if not 1 <= len(plan.title.strip()) <= LONGEST_TITLE:
        errors.append(FieldError("title", "actions.meeting_title", {"longest": LONGEST_TITLE}))
    errors += [
        FieldError(name, "actions.text_too_long", {"most": LONGEST_TITLE})
        for name in ("place", "room", "chair")
        if len(getattr(plan, name)) > LONGEST_TITLE
    ]
    if len(plan.remarks) > 20 * LONGEST_TITLE:
        errors.append(FieldError("remarks", "actions.text_too_long", {"most": 20 * LONGEST_TITLE}))
    return errors


def _times(plan: MeetingPlan) -> list[FieldError]:
    """Start before end, and room between them for every case."""
    wrong = [
        FieldError(name, "meeting.no_time")
        for name in ("starts_at", "ends_at")
        if getattr(plan, name) and not agenda.is_time(getattr(plan, name))
    ]
    if plan.ends_at and not plan.starts_at:
        wrong.append(FieldError("starts_at", "meeting.start_missing"))
    for case_id, minutes in plan.minutes.items():
        if not agenda.SHORTEST <= minutes <= agenda.LONGEST:
            params = {"least": agenda.SHORTEST, "most": agenda.LONGEST}
            wrong.append(FieldError(f"minutes.{case_id}", "meeting.minutes_between", params))
    if wrong or not (plan.starts_at and plan.ends_at):
        return wrong
    time = agenda.whole(plan.starts_at, plan.ends_at)
    if time.ends <= time.starts:
        return [FieldError("ends_at", "meeting.ends_before")]
    needed = agenda.slots(plan.starts_at, [plan.minutes.get(one) for one in plan.heard]) or []
    if needed and needed[-1].ends > time.ends:
        return [FieldError("ends_at", "meeting.too_short", {"until": agenda.clock_text(needed[-1].ends)})]
    return []
