"""What an administrator may do here, and whom somebody may name as deputy: for pages that offer nothing they refuse."""

from __future__ import annotations

from typing import Final

from engine.actions.house.office import Office
from engine.actions.lists.house_lists import list_people
from engine.cases.acts import Act
from engine.people.actor import Actor
from engine.people.rights import may
from engine.people.roles import ADMINISTRATORS
from engine.people.subjects import PersonFacts

#: areas of administration, by the act that opens them
AREAS: Final = {
    "people": Act.VIEW_ACCOUNTS,
    "units": Act.RENAME_BODY,
    "audit": Act.VIEW_AUDIT,
    "security": Act.VIEW_SECURITY,
}
ON_PEOPLE: Final = (
    Act.SET_PASSWORD,
    Act.DEACTIVATE_PERSON,
    Act.ASSIGN_POST,
    Act.REMOVE_POST,
    Act.APPOINT_DEPUTY,
    Act.END_DEPUTY,
    Act.UNLOCK_LOGIN,
    Act.RESET_FACTOR,
    Act.END_SESSION,
)
#: more colleagues than any list of choices holds
MOST = 200


def areas_of(actor: Actor) -> tuple[str, ...]:
    """The areas this actor administers, in order; empty for whoever is no administrator."""
    return tuple(area for area, act in AREAS.items() if actor.administrator and may(actor, act).allowed)


def acts_on(actor: Actor, person: str) -> frozenset[str]:
    """What this actor may do about a person."""
    return frozenset(act.value for act in ON_PEOPLE if may(actor, act, PersonFacts(person)).allowed)


def colleagues(office: Office, actor: Actor) -> list[tuple[str, str]]:
    """Who could stand in for the actor: people of the own unit, id and name. An administrator's post is never lent."""
    if actor.administrator or not actor.unit or not may(actor, Act.VIEW_PEOPLE).allowed:
        return []
    members = list_people(office, actor, unit=actor.unit, most=MOST)
    return [
        (one.person.id, one.person.name)
        for one in members
        if one.person.id != actor.id
        and not one.person.is_program
        and ADMINISTRATORS.isdisjoint(post.role for post in one.posts)
    ]
