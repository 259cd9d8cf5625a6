"""The people of one's own body, whom a task can be handed over to."""

from __future__ import annotations

from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import people

#: beyond any real body
MOST = 500


def colleagues(office: Office, actor: Actor) -> list[tuple[str, str]]:
    """Id and name of every other active person of the actor's body; nobody for whoever may not know people."""
    if not actor.unit or not may(actor, Act.VIEW_PEOPLE).allowed:
        return []
    with office.database.reading() as connection:
        found = people.search(connection, unit=actor.unit, most=MOST)
    return [(one.id, one.name) for one in found if one.id != actor.id and not one.is_program]
