"""What the drawing's island asks for: the diagrams once, and how far the case is, cheaply again and again."""

from __future__ import annotations

from typing import Final

import orjson

from engine.actions.case_page.progress import view_drawing, view_progress
from webhooks.pages.answers import Answer, Bytes, Fragment
from webhooks.pages.case_pages.blueprint import case_pages
from webhooks.pages.page import page
from webhooks.pages.visits import Visit

JSON: Final = "application/json"


@page(case_pages, "GET", "/cases/<case_id>/drawing.json")
def show_drawing(visit: Visit, case_id: str) -> Answer:
    """The diagrams the case is pinned to, by process; they never change under their digest."""
    drawing = view_drawing(visit.office, visit.actor, case_id)
    return Bytes(orjson.dumps(drawing), JSON, tag=drawing.digest, inline=True)


@page(case_pages, "GET", "/cases/<case_id>/progress.json")
def show_progress(visit: Visit, case_id: str) -> Answer:
    """Where the case stands; the same tag as long as nothing moved."""
    progress = view_progress(visit.office, visit.actor, case_id, visit.lang)
    return Bytes(orjson.dumps(progress), JSON, tag=progress.tag, inline=True)


@page(case_pages, "GET", "/cases/<case_id>/places")
def list_places(visit: Visit, case_id: str) -> Answer:
    """The same in words, renewed beside the drawing."""
    progress = view_progress(visit.office, visit.actor, case_id, visit.lang)
    return Fragment("case_pages/_places.html", {"progress": progress})
