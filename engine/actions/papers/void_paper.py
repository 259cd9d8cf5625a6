"""Void a paper (作废): its number was given in vain, stays in its register and is never given again.

A number stands for one letter: where it went to many, all its copies are void.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.casework.beside import allow, text_of
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.actions.papers.paper_view import paper_row
from engine.cases.act_words import word_of
from engine.cases.acts import Act
from engine.errors import Conflict
from engine.people.actor import Actor
from engine.storage import documents, paper_marks
from engine.storage.documents import PaperRow


def void_paper(
    office: Office, actor: Actor, case_id: str, paper_id: str, form: Mapping[str, Any], *, once: Once | None = None
) -> Answer:
    """Void this paper for `reason`. Raises Forbidden, Unknown, Conflict where it is void already."""

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.VOID_PAPER)
        row = paper_row(work, paper_id)
        if row.voided_at is not None:
            raise Conflict("papers.void_already")
        reason = work.submit({"reason": text_of(form, "reason")}, element=Act.VOID_PAPER.value, item=row.item)
        for one in _copies(work, row):
            mark = {"paper": one.id, "submission": reason, "voided_at": work.now, "voided_by": work.acting}
            paper_marks.void(work.connection, mark)
            work.record(word_of(Act.VOID_PAPER), one.kind, one.item, paper=one.id, number=one.number, submission=reason)
        return Answer()

    return work_on(office, actor, On(case_id=case_id), verb, once=once)


def _copies(work: CaseWork, row: PaperRow) -> list[PaperRow]:
    """The paper, with every other that bears its number."""
    if not row.number:
        return [row]
    return [
        one
        for one in documents.papers_of(work.connection, work.case.id)
        if (one.kind, one.number) == (row.kind, row.number) and one.voided_at is None
    ]
