"""Keeping a list as one wants to see it again: filters and order under a name, one of them the default of its box.

How somebody likes a list is nobody else's matter and no act on a case: it leaves no record.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from engine.actions.house.office import Office
from engine.actions.lists.wanted import Wanted
from engine.errors import FieldError, Invalid, Unknown
from engine.people.actor import Actor
from engine.storage import saved_views
from engine.storage.saved_views import ViewRow

#: boxes that can be narrowed
BOXES = ("todo", "done", "supervision")
LONGEST_NAME = 30
#: views of one box
MOST = 20


def views_of(office: Office, actor: Actor, box: str) -> list[ViewRow]:
    """The actor's views of this box, by name."""
    with office.database.reading() as connection:
        return saved_views.of_person(connection, actor.id, box)


def save_view(
    office: Office, actor: Actor, box: str, name: str, query: Mapping[str, str], *, is_default: bool = False
) -> ViewRow:
    """Keep this list under a name; the same name takes the place of the earlier one. Raises Invalid."""
    word = " ".join(name.split())
    if box not in BOXES:
        raise Invalid("lists.views.box", fields=[FieldError("box", "lists.views.box")])
    if not 1 <= len(word) <= LONGEST_NAME:
        raise Invalid("lists.views.name", fields=[FieldError("name", "lists.views.name", {"most": LONGEST_NAME})])
    narrowed = Wanted.read(query).to_query()
    row = ViewRow(uuid.uuid4().hex, actor.id, box, word, narrowed, is_default, office.clock.now())
    with office.database.writing() as connection:
        known = saved_views.of_person(connection, actor.id, box)
        if len(known) >= MOST and word not in {one.name for one in known}:
            raise Invalid("lists.views.many", fields=[FieldError("name", "lists.views.many", {"most": MOST})])
        saved_views.keep(connection, row)
    return row


def set_default(office: Office, actor: Actor, box: str, view: str | None) -> None:
    """Open the box with this view from now on, or with everything. Raises Unknown."""
    with office.database.writing() as connection:
        if view is not None and view not in {one.id for one in saved_views.of_person(connection, actor.id, box)}:
            raise Unknown("lists.views.unknown")
        saved_views.set_default(connection, actor.id, box, view)


def drop_view(office: Office, actor: Actor, view: str) -> None:
    """Forget a view. Raises Unknown."""
    with office.database.writing() as connection:
        if not saved_views.drop(connection, actor.id, view):
            raise Unknown("lists.views.unknown")
