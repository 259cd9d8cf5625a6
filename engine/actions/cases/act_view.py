"""One act of a case as a page shows it: whether it is open and why not, its form, and the choices the form asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from engine.actions.casework.act_forms import act_form, choices_of
from engine.actions.casework.form_choices import FormChoices
from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, name_of, require
from engine.actions.casework.work import CaseWork
from engine.actions.house.office import Office
from engine.actions.tasks.offers import Offer, offers_of_case, offers_of_task
from engine.cases.acts import Act
from engine.errors import Conflict, Unknown
from engine.people.actor import Actor
from engine.storage import tasks
from engine.storage.cases import CaseRow
from engine.storage.tasks import TaskRow

Choices = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A form-js schema and the values it may ask for, by the name it asks with."""

    schema: Mapping[str, Any]
    choices: Choices


@dataclass(frozen=True, slots=True)
class ActView:
    """`forms` are shown one after another: that of the act, and for a task entered afterwards the task's own."""

    case: CaseRow
    offer: Offer
    forms: tuple[ShownForm, ...]
    #: what the items of this case are called: the unit or discipline behind each
    items: Mapping[str, str]
    elements: Mapping[str, str]


def view_act(
    office: Office, actor: Actor, case_id: str, act: Act, *, message: str = "", item: str = "", task: str = ""
) -> ActView:
    """The act on this case. Raises Unknown for a case or an act that is not this reader's to know of."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_CASE, case_facts(work))
        offer = _offer(work, act, message, item, task)
        elements = {one.id: one.name for one in work.loaded.procedure.definition.elements.values() if one.name}
        return ActView(work.case, offer, tuple(_forms(work, offer)), items_of(work), elements)


def view_acts(office: Office, actor: Actor, case_id: str) -> tuple[CaseRow, list[Offer], Mapping[str, str]]:
    """Every act of the case but its tasks, with its answer for this reader, and what its items are called."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_CASE, case_facts(work))
        offers = [one for one in offers_of_case(work) if one.task is None]
        return work.case, offers, items_of(work)


def items_of(work: CaseWork) -> dict[str, str]:
    """The key of a unit or the discipline of an expert behind each item; never a person."""
    found: dict[str, str] = {}
    for row in work.parts.rows:
        if row.ended_at is None and (row.unit or row.discipline):
            found.setdefault(row.key, row.unit or f"discipline:{row.discipline}")
    return found


def _offer(work: CaseWork, act: Act, message: str, item: str, task: str) -> Offer:
    if task:
        offers = offers_of_task(work, _open(work, act, task))
        return next((one for one in offers if one.act is act), None) or _unknown()
    offers = [one for one in offers_of_case(work) if one.act is act and one.task is None]
    wanted = [one for one in offers if message in ("", one.message or "") and item in ("", one.item)]
    return next((one for one in wanted if one.open), None) or next(iter(wanted or offers), None) or _unknown()


def _open(work: CaseWork, act: Act, task: str) -> TaskRow:
    """The open task, or Conflict naming who ended it for whoever might have done this to it."""
    row = work.task(task)
    if row is not None:
        return row
    ended = tasks.get(work.connection, task)
    if ended is None or ended.case_id != work.case.id:
        raise Unknown("actions.unknown_task")
    require(work, act, case_facts(work))
    at = ended.ended_at.isoformat() if ended.ended_at else ""
    raise Conflict("actions.task_done", by=name_of(work, ended.ended_by), at=at)


def _unknown() -> Offer:
    raise Unknown("actions.unknown_act")


def _forms(work: CaseWork, offer: Offer) -> list[ShownForm]:
    beside = None if offer.message else act_form(offer.act.value)
    found = [ShownForm(beside.schema, choices_of(work, beside))] if beside else []
    if offer.message or offer.task:
        raw = work.loaded.procedure.schemas.get(offer.form or "")
        shape = work.loaded.procedure.form(offer.form)
        if raw and shape:
            choices = FormChoices(work)
            found.append(ShownForm(orjson.loads(raw), {name: list(choices[name]) for name in shape.option_lists}))
    return found
