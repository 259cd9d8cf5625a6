"""What templates of a task are given: the form as data for its script, and what stands beside it in words."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from engine.actions.files.read_file import FileLine
from engine.actions.tasks.content_view import Content
from engine.actions.tasks.offers import Offer
from engine.actions.tasks.shown_fields import Saying, ShownField, shown
from engine.actions.tasks.task_context import LATER, Context, Topic
from engine.actions.tasks.task_page import TaskPage
from engine.cases.acts import Act
from engine.texts.catalogue import say
from webhooks.pages.texts import person, unit
from webhooks.pages.visits import Visit
from webhooks.problems import spoken

#: acts on the task that have buttons of their own
OWN_BUTTONS = frozenset({Act.SAVE_DRAFT})


@dataclass(frozen=True, slots=True)
class Piece:
    """One submission beside the form: who, when, and its fields in words."""

    content: Content
    title: str
    who: str
    fields: tuple[ShownField, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The pieces of one topic; whether it stands open when the page comes."""

    topic: Topic
    pieces: tuple[Piece, ...]
    open: bool
    count: int


def sheet_data(page: TaskPage) -> dict[str, Any]:
    """What the script needs to mount the form, keep its draft and send it."""
    assert page.sheet is not None, "only a task with a form has a sheet"  # noqa: S101
    draft = page.draft
    return {
        "schema": page.sheet.schema,
        "choices": page.sheet.choices,
        "data": dict(draft.values if draft else page.beginning),
        "case_files": [file_data(line) for line in page.context.files if line.may_open],
        "files": [file_data(line) for line in page.sheet.files],
        "draft_at": draft.at.isoformat() if draft else "",
        "may_draft": any(offer.act is Act.SAVE_DRAFT and offer.open for offer in page.offers),
        "address": f"/tasks/{page.task.id}",
        "upload": f"/tasks/{page.task.id}/files",
        "once": uuid.uuid4().hex,
    }


def file_data(line: FileLine) -> dict[str, Any]:
    """One file as scripts know it."""
    return {
        "id": line.id,
        "ref": line.ref,
        "kind": line.kind,
        "size": line.size,
        "name": line.name,
        "verdict": line.verdict,
    }


def parts(visit: Visit, page: TaskPage, context: Context) -> tuple[Part, ...]:
    """What is needed to decide, in words; what is fetched later stands folded."""

    def word_of(_list: str, key: str) -> str:
        """A unit, else a person; lists of forms hold nothing else."""
        known = page.words.get(key) or unit(key)
        return person(key) if known == key else known

    saying = Saying.in_language(visit.lang, word_of)
    made: list[Part] = []
    for section in context.sections:
        pieces = tuple(_piece(page, piece, saying) for piece in section.pieces)
        made.append(Part(section.topic, pieces, section.topic not in LATER, section.count))
    return tuple(made)


def why_not(offer: Offer, lang: str) -> str:
    """Why this act is closed now, in words; empty where it is open."""
    return "" if offer.open else say(offer.key, lang, **spoken(dict(offer.params)))


def label(act: Act, lang: str) -> str:
    """The act in the words of pages: tasks have shorter ones than the record."""
    return say(f"cases.act.{act.value}", lang)


def _piece(page: TaskPage, content: Content, saying: Saying) -> Piece:
    raw = page.schemas.get(content.form or "")
    schema: Mapping[str, Any] = orjson.loads(raw) if raw else {}
    title = page.elements.get(content.element, content.element)
    return Piece(content, title, page.words.get(content.written_by, ""), shown(schema, content.values, saying))
