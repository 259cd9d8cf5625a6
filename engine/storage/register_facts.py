"""What the registers tell of a case beside an entry: days from its record, clocks, papers, parts, pseudonyms."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select

from engine.cases.audit_words import Word
from engine.clock import beijing_day
from engine.storage.database import Connection
from engine.storage.register_rows import beside
from engine.storage.tables.cases import cases, subjects
from engine.storage.tables.meetings import attendance, guidance_receipts
from engine.storage.tables.participation import participations
from engine.storage.tables.records import audit, documents
from engine.storage.tables.timers import deadline_events, deadlines

Row = Mapping[str, Any]
_IDS: Any = bindparam("ids", expanding=True)
#: the words of the record that registers read
WORDS = (
    Word.CASE_STATE_CHANGED,
    Word.EXTENSION_ASKED,
    Word.EXTENSION_DECIDED,
    Word.REPORT_MADE,
    Word.REPORT_REVIEWED,
    Word.ENTERED_AFTERWARDS,
)
_CASES = select(
    cases.c.id,
    cases.c.number,
    cases.c.applicant_unit,
    cases.c.status,
    cases.c.item_states,
    cases.c.officer,
    cases.c.danger,
    cases.c.urgency,
    cases.c.closed_at,
).where(cases.c.id.in_(_IDS))
_SUBJECTS = select(subjects.c.case_id, subjects.c.pseudonym).where(subjects.c.case_id.in_(_IDS))
_RECORD = (
    select(audit.c.chain.label("case_id"), audit.c.seq, audit.c.at, audit.c.actor, audit.c.word, audit.c.item)
    .add_columns(audit.c.element, audit.c.details)
    .where(audit.c.chain.in_(_IDS), audit.c.word.in_([word.value for word in WORDS]))
    .order_by(audit.c.chain, audit.c.seq)
)
_CLOCKS = select(deadlines).where(deadlines.c.case_id.in_(_IDS)).order_by(deadlines.c.occurrence)
_EXTENDED = (
    select(deadline_events.c.case_id, deadline_events.c.name, deadline_events.c.item, deadline_events.c.at)
    .add_columns(deadline_events.c.data)
    .where(deadline_events.c.case_id.in_(_IDS), deadline_events.c.kind == "extended")
    .order_by(deadline_events.c.at)
)
_PARTS = select(
    participations.c.case_id,
    participations.c.key,
    participations.c.kind,
    participations.c.unit,
    participations.c.discipline,
    participations.c.ended_at,
).where(participations.c.case_id.in_(_IDS))
_PAPERS = (
    select(documents.c.case_id, documents.c.kind, documents.c.item, documents.c.number, documents.c.issued_on)
    .where(documents.c.case_id.in_(_IDS), documents.c.number.is_not(None))
    .order_by(documents.c.issued_on, documents.c.id)
)
_PRESENT = select(attendance).where(attendance.c.case_id.in_(_IDS))
_RECEIPTS = (
    select(guidance_receipts.c.guidance, func.count().label("sent"))
    .add_columns(func.count(guidance_receipts.c.received_at).label("received"))
    .where(guidance_receipts.c.guidance.in_(_IDS))
    .group_by(guidance_receipts.c.guidance)
)


@dataclass(slots=True)
class CaseNotes:
    """What is known of one case."""

    row: Row
    children: list[str] = field(default_factory=list)
    record: list[Row] = field(default_factory=list)
    clocks: list[Row] = field(default_factory=list)
    extended: list[Row] = field(default_factory=list)
    parts: list[Row] = field(default_factory=list)
    papers: list[Row] = field(default_factory=list)
    present: list[Row] = field(default_factory=list)
    days: dict[int, date] = field(default_factory=dict)

    def first(self, word: Word, item: str, after: int = 0) -> Row | None:
        """The first of these records, of this item, behind this place in the record."""
        return next(iter(self.all(word, item, after)), None)

    def all(self, word: Word, item: str, after: int = 0) -> list[Row]:
        """Every such record in its order."""
        found = (row for row in self.record if row["word"] == word.value and row["item"] == item)
        return [row for row in found if row["seq"] > after]

    def day(self, row: Row) -> date:
        """The true day of what this record tells: that of its act, if it was entered afterwards."""
        return self._days()[row["seq"]]

    def _days(self) -> dict[int, date]:
        """The true day of every record. What is entered afterwards begins with a word that says so; a case that is
        taken in says so after its opening.
        """
        if not self.days:
            entered: tuple[Any, date] | None = None
            for row in self.record:
                if row["word"] == Word.ENTERED_AFTERWARDS.value:
                    entered = (row["at"], date.fromisoformat(row["details"]["true_day"]))
                is_same_act = entered is not None and entered[0] == row["at"]
                self.days[row["seq"]] = entered[1] if entered and is_same_act else beijing_day(row["at"])
        return self.days

    def state_after(self, states: Collection[str], item: str = "", after: int = 0) -> Row | None:
        """The first change into one of these states."""
        changes = self.all(Word.CASE_STATE_CHANGED, item, after)
        return next((row for row in changes if row["details"].get("state") in states), None)

    def clock(self, name: str, item: str = "") -> Row | None:
        """The latest clock of this name."""
        return next((row for row in reversed(self.clocks) if (row["name"], row["item"]) == (name, item)), None)

    def paper(self, kind: str, item: str = "", *, latest: bool = False) -> str:
        """The number of the paper of this kind; empty where there is none."""
        found = [row["number"] for row in self.papers if row["kind"] == kind and row["item"] in (item, "")]
        return str(found[-1 if latest else 0]) if found else ""

    def issued(self, number: str) -> date | None:
        """The day that the paper of this number bears."""
        return next((row["issued_on"] for row in self.papers if row["number"] == number), None)


def notes(connection: Connection, ids: Collection[str]) -> dict[str, CaseNotes]:
    """What is known of these cases: one statement a kind of fact, however many cases."""
    found = {row["id"]: CaseNotes(row) for row in beside(connection, _CASES, ids)}
    for row in beside(connection, _SUBJECTS, ids):
        found[row["case_id"]].children.append(row["pseudonym"])
    for name, question in (
        ("record", _RECORD),
        ("clocks", _CLOCKS),
        ("extended", _EXTENDED),
        ("parts", _PARTS),
        ("papers", _PAPERS),
        ("present", _PRESENT),
    ):
        for row in beside(connection, question, ids):
            getattr(found[row["case_id"]], name).append(row)
    return found


def receipts(connection: Connection, guidance: Iterable[str]) -> dict[str, tuple[int, int]]:
    """How many got each guidance, and how many of them said so."""
    return {row["guidance"]: (row["sent"], row["received"]) for row in beside(connection, _RECEIPTS, list(guidance))}
