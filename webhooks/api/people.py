"""People, their posts and deputies. The system administrator makes people, the security administrator gives rights."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from flask import Blueprint

from engine.actions.lists.house_lists import list_people
from engine.actions.people.appoint_deputy import appoint_deputy
from engine.actions.people.assign_post import assign_post
from engine.actions.people.create_person import create_person
from engine.actions.people.deactivate_person import deactivate_person
from engine.actions.people.end_deputy import end_deputy
from engine.actions.people.remove_post import remove_post
from engine.actions.signing_in.second_factor import reset_factor
from engine.actions.signing_in.set_password import set_password
from engine.actions.signing_in.unlock_login import unlock_login
from webhooks.operations import Call, Reply, operation
from webhooks.paging import a_text, cursor_of, key_of, limit_of
from webhooks.shapes import house as shapes

people = Blueprint("people", __name__)
CHANGES = {"answer": shapes.CHANGED, "answer_example": {"person": "health.liaison2"}}
TAKES_POST = {"body": shapes.POST_BODY, "body_example": shapes.POST_BODY_EXAMPLE}


@operation(
    people,
    "GET",
    "/people",
    query=shapes.PEOPLE_QUERY,
    answer=shapes.PEOPLE,
    answer_example={"items": [shapes.PERSON_EXAMPLE], "next": None},
)
def list_all_people(call: Call) -> Reply:
    """Active people with their posts, by login."""
    most, key = limit_of(call.query), key_of(call.query.get("cursor"), a_text)
    after = key[0] if key else ""
    found = list_people(call.office, call.actor, unit=call.query.get("unit", ""), after=after, most=most + 1)
    items = [asdict(one.person) | {"posts": one.posts} for one in found[:most]]
    last = found[most - 1].person.login if len(found) > most else None
    return Reply({"items": items, "next": cursor_of((last,) if last else None)})


@operation(
    people,
    "POST",
    "/people",
    status=201,
    body=shapes.NEW_PERSON,
    body_example=shapes.NEW_PERSON_EXAMPLE,
    **CHANGES,
)
def create_new_person(call: Call) -> Reply:
    """Enter a person."""
    return Reply(create_person(call.office, call.actor, **call.body, once=call.once))


@operation(people, "POST", "/people/<person>/deactivate", **CHANGES)
def deactivate_one(call: Call, person: str) -> Reply:
    """From now on this person can do nothing."""
    return Reply(deactivate_person(call.office, call.actor, person, once=call.once))


@operation(
    people, "PUT", "/people/<person>/password", body=shapes.PASSWORD, body_example=shapes.PASSWORD_EXAMPLE, **CHANGES
)
def set_new_password(call: Call, person: str) -> Reply:
    """Set a password."""
    return Reply(set_password(call.office, call.actor, person, call.body["password"]))


@operation(people, "POST", "/people/<person>/unlock", **CHANGES)
def unlock_one_login(call: Call, person: str) -> Reply:
    """Open a login that failed too often, before its time."""
    return Reply(unlock_login(call.office, call.actor, person))


@operation(people, "DELETE", "/people/<person>/second-factor", **CHANGES)
def reset_one_factor(call: Call, person: str) -> Reply:
    """The second factor counts no more; every session of the person ends."""
    return Reply(reset_factor(call.office, call.actor, person))


@operation(people, "POST", "/people/<person>/posts", status=201, **TAKES_POST, **CHANGES)
def assign_new_post(call: Call, person: str) -> Reply:
    """Give a person a post."""
    return Reply(assign_post(call.office, call.actor, person, call.body["role"], call.body["unit"], once=call.once))


@operation(people, "DELETE", "/people/<person>/posts/<role>/<unit>", **CHANGES)
def remove_one_post(call: Call, person: str, role: str, unit: str) -> Reply:
    """Take a post from a person."""
    return Reply(remove_post(call.office, call.actor, person, role, unit, once=call.once))


@operation(
    people,
    "POST",
    "/people/<person>/deputies",
    status=201,
    body=shapes.DEPUTY,
    body_example=shapes.DEPUTY_EXAMPLE,
    **CHANGES,
)
def appoint_new_deputy(call: Call, person: str) -> Reply:
    """Let somebody stand in for a person."""
    since, until = (date.fromisoformat(call.body[name]) for name in ("since", "until"))
    return Reply(appoint_deputy(call.office, call.actor, person, call.body["deputy"], since, until, once=call.once))


@operation(
    people,
    "POST",
    "/people/<person>/deputies/ended",
    body=shapes.DEPUTY_END,
    body_example=shapes.DEPUTY_END_EXAMPLE,
    **CHANGES,
)
def end_one_deputy(call: Call, person: str) -> Reply:
    """Nobody stands in for a person any more."""
    since = date.fromisoformat(call.body["since"])
    return Reply(end_deputy(call.office, call.actor, person, call.body["deputy"], since))
