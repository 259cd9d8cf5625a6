"""What meetings decided, with who objects, and how the minutes were countersigned: read from their forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from engine.actions.case_page.content import Contents
from engine.actions.case_page.names import Names
from engine.actions.case_page.opinions import POSITION, has_fields, latest_with
from engine.actions.casework.work import CaseWork
from engine.actions.tasks.shown_fields import ShownField

DECISIONS = "decisions"
SUMMARY = "facts_summary"
WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a meeting. `objecting` are the units on record as objecting; `dissent` their words."""

    number: int
    lead: str
    supports: str
    content: str
    objecting: str
    dissent: str


@dataclass(frozen=True, slots=True)
class Heard:
    """One meeting on this case."""

    met_on: date | None
    recorded_at: datetime
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Countersigned:
    """How one unit countersigned the minutes. `wording` is what it wants changed, or why it objects."""

    unit: str
    position: str
    label: str
    wording: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Summed:
    """The office's summary of a round's opinions."""

    at: datetime
    by: str
    fields: tuple[ShownField, ...]


def meetings_of(work: CaseWork, contents: Contents) -> tuple[Heard, ...]:
    """What each meeting decided, the last first."""
    found = []
    for row in latest_with(work, contents, {DECISIONS}):
        fields = {one.key: one for one in contents.fields(row)}
        rows = fields[DECISIONS].rows if DECISIONS in fields else ()
        decided = tuple(_decision(number, {one.key: one.text for one in each}) for number, each in enumerate(rows, 1))
        day = next((one.day for one in fields.values() if one.day is not None), None)
        found.append(Heard(day, row.written_at, decided))
    return tuple(found)


def countersigned(work: CaseWork, contents: Contents, names: Names) -> tuple[Countersigned, ...]:
    """The last countersignature of each unit, in the order in which they were given."""
    last: dict[str, Countersigned] = {}
    for row in reversed(list(latest_with(work, contents, {POSITION, WORDING}))):
        fields = {one.key: one.text for one in contents.fields(row)}
        position = str(contents.values(row).get(POSITION) or "")
        unit = names.item(row.item) if row.item else names.unit(names.unit_of(row.written_by))
        last[unit] = Countersigned(unit, position, fields.get(POSITION, ""), fields.get(WORDING, ""), row.written_at)
    return tuple(last.values())


def summaries(work: CaseWork, contents: Contents, names: Names) -> tuple[Summed, ...]:
    """The summaries of all rounds, the last first."""
    return tuple(
        Summed(row.written_at, names.person(row.written_by), contents.fields(row))
        for row in latest_with(work, contents, {SUMMARY})
    )


def opinions_hidden(work: CaseWork, contents: Contents) -> bool:
    """Whether there are opinions in the case that this reader may not see."""
    opinions = (row for row in contents.rows if has_fields(work, row, {"facts_opinion"}))
    return any(not contents.may_view(row) for row in opinions)


def _decision(number: int, told: Mapping[str, str]) -> Decision:
    return Decision(
        number=number,
        lead=told.get("lead", ""),
        supports=told.get("supports", ""),
        content=told.get("content", ""),
        objecting=told.get("objections", ""),
        dissent=told.get("dissent", ""),
    )
