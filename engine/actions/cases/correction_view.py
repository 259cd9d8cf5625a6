"""What of a case can be corrected beside its record (更正): the forms submitted, and the form to do it with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import orjson

from engine.actions.cases.act_view import ShownForm
from engine.actions.casework.form_choices import FormChoices
from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, require
from engine.actions.casework.work import CaseWork
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.errors import Unknown
from engine.people.actor import Actor
from engine.storage import submissions
from engine.storage.cases import CaseRow
from engine.storage.submissions import FINAL, SubmissionRow


@dataclass(frozen=True, slots=True)
class Correctable:
    """One submitted form, by the name of its step."""

    id: str
    name: str
    item: str
    written_at: datetime
    written_by: str


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """The form to correct one submission with; its fields are empty, for what was read stays covered."""

    case: CaseRow
    of: Correctable
    form: ShownForm


def list_correctable(office: Office, actor: Actor, case_id: str) -> list[Correctable]:
    """The submitted forms of the case, newest first. Raises Unknown, Forbidden for whoever may correct nothing."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.CORRECT, case_facts(work))
        rows = [row for row in submissions.of_case(work.connection, case_id) if row.form and row.kind == FINAL]
        return [_correctable(work, row) for row in reversed(rows)]


def view_correction(office: Office, actor: Actor, case_id: str, submission: str) -> CorrectionView:
    """The form of one submission. Raises Unknown for one that is not of this case or had no form."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.CORRECT, case_facts(work))
        row = submissions.get(work.connection, submission)
        raw = work.loaded.procedure.schemas.get(row.form or "") if row and row.case_id == case_id else None
        shape = work.loaded.procedure.form(row.form) if row and raw else None
        if row is None or raw is None or shape is None:
            raise Unknown("actions.unknown_submission")
        choices = FormChoices(work)
        lists = {name: list(choices[name]) for name in shape.option_lists}
        return CorrectionView(work.case, _correctable(work, row), ShownForm(orjson.loads(raw), lists))


def _correctable(work: CaseWork, row: SubmissionRow) -> Correctable:
    info = work.loaded.procedure.definition.elements.get(row.element)
    return Correctable(row.id, info.name if info else row.element, row.item, row.written_at, row.written_by)
