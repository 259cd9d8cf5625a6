"""How much waits behind each entry of the menu and on the desk: one statement, counted no further than 99 and one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from engine.actions.house.case_readers import reader_of
from engine.actions.house.office import Office
from engine.actions.lists.boxes import whose
from engine.actions.lists.wanted import OVERDUE, SOON, TODAY, Wanted, filters_of
from engine.clock import beijing_day
from engine.people.actor import Actor
from engine.storage import box_rows, circulations, inboxes, jobs, supervision, told
from engine.storage.inbox_arms import BEGINNING
from engine.storage.task_filters import TaskFilters

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
    mine = whose(actor)
    overdue_before = beijing_day(office.clock.now()) if reader_of(actor).everything else None
    question = _of_bell() if actor.administrator else _of_menu(len(mine.groups), overdue_before)
    with office.database.reading() as connection:
        return box_rows.counted(connection, question, mine.parameters(BEGINNING, MOST + 1))


def desk_counts(office: Office, actor: Actor) -> Mapping[str, int]:
    """What of 待办 is late, due today, due soon, and came today."""
    mine = whose(actor)
    with office.database.reading() as connection:
        filters = tuple((name, filters_of(office, connection, wanted)) for name, wanted in DESK.items())
        question = _of_desk(len(mine.groups), filters)
        return box_rows.counted(connection, question, mine.parameters(BEGINNING, MOST + 1))


# Questions are kept for as long as they stay the same, at least a day: building one takes longer than asking it.


@lru_cache(maxsize=128)
def _of_menu(groups: int, overdue_before: date | None) -> Any:
    questions = {
        "todo": inboxes.todo_ids(groups),
        "toread": circulations.unread(),
        "drafts": box_rows.draft_ids(),
        "notices": told.unread(),
        "progress": jobs.unseen(),
    }
    if overdue_before is not None:
        questions["supervision"] = supervision.overdue(overdue_before)
    return box_rows.counting(questions)


@lru_cache(maxsize=128)
def _of_desk(groups: int, filters: tuple[tuple[str, TaskFilters], ...]) -> Any:
    return box_rows.counting({name: inboxes.todo_ids(groups, narrowed) for name, narrowed in filters})


@lru_cache(maxsize=1)
def _of_bell() -> Any:
    return box_rows.counting({"notices": told.unread()})
