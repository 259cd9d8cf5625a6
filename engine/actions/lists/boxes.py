"""The boxes that hold tasks: 待办 by due day, 已办 by when it was done, 草稿箱 by when it was last saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from engine.actions.house.office import Office
from engine.actions.house.sort_keys import day_key, instant_key
from engine.actions.lists.wanted import Wanted, filters_of
from engine.actions.tasks.box_rows import BoxPage, dressed
from engine.people.actor import Actor
from engine.people.roles import Role
from engine.storage import box_rows, inboxes
from engine.storage.inbox_arms import Whose
from engine.storage.inboxes import Listed
from engine.storage.tasks import NO_DUE

#: how many rows a page has
PAGE = 50
ANYTHING = Wanted()


def whose(actor: Actor) -> Whose:
    """The inbox of this person: groups held or lent, and the units whose parts in cases the person speaks for."""
    units = sorted({post.unit for post in actor.posts if post.role == Role.LIAISON})
    return Whose(actor.id, actor.groups, units)


def todo(
    office: Office,
    actor: Actor,
    wanted: Wanted = ANYTHING,
    *,
    after: Sequence[str] | None = None,
    most: int = PAGE,
) -> BoxPage:
    """待办: what the actor holds and what waits unclaimed for the actor's groups, the nearest due day first."""
    key = day_key(after)
    with office.database.reading() as connection:
        filters = filters_of(office, connection, wanted)
        listed = inboxes.todo(connection, whose(actor), key, most + 1, filters, latest_first=wanted.latest_first)
        rows = dressed(office, connection, actor, listed[:most])
    last = listed[most - 1].task if len(listed) > most else None
    return BoxPage(rows, ((last.due or NO_DUE).isoformat(), last.id) if last else None)


def done(
    office: Office,
    actor: Actor,
    wanted: Wanted = ANYTHING,
    *,
    after: Sequence[str] | None = None,
    most: int = PAGE,
) -> BoxPage:
    """已办: what the actor completed, the latest first."""
    key = instant_key(after)
    with office.database.reading() as connection:
        filters = filters_of(office, connection, wanted)
        listed = inboxes.done_by(connection, actor.id, key, most + 1, filters)
        ended = {one.task.id: one.task.ended_at for one in listed if one.task.ended_at}
        rows = dressed(office, connection, actor, listed[:most], ended)
    return BoxPage(rows, _next_by_time(listed, ended, most))


def drafts(office: Office, actor: Actor, *, after: Sequence[str] | None = None, most: int = PAGE) -> BoxPage:
    """草稿箱: open tasks that the actor began to fill in, the latest saved first."""
    key = instant_key(after)
    with office.database.reading() as connection:
        listed = box_rows.drafts_of(connection, actor.id, key, most + 1)
        written = box_rows.drafts_written(connection, [one.task.draft for one in listed if one.task.draft])
        saved = {one.task.id: written[one.task.draft] for one in listed if one.task.draft in written}
        rows = dressed(office, connection, actor, listed[:most], saved)
    return BoxPage(rows, _next_by_time(listed, saved, most))


def _next_by_time(listed: Sequence[Listed], at: dict[str, datetime], most: int) -> tuple[str, str] | None:
    last = listed[most - 1].task if len(listed) > most else None
    return (at[last.id].isoformat(), last.id) if last else None
