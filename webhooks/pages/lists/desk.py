"""工作台: what a working day begins with, on one screen."""

from __future__ import annotations

from typing import Final

from engine.actions.house.case_readers import reader_of
from engine.actions.lists import boxes, reading_boxes, supervise
from engine.actions.lists.counts import counts_of, desk_counts
from engine.actions.lists.my_cases import my_cases
from engine.actions.notices.notices_of import notices_of
from engine.actions.real_data.real_data_view import count_waiting
from webhooks.pages.answers import Answer, Goto, Screen
from webhooks.pages.lists.room import lists, shared
from webhooks.pages.page import page
from webhooks.pages.visits import Visit

#: rows of each part of the desk: as many as one screen holds
ROWS: Final = 7
FEW: Final = 4


@page(lists, "GET", "/")
def desk(visit: Visit) -> Answer:
    """The desk; administrators, who do no casework, begin at their own pages."""
    office, actor = visit.office, visit.actor
    if actor.administrator:
        return Goto("/admin")
    values = {
        **shared(visit),
        "counts": {**counts_of(office, actor), **desk_counts(office, actor)},
        "requests": count_waiting(office, actor),
        "rows": boxes.todo(office, actor, most=ROWS).rows,
        "to_read": reading_boxes.to_read(office, actor, most=FEW).rows,
        "cases": my_cases(office, actor, most=FEW),
        "notices": notices_of(office, actor, most=FEW).rows,
        "late_units": supervise.board(office, actor).units[:FEW] if reader_of(actor).everything else (),
    }
    return Screen("lists/desk.html", values)
