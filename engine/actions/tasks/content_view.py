"""Reading what was filled in: covered for most, as it is for whoever may, and then on record (D6, D9, D10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.actions.casework.beside import note, text_of
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, require
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.errors import Unknown
from engine.forms.field_rights import Hand
from engine.people.actor import Actor
from engine.people.capacities import groups_in
from engine.people.rights import may
from engine.people.subjects import ContentFacts
from engine.storage import people, submissions
from engine.storage.submissions import SubmissionRow


@dataclass(frozen=True, slots=True)
class Content:
    """One submission as its reader may see it; `real` tells whether identifying fields stand uncovered."""

    id: str
    element: str
    item: str
    form: str | None
    kind: str
    written_at: datetime
    written_by: str
    true_day: str | None
    values: Mapping[str, Any]
    real: bool


def read_covered(office: Office, actor: Actor, case_id: str) -> list[Content]:
    """Every submission this reader may know of, identifying fields covered. Raises Unknown or Forbidden."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_CASE, case_facts(work))
        rows = submissions.of_case(work.connection, case_id)
        reader = ContentReader(work, rows)
        return [reader.content(row, real=False) for row in rows if reader.may(Act.VIEW_CONTENT, row)]


def read_real(office: Office, actor: Actor, case_id: str, purpose: str, *, only: str = "") -> list[Content]:
    """The same, or one submission alone, as it was filled in, and on record; the purpose in words is sealed.

    What one's own hand or unit wrote may be read alone by whoever may not read the others'.

    Raises Unknown or Forbidden, Invalid without a purpose.
    """
    read: list[Content] = []

    def verb(work: CaseWork) -> Answer:
        require(work, Act.VIEW_CASE if only else Act.VIEW_REAL_DATA, case_facts(work))
        found = submissions.of_case(work.connection, case_id)
        reader = ContentReader(work, found)
        rows = [row for row in found if only in ("", row.id) and reader.may(Act.VIEW_REAL_DATA, row)]
        if not rows:
            require(work, Act.VIEW_REAL_DATA, case_facts(work))
            raise Unknown("actions.nothing_to_read")
        read.extend(reader.content(row, real=True) for row in rows)
        words = {"purpose": text_of({"purpose": purpose}, "purpose")}
        note(work, Act.VIEW_REAL_DATA, words, read=[row.id for row in rows])
        return Answer()

    work_on(office, actor, On(case_id=case_id), verb)
    return read


class ContentReader:
    """The actor at hand before the submissions of one case: what is asked of the case and of people is asked once."""

    def __init__(self, work: CaseWork, rows: Sequence[SubmissionRow]) -> None:
        self._work = work
        self._facts = case_facts(work)
        self._groups = groups_in(work.actor, self._facts)
        self._units = people.units_of(work.connection, sorted({row.written_by for row in rows}))

    def may(self, act: Act, row: SubmissionRow) -> bool:
        """Whether the actor may do this act of reading to this submission."""
        facts = ContentFacts(self._facts, self._units.get(row.written_by, ""), row.written_by)
        return may(self._work.actor, act, facts).allowed

    def content(self, row: SubmissionRow, *, real: bool) -> Content:
        """The submission as its reader may see it. Who uncovers it has asked for the right and records the reading."""
        shape = self._work.loaded.procedure.forms.get(row.form or "")
        values = self._work.opened(row)
        if shape:
            values = shape.seen(values, Hand(self._groups, row.element))
        if not real:
            values = shape.masked(values) if shape else {}
        day = row.true_day.isoformat() if row.true_day else None
        return Content(
            row.id, row.element, row.item, row.form, row.kind, row.written_at, row.written_by, day, values, real
        )
