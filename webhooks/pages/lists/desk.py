"""工作台: what a working day begins with, on one screen."""

from __future__ import annotations

from typing import Any, Final

from engine.actions.house.case_readers import reader_of
from engine.actions.lists import boxes, reading_boxes, supervise
from engine.actions.lists.counts import counts_of, desk_counts
from engine.actions.lists.my_cases import my_cases
from engine.actions.lists.wanted import Wanted
from engine.actions.notices.notices_of import notices_of
from engine.actions.real_data.real_data_view import count_waiting
from engine.deadlines.status import ClockState
from webhooks.pages.answers import Answer, Goto, Screen
from webhooks.pages.lists.room import lists, shared
from webhooks.pages.page import page
from webhooks.pages.visits import Visit

#: rows of each part of the desk: as many as one screen holds
ROWS: Final = 7
FEW: Final = 4
#: clocks that somebody must look at today
PRESSING: Final = frozenset({ClockState.OVERDUE, ClockState.DUE_TODAY, ClockState.DUE_SOON})


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
        **_supervised(visit),
    }
    return Screen("lists/desk.html", values)


def _supervised(visit: Visit) -> dict[str, Any]:
    """For those who look over every case: whose delay it is, and what comes due next, before it is late."""
    if not reader_of(visit.actor).everything:
        return {"late_units": (), "pressing": ()}
    found = supervise.pressing(visit.office, visit.actor, Wanted(), most=ROWS)
    pressing = [row for row in found.rows if row.due and row.due.status in PRESSING]
    return {"late_units": supervise.board(visit.office, visit.actor).units[:FEW], "pressing": pressing}
