"""One task for one reader: its form with the choices it asks for, the draft, and what may be done with it now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from engine.actions.casework.due_days import Due, due_of_task
from engine.actions.casework.form_choices import FormChoices
from engine.actions.casework.reading import reading_task
from engine.actions.casework.subjects import require, task_facts
from engine.actions.house.office import Office
from engine.actions.tasks.beginnings import beginning_of
from engine.actions.tasks.drafts import read_draft
from engine.actions.tasks.offers import Offer, offers_of_task
from engine.cases.acts import Act
from engine.people.actor import Actor
from engine.storage import deadlines
from engine.storage.cases import CaseRow
from engine.storage.tasks import TaskRow


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task as its reader may see it. The draft, or what the form begins with, is for those alone who may save it."""

    task: TaskRow
    case: CaseRow
    schema: Mapping[str, Any] | None
    choices: Mapping[str, Sequence[Any]]
    draft: Mapping[str, Any] | None
    offers: tuple[Offer, ...]
    due: Due | None


def view_task(office: Office, actor: Actor, task_id: str) -> TaskView:
    """The task, open or done. Raises Unknown or Forbidden for whom it is not."""
    with reading_task(office, actor, task_id) as (work, row):
        require(work, Act.VIEW_TASK, task_facts(work, row))
        offers = tuple(offers_of_task(work, row))
        may_draft = any(offer.open for offer in offers if offer.act is Act.SAVE_DRAFT)
        raw = work.loaded.procedure.schemas.get(row.form) if row.form else None
        asked = work.loaded.procedure.forms[row.form].option_lists if raw and row.form else ()
        choices = FormChoices(work)
        clocks = deadlines.of_case(work.connection, row.case_id)
        return TaskView(
            task=row,
            case=work.case,
            schema=orjson.loads(raw) if raw else None,
            choices={name: list(choices[name]) for name in asked},
            draft=(read_draft(work, row) or beginning_of(work, row) or None) if may_draft else None,
            offers=offers,
            due=due_of_task(
                clocks,
                row.case_id,
                row.deadline,
                row.item,
                work.now,
                work.ledger.calendar,
                office.settings.due_soon,
                row.due,
            ),
        )
