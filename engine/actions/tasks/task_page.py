"""One task on one screen: what is asked, the form for this hand, what is needed to decide, and what may be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from engine.actions.casework.choice_words import in_words, words_of
from engine.actions.casework.due_days import Due, due_of_task
from engine.actions.casework.form_choices import FormChoices
from engine.actions.casework.hands import hand_of
from engine.actions.casework.reading import reading_task
from engine.actions.casework.subjects import case_facts, name_of, require, task_facts
from engine.actions.casework.work import CaseWork
from engine.actions.files.held_files import mentions
from engine.actions.files.read_file import FileLine, list_held
from engine.actions.house.office import Office
from engine.actions.tasks.beginnings import beginning_of
from engine.actions.tasks.box_rows import BETWEEN
from engine.actions.tasks.content_view import Content
from engine.actions.tasks.drafts import draft_row
from engine.actions.tasks.offers import Offer, offers_of_case, offers_of_task
from engine.actions.tasks.own_rounds import taken_over
from engine.actions.tasks.task_context import Context, Section, Topic, context_of
from engine.cases.acts import Act, act_of_task
from engine.forms.languages import in_language
from engine.forms.sheets import sheet_for
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import deadlines, subjects
from engine.storage.cases import CaseRow
from engine.storage.tasks import TaskRow
from engine.texts.catalogue import catalogue, say


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed and not submitted. `at` names this state of it when it is saved again."""

    values: Mapping[str, Any]
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form for one hand: its schema as this hand is shown it, and choices in words by the name fields ask for."""

    id: str
    schema: Mapping[str, Any]
    choices: Mapping[str, list[dict[str, Any]]]
    #: files that the draft mentions
    files: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True)
class TaskPage:
    """Everything the page shows. `basis` is the rule behind the day it is due."""

    task: TaskRow
    case: CaseRow
    act: Act
    subject: str
    #: whose part or which decision it is; empty for a task of the whole case
    item: str
    due: Due | None
    basis: str
    holder: str
    ended_by: str
    sheet: Sheet | None
    draft: Draft | None
    #: what the form begins with where there is no draft
    beginning: Mapping[str, Any]
    #: when the reader wrote what the form begins with, where it is their own of the round before
    taken_over: datetime | None
    context: Context
    #: acts on the task, then those on its case
    offers: tuple[Offer, ...]
    case_offers: tuple[Offer, ...]
    #: what units and people named in the context are called
    words: Mapping[str, str]
    #: what elements of the drawing are called
    elements: Mapping[str, str]
    #: whether the reader may uncover anything of what is shown, on record
    may_read_real: bool
    #: the form-js schemas of what is shown beside, by form
    schemas: Mapping[str, bytes]

    def offer(self, act: Act) -> Offer | None:
        """What is said of this act on the task."""
        return next((offer for offer in self.offers if offer.act is act), None)

    @property
    def is_open_to_me(self) -> bool:
        """Whether the reader may complete it now."""
        found = self.offer(self.act)
        return found is not None and found.open


def task_page(office: Office, actor: Actor, task_id: str, lang: str, later: frozenset[Topic] = frozenset()) -> TaskPage:
    """The page of this task, open or done; topics of `later` are only counted. Raises Unknown or Forbidden."""
    with reading_task(office, actor, task_id) as (work, row):
        require(work, Act.VIEW_TASK, task_facts(work, row))
        offers = tuple(offers_of_task(work, row))
        clocks = deadlines.of_case(work.connection, row.case_id)
        calendar, soon = work.ledger.calendar, office.settings.due_soon
        due = due_of_task(clocks, row.case_id, row.deadline, row.item, work.now, calendar, soon)
        may_draft = any(offer.open for offer in offers if offer.act is Act.SAVE_DRAFT)
        draft = _draft(work, row) if may_draft else None
        taken = taken_over(work, row) if may_draft and draft is None else None
        begun = taken.values if taken else beginning_of(work, row, lang) if may_draft and draft is None else {}
        context = context_of(work, row, later)
        pieces = [piece for section in context.sections for piece in section.pieces]
        keys = {piece.written_by for piece in pieces} | {line.uploaded_by for line in context.files}
        children = subjects.of_case(work.connection, row.case_id)
        return TaskPage(
            task=row,
            case=work.case,
            act=act_of_task(row.act),
            subject=BETWEEN.join(child["pseudonym"] for child in children),
            item=_item(work, row.item, lang),
            due=due,
            basis=_basis(work, due, lang),
            holder=name_of(work, row.claimed_by),
            ended_by=name_of(work, row.ended_by),
            sheet=_sheet(work, row, draft, lang) if row.status == "open" else None,
            draft=draft,
            beginning=begun,
            taken_over=taken.at if taken else None,
            context=context,
            offers=offers,
            case_offers=tuple(offer for offer in offers_of_case(work) if offer.task is None),
            words=words_of(work, keys - {""}, lang),
            elements=_element_names(work),
            may_read_real=may(work.actor, Act.VIEW_REAL_DATA, case_facts(work)).allowed,
            schemas=work.loaded.procedure.schemas,
        )


def uncovered(context: Context, read: Sequence[Content]) -> Context:
    """The same with these submissions as they were filled in; the caller has read them on record."""
    real = {one.id: one for one in read}
    sections = tuple(
        Section(section.topic, tuple(real.get(one.id, one) for one in section.pieces), section.count)
        for section in context.sections
    )
    return Context(sections, context.files)


def _item(work: CaseWork, item: str, lang: str) -> str:
    """A part of the case by the unit or person who holds it; anything else by its own key."""
    holders = {part.unit or part.person or "" for part in work.parts.rows if part.key == item and part.ended_at is None}
    words = words_of(work, holders - {""}, lang)
    return BETWEEN.join(sorted(words.values())) or item


def _element_names(work: CaseWork) -> dict[str, str]:
    """What is drawn under each element; the start of a procedure is its application."""
    return {info.id: info.name or info.id for info in work.loaded.procedure.definition.elements.values()}


def _draft(work: CaseWork, row: TaskRow) -> Draft | None:
    kept = draft_row(work, row)
    if kept is None:
        return None
    shape = work.loaded.procedure.form(row.form)
    values = work.opened(kept)
    seen = shape.seen(values, hand_of(work, row.element)) if shape else values
    return Draft(seen, kept.written_at, name_of(work, kept.written_by))


def _sheet(work: CaseWork, row: TaskRow, draft: Draft | None, lang: str) -> Sheet | None:
    shape = work.loaded.procedure.form(row.form)
    if shape is None or row.form is None:
        return None
    schema = orjson.loads(work.loaded.procedure.schemas[row.form])
    choices = FormChoices(work)
    asked = {name: list(choices[name]) for name in shape.option_lists}
    refs = [one.ref for one in mentions(shape.shape, draft.values)] if draft else []
    return Sheet(
        id=row.form,
        schema=in_language(sheet_for(schema, hand_of(work, row.element)), lang),
        choices=in_words(work, asked, lang),
        files=tuple(list_held(work, row, refs)),
    )


def _basis(work: CaseWork, due: Due | None, lang: str) -> str:
    """The rule behind the clock: the clause that is cited under a code, or what the diagram says itself."""
    found = work.ledger.find(due.name, [due.item]) if due else None
    if found is None:
        return ""
    cited = f"case_pages.basis.{found.basis}"
    return say(cited, lang) if cited in catalogue("zh", "case_pages") else found.basis
