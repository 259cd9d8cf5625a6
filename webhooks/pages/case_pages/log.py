"""Carrying the record of a case away: an act of its own, on record."""

from __future__ import annotations

from typing import Final

from engine.actions.case_page.head import view_head
from engine.actions.case_page.log import export_log
from engine.texts.catalogue import say
from webhooks.pages.answers import Answer, Bytes
from webhooks.pages.case_pages.blueprint import case_pages
from webhooks.pages.page import page
from webhooks.pages.visits import Visit

CSV: Final = "text/csv; charset=utf-8"


@page(case_pages, "POST", "/cases/<case_id>/log/export")
def export(visit: Visit, case_id: str) -> Answer:
    """The whole record as CSV; its name carries the number of the case alone."""
    data = export_log(visit.office, visit.actor, case_id, visit.lang)
    number = view_head(visit.office, visit.actor, case_id, visit.lang).case.number
    return Bytes(data, CSV, say("case_pages.log.filename", visit.lang, number=number))
