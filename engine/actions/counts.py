"""How much waits behind each entry of the menu and on the desk: one statement, counted no further than 99 and one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.boxes import whose
from engine.actions.case_readers import reader_of
from engine.actions.office import Office
from engine.actions.wanted import OVERDUE, SOON, TODAY, Wanted, filters_of
from engine.clock import beijing_day
from engine.people.actor import Actor
from engine.storage import box_rows, circulations, inboxes, supervision, told
from engine.storage.database import Connection

#: beyond this a number is only "many"
MOST = 99
#: the numbers of the desk: how 待办 is narrowed for each
DESK = {
    "overdue": Wanted(due=OVERDUE),
    "today": Wanted(due=TODAY),
    "soon": Wanted(due=SOON),
    "new": Wanted(new=True),
}


def counts_of(office: Office, actor: Actor) -> Mapping[str, int]:
    """The numbers of the menu and of the bell; one more than MOST means more than that."""
    if actor.administrator:
        return _counted(office, lambda _: ({"notices": told.unread(actor.id)}, {}))
    return _counted(office, lambda connection: _of_menu(office, connection, actor))


def desk_counts(office: Office, actor: Actor) -> Mapping[str, int]:
    """What of 待办 is late, due today, due soon, and came today."""
    return _counted(office, lambda connection: _of_desk(office, connection, actor))


def _counted(office: Office, asked: Any) -> Mapping[str, int]:
    with office.database.reading() as connection:
        questions, parameters = asked(connection)
        return box_rows.counted(connection, questions, parameters, MOST + 1)


def _of_menu(office: Office, connection: Connection, actor: Actor) -> tuple[dict[str, Any], dict[str, Any]]:
    open_tasks, parameters = inboxes.count_todo(whose(actor), filters_of(office, connection, Wanted()), MOST + 1)
    questions = {
        "todo": open_tasks,
        "toread": circulations.unread(actor.id),
        "drafts": box_rows.drafted(actor.id),
        "notices": told.unread(actor.id),
    }
    if reader_of(actor).everything:
        questions["supervision"] = supervision.overdue(beijing_day(office.clock.now()))
    return questions, parameters


def _of_desk(office: Office, connection: Connection, actor: Actor) -> tuple[dict[str, Any], dict[str, Any]]:
    questions: dict[str, Any] = {}
    parameters: dict[str, Any] = {}
    for name, wanted in DESK.items():
        filters = filters_of(office, connection, wanted)
        questions[name], parameters = inboxes.count_todo(whose(actor), filters, MOST + 1)
    return questions, parameters
