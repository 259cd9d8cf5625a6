"""Lists as people saved them, as rows."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from engine.storage.database import Connection
from engine.storage.tables.lists import saved_views


@dataclass(frozen=True, slots=True)
class ViewRow:
    """One saved view of one box; at most one of a box is its person's default."""

    id: str
    person: str
    box: str
    name: str
    query: dict[str, str]
    is_default: bool
    saved_at: datetime


_COLUMNS = tuple(saved_views.c[name] for name in ViewRow.__slots__)


def of_person(connection: Connection, person: str, box: str) -> list[ViewRow]:
    """The views this person saved of a box, by name."""
    question = select(*_COLUMNS).where(saved_views.c.person == person, saved_views.c.box == box)
    return [ViewRow(*row) for row in connection.execute(question.order_by(saved_views.c.name))]


def keep(connection: Connection, row: ViewRow) -> None:
    """Keep a view; one of the same name takes its place, and a default takes the place of the last one."""
    mine = (saved_views.c.person == row.person) & (saved_views.c.box == row.box)
    if row.is_default:
        connection.execute(update(saved_views).where(mine), {"is_default": False})
    connection.execute(delete(saved_views).where(mine & (saved_views.c.name == row.name)))
    connection.execute(insert(saved_views), asdict(row))


def set_default(connection: Connection, person: str, box: str, view: str | None) -> None:
    """This view of the box is the default from now on; none is where `view` is None."""
    mine = (saved_views.c.person == person) & (saved_views.c.box == box)
    connection.execute(update(saved_views).where(mine), {"is_default": False})
    if view is not None:
        connection.execute(update(saved_views).where(mine & (saved_views.c.id == view)), {"is_default": True})


def drop(connection: Connection, person: str, view: str) -> bool:
    """Forget a view; False where this person has no such view."""
    place = (saved_views.c.person == person) & (saved_views.c.id == view)
    return connection.execute(delete(saved_views).where(place)).rowcount == 1
