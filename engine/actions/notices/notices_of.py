"""What somebody was told, the latest first; opening one leads to what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engine.actions.cases.circulate import KIND as CIRCULATED
from engine.actions.house.case_readers import reader_of
from engine.actions.house.office import Office
from engine.actions.meetings.invite_to_meeting import ELEMENT as MEETING
from engine.actions.tasks.box_rows import BETWEEN
from engine.cases.notice_kinds import kind_word
from engine.errors import Unknown
from engine.people.actor import Actor
from engine.storage import box_rows, case_lists, participations, people, tasks, told
from engine.storage.database import Connection
from engine.storage.told import Told

#: notices a page has
PAGE = 30


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice as its list shows it: `unit` is whose part or item it is about, `for_whom` the person a deputy stands
    in for. What is about no case has no number.
    """

    id: int
    kind: str
    case_id: str | None
    number: str
    subject: str
    unit: str
    for_whom: str
    at: datetime
    is_new: bool

    def word(self, lang: str) -> str:
        """The kind in words."""
        return kind_word(self.kind, lang)


@dataclass(frozen=True, slots=True)
class NoticePage:
    """One page; `next` is the id to go on before."""

    rows: tuple[NoticeLine, ...]
    next: int | None


def notices_of(office: Office, actor: Actor, *, before: int | None = None, most: int = PAGE) -> NoticePage:
    """The actor's notices, the latest first."""
    with office.database.reading() as connection:
        found = told.of_person(connection, actor.id, before, most + 1)
        rows = _lines(connection, actor, found[:most])
    return NoticePage(rows, rows[-1].id if len(found) > most else None)


def news_for(office: Office, actor: Actor, after: int, *, most: int = 5) -> tuple[NoticeLine, ...]:
    """What the actor was told after this id and has not seen; for a page that is open meanwhile."""
    with office.database.reading() as connection:
        return _lines(connection, actor, told.since(connection, actor.id, after, most))


def open_notice(office: Office, actor: Actor, notice: int) -> str:
    """Mark it as read and give the address of what it is about: the task, the circulation, the case, the long work.

    Raises Unknown for what was not told to the actor. Whether the actor may still see it is decided there.
    """
    with office.database.writing() as connection:
        found = told.get(connection, actor.id, notice)
        if found is None:
            raise Unknown("notices.unknown")
        told.mark_read(connection, actor.id, office.clock.now(), notice)
        return _address(connection, found)


def read_one(office: Office, actor: Actor, notice: int) -> None:
    """It was seen. Raises Unknown for what was not told to the actor."""
    with office.database.writing() as connection:
        if told.get(connection, actor.id, notice) is None:
            raise Unknown("notices.unknown")
        told.mark_read(connection, actor.id, office.clock.now(), notice)


def read_all(office: Office, actor: Actor) -> int:
    """Everything told so far was seen; gives how many were new."""
    with office.database.writing() as connection:
        return told.mark_read(connection, actor.id, office.clock.now())


def _address(connection: Connection, found: Told) -> str:
    row = found.row
    if row.case_id is None:
        return f"/progress/{row.item}"
    if row.kind == CIRCULATED:
        return f"/inbox/toread/{row.item}"
    if row.element == MEETING:
        return f"/meetings/{row.item}"
    waiting = tasks.open_of_case(connection, row.case_id).values()
    task = next((one for one in waiting if (one.element, one.item) == (row.element, row.item)), None)
    return f"/tasks/{task.id}" if task else f"/cases/{row.case_id}"


def _lines(connection: Connection, actor: Actor, found: list[Told]) -> tuple[NoticeLine, ...]:
    """Guidance is told to every city, a unit may be excused since: children are shown to who knows of the case."""
    about = {one.row.case_id for one in found if one.row.case_id}
    children = box_rows.pseudonyms(connection, case_lists.known_among(connection, reader_of(actor), about))
    parts = {one.row.case_id for one in found if one.row.case_id and one.row.item}
    units = participations.units_of_keys(connection, parts)
    names = people.names(connection, sorted({one.row.on_behalf_of for one in found if one.row.on_behalf_of}))
    return tuple(
        NoticeLine(
            one.id,
            one.row.kind,
            one.row.case_id,
            one.number,
            BETWEEN.join(children.get(one.row.case_id or "", ())),
            units.get((one.row.case_id or "", one.row.item), ""),
            names.get(one.row.on_behalf_of or "", ""),
            one.row.at,
            one.row.read_at is None,
        )
        for one in found
    )
