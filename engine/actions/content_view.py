"""Reading what was filled in: covered for most, as it is for whoever may, and then on record (D6, D9, D10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.actions.answers import Answer
from engine.actions.beside import note, text_of
from engine.actions.case_work import On, work_on
from engine.actions.hands import hand_of
from engine.actions.office import Office
from engine.actions.reading import reading_case
from engine.actions.subjects import case_facts, require
from engine.actions.work import CaseWork
from engine.cases.acts import Act
from engine.errors import Unknown
from engine.people.actor import Actor
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
        return [content_of(work, row, real=False) for row in rows if may_read(work, Act.VIEW_CONTENT, row)]


def read_real(office: Office, actor: Actor, case_id: str, purpose: str, *, only: str = "") -> list[Content]:
    """The same, or one submission alone, as it was filled in, and on record; the purpose in words is sealed.

    What one's own hand or unit wrote may be read alone by whoever may not read the others'.

    Raises Unknown or Forbidden, Invalid without a purpose.
    """
    read: list[Content] = []

    def verb(work: CaseWork) -> Answer:
        require(work, Act.VIEW_CASE if only else Act.VIEW_REAL_DATA, case_facts(work))
        found = submissions.of_case(work.connection, case_id)
        rows = [row for row in found if only in ("", row.id) and may_read(work, Act.VIEW_REAL_DATA, row)]
        if not rows:
            require(work, Act.VIEW_REAL_DATA, case_facts(work))
            raise Unknown("actions.nothing_to_read")
        read.extend(content_of(work, row, real=True) for row in rows)
        words = {"purpose": text_of({"purpose": purpose}, "purpose")}
        note(work, Act.VIEW_REAL_DATA, words, read=[row.id for row in rows])
        return Answer()

    work_on(office, actor, On(case_id=case_id), verb)
    return read


def may_read(work: CaseWork, act: Act, row: SubmissionRow) -> bool:
    """Whether the actor at hand may do this act of reading to this submission."""
    author = people.read(work.connection, row.written_by)
    facts = ContentFacts(case_facts(work), (author.unit or "") if author else "", row.written_by)
    return may(work.actor, act, facts).allowed


def content_of(work: CaseWork, row: SubmissionRow, *, real: bool) -> Content:
    """The submission as its reader may see it. Whoever uncovers it has asked for the right and records the reading."""
    shape = work.loaded.procedure.forms.get(row.form or "")
    values = work.opened(row)
    if shape:
        values = shape.seen(values, hand_of(work, row.element))
    if not real:
        values = shape.masked(values) if shape else {}
    day = row.true_day.isoformat() if row.true_day else None
    return Content(row.id, row.element, row.item, row.form, row.kind, row.written_at, row.written_by, day, values, real)
