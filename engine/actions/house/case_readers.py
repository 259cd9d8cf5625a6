"""Whose lists of cases are whole, and what the others have to do with."""

from __future__ import annotations

from engine.people.actor import Actor
from engine.people.roles import Role
from engine.storage.case_lists import Reader

#: roles that look over every case
LOOK_OVER = frozenset({Role.CASE_OFFICER, Role.REVIEWER, Role.DIRECTOR, Role.SUPERVISOR, Role.LEADER})


def reader_of(actor: Actor) -> Reader:
    """The reader a list of cases is drawn up for."""
    everything = not actor.administrator and not actor.roles.isdisjoint(LOOK_OVER)
    speaks_for = {post.unit for post in actor.posts if post.role in (Role.LIAISON, Role.CITY_OFFICER)}
    return Reader(everything, actor.id, sorted(speaks_for), sorted(actor.groups))
