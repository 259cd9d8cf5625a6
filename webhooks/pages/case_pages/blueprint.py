"""The room that every view of cases registers in, and what its templates ask for beside the shared pieces."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlencode

from flask import Blueprint

from engine.actions.case_page.listing import STANDS
from engine.actions.tasks.offers import Offer
from engine.actions.tasks.shown_fields import ShownField
from engine.cases.states import read_state
from engine.deadlines import day_text
from engine.deadlines.notices import Notice
from engine.deadlines.term import DayReason
from engine.texts.catalogue import say
from webhooks.pages.texts import language

case_pages: Final = Blueprint("case_pages", __name__)
KILOBYTE: Final = 1024


@case_pages.app_template_global()
def acts_path(case_id: str, offer: Offer) -> str:
    """Where an act beside a case's tasks is done."""
    asked = {"message": offer.message or "", "item": offer.item}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"/cases/{case_id}/acts/{offer.act.value}{'?' if query else ''}{query}"


@case_pages.app_template_global()
def notice_citation(notice: Notice) -> str:
    """How papers cite a notice."""
    return day_text.citation(notice, language())


@case_pages.app_template_global()
def day_reason(day: DayReason) -> str:
    """Why a day is or is not worked, with its notice."""
    told = day_text.short_reason(day, language())
    return f"{told} {notice_citation(day.notice)}" if day.notice else told


@case_pages.app_template_global()
def day_occasion(day: DayReason) -> str:
    """What a day off is for."""
    return day.occasion_en if language() == "en" else day.occasion


@case_pages.app_template_global()
def extension_ground(code: str) -> str:
    """The ground of an extension in words where it is a known code."""
    return _known(f"deadlines.ground.{code}", code)


@case_pages.app_template_global()
def case_state(word: str) -> str:
    """The label of a state; a state of another procedure is shown by its own word."""
    state = read_state(word)
    return state.label(language()) if state else word


@case_pages.app_template_global()
def case_stands() -> list[tuple[str, str]]:
    """Open, ended or all cases, with their words."""
    return [(one, say(f"case_pages.stand.{one}", language())) for one in STANDS]


@case_pages.app_template_filter()
def items_by_key(row: Iterable[ShownField]) -> dict[str, ShownField]:
    """The cells of a row by the field they belong to: an empty cell is left out of its row."""
    return {one.key: one for one in row}


@case_pages.app_template_filter()
def kilobytes(size: int) -> str:
    """A size as people read it."""
    return f"{max(size // KILOBYTE, 1)} KB"


def _known(key: str, otherwise: str) -> str:
    told = say(key, language())
    return otherwise if told == key else told
