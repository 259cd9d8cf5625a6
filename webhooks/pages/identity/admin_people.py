"""People and their logins: the system administrator enters them, the security administrator gives rights and unlocks.

Each sees the same list and is offered only what is their own; whoever guesses an address is refused by the action.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from flask import Blueprint

from engine.actions.lists.house_lists import list_people, list_units
from engine.actions.people.account_list import list_accounts, view_account
from engine.actions.people.administration import acts_on, areas_of
from engine.actions.people.appoint_deputy import appoint_deputy
from engine.actions.people.assign_post import assign_post
from engine.actions.people.create_person import create_person
from engine.actions.people.deactivate_person import deactivate_person
from engine.actions.people.end_deputy import end_deputy
from engine.actions.people.remove_post import remove_post
from engine.actions.signing_in.second_factor import reset_factor
from engine.actions.signing_in.sessions import end_session
from engine.actions.signing_in.set_password import set_password
from engine.actions.signing_in.unlock_login import unlock_login
from engine.clock import beijing_day
from engine.errors import Forbidden, Refusal
from engine.people.initial_passwords import BYTES, initial_password
from engine.people.roles import ADMINISTRATORS, Role, role_label
from engine.texts.catalogue import say
from webhooks.pages import sessions, texts
from webhooks.pages.answers import Answer, Goto, Screen
from webhooks.pages.identity.doors import field_errors
from webhooks.pages.identity.profile import day_of
from webhooks.pages.page import page
from webhooks.pages.pager import after, paging
from webhooks.pages.refusals import told
from webhooks.pages.visits import Visit
from webhooks.paging import a_text
from webhooks.problems import status_of

admin_people = Blueprint("admin_people", __name__)
PAGE = 50
DISCIPLINES = ("psychology", "law", "social_work", "medical")


@page(admin_people, "GET", "/admin")
def begin(visit: Visit) -> Answer:
    """The first area of one's own. Raises Forbidden for whoever is no administrator."""
    areas = areas_of(visit.actor)
    if not areas:
        raise Forbidden("people.right.role")
    return Goto(f"/admin/{areas[0]}")


@page(admin_people, "GET", "/admin/people")
def people(visit: Visit) -> Answer:
    """Everybody, page by page."""
    return _people(visit)


@page(admin_people, "POST", "/admin/people")
def create(visit: Visit) -> Answer:
    """Enter a person, with a password to begin with that is shown this once."""
    form = visit.form
    try:
        made = create_person(
            visit.office,
            visit.actor,
            login=form.get("login", "").strip(),
            name=form.get("name", ""),
            unit=form.get("unit", ""),
            discipline=form.get("discipline", ""),
        )
    except Forbidden:
        raise
    except Refusal as refusal:
        return _people(visit, refusal)
    return _initial(visit, made["person"])


@page(admin_people, "GET", "/admin/people/<person>")
def one(visit: Visit, person: str) -> Answer:
    """One person's login, posts, deputies and sessions."""
    return _one(visit, person)


@page(admin_people, "POST", "/admin/people/<person>/password")
def new_password(visit: Visit, person: str) -> Answer:
    """Another password to begin with; the old one and its sessions are over."""
    return _initial(visit, person)


@page(admin_people, "POST", "/admin/people/<person>/deactivate")
def deactivate(visit: Visit, person: str) -> Answer:
    """From now on this person can do nothing."""
    return _do(visit, person, "deactivated", lambda: deactivate_person(visit.office, visit.actor, person))


@page(admin_people, "POST", "/admin/people/<person>/posts")
def assign(visit: Visit, person: str) -> Answer:
    """Give a post."""
    role, unit = visit.form.get("role", ""), visit.form.get("unit", "")
    return _do(visit, person, "post_assigned", lambda: assign_post(visit.office, visit.actor, person, role, unit))


@page(admin_people, "POST", "/admin/people/<person>/posts/remove")
def remove(visit: Visit, person: str) -> Answer:
    """Take a post."""
    role, unit = visit.form.get("role", ""), visit.form.get("unit", "")
    return _do(visit, person, "post_removed", lambda: remove_post(visit.office, visit.actor, person, role, unit))


@page(admin_people, "POST", "/admin/people/<person>/deputies")
def appoint(visit: Visit, person: str) -> Answer:
    """Somebody stands in for this person."""

    def act() -> Any:
        since, until = (day_of(visit.form.get(name, ""), name) for name in ("since", "until"))
        return appoint_deputy(visit.office, visit.actor, person, visit.form.get("deputy", ""), since, until)

    return _do(visit, person, "deputy_appointed", act)


@page(admin_people, "POST", "/admin/people/<person>/deputies/end")
def end_standing_in(visit: Visit, person: str) -> Answer:
    """Nobody stands in any more."""
    deputy = visit.form.get("deputy", "")
    since = day_of(visit.form.get("since", ""), "since")
    return _do(visit, person, "deputy_ended", lambda: end_deputy(visit.office, visit.actor, person, deputy, since))


@page(admin_people, "POST", "/admin/people/<person>/unlock")
def unlock(visit: Visit, person: str) -> Answer:
    """Open a login that failed too often."""
    return _do(visit, person, "unlocked", lambda: unlock_login(visit.office, visit.actor, person))


@page(admin_people, "POST", "/admin/people/<person>/factor/reset")
def reset(visit: Visit, person: str) -> Answer:
    """The second factor counts no more; a new one is enrolled at the next login where the role needs it."""
    return _do(visit, person, "factor_reset", lambda: reset_factor(visit.office, visit.actor, person))


@page(admin_people, "POST", "/admin/people/<person>/sessions/<session>/end")
def end_one(visit: Visit, person: str, session: str) -> Answer:
    """Put somebody out."""
    where = sessions.origin().address
    return _do(visit, person, "session_ended", lambda: end_session(visit.office, visit.actor, session, where))


def unit_choices(visit: Visit) -> list[tuple[str, str]]:
    """Every body that has not ended, by the name it bears today."""
    return [(body.unit.key, texts.unit(body.unit.key)) for body in list_units(visit.office) if not body.unit.ended_on]


def _do(visit: Visit, person: str, said: str, act: Callable[[], Any]) -> Answer:
    """Do it and say so on the person's page; what is wrong with the form is said there too."""
    try:
        act()
    except Forbidden:
        raise
    except Refusal as refusal:
        return _one(visit, person, refusal)
    return Goto(f"/admin/people/{person}", f"identity.said.{said}")


def _initial(visit: Visit, person: str) -> Answer:
    password = initial_password(os.urandom(BYTES))
    set_password(visit.office, visit.actor, person, password)
    account = view_account(visit.office, visit.actor, person).account
    hours = visit.office.security.password.initial_hours
    values = {"account": account, "password": password, "hours": hours, "areas": areas_of(visit.actor)}
    return Screen("identity/admin_password.html", values)


def _people(visit: Visit, refusal: Refusal | None = None) -> Answer:
    query = visit.query
    unit, word, active = query.get("unit", ""), query.get("q", "").strip(), query.get("ended") != "yes"
    key = after(visit, a_text) or ("",)
    found = list_accounts(visit.office, visit.actor, unit=unit, word=word, active=active, after=key[0], most=PAGE + 1)
    asked = {"unit": unit, "q": word, "ended": "" if active else "yes"}
    last = found[PAGE - 1].member.person.login if len(found) > PAGE else ""
    values = {
        "accounts": found[:PAGE],
        **paging(
            visit, "/admin/people", {name: value for name, value in asked.items() if value}, (last,) if last else None
        ),
        "role": lambda word: role_label(word, visit.lang),
        "may_create": visit.actor.administrator == Role.SYSADMIN,
        **_shared(visit, refusal),
        "query": asked,
    }
    return Screen("identity/admin_people.html", values, status=200 if refusal is None else status_of(refusal))


def _one(visit: Visit, person: str, refusal: Refusal | None = None) -> Answer:
    details = view_account(visit.office, visit.actor, person)
    values = {
        "details": details,
        "account": details.account,
        "one": details.account.member.person,
        "acts": acts_on(visit.actor, person) if details.account.member.person.active else frozenset(),
        "roles": [(role.value, role_label(role.value, visit.lang)) for role in Role],
        "role": lambda word: role_label(word, visit.lang),
        "today": beijing_day(visit.office.clock.now()),
        "candidates": _candidates(visit, person),
        **_shared(visit, refusal),
    }
    return Screen("identity/admin_person.html", values, status=200 if refusal is None else status_of(refusal))


def _candidates(visit: Visit, person: str) -> list[tuple[str, str]]:
    """Who could stand in for this person: anybody active but themselves, with the unit beside the name."""
    members = list_people(visit.office, visit.actor, most=500)
    return [
        (one.person.id, f"{one.person.name} · {texts.unit(one.person.unit)}")
        for one in members
        if one.person.id != person
        and not one.person.is_program
        and ADMINISTRATORS.isdisjoint(post.role for post in one.posts)
    ]


def _shared(visit: Visit, refusal: Refusal | None) -> dict[str, Any]:
    said = told(refusal, visit.lang) if refusal is not None else None
    return {
        "areas": areas_of(visit.actor),
        "units": unit_choices(visit),
        "disciplines": [
            (word, say(f"identity.discipline.{word or 'none'}", visit.lang)) for word in ("", *DISCIPLINES)
        ],
        "errors": field_errors(refusal, visit.lang),
        "refused": said.sentence if said is not None and not said.fields else "",
        "typed": visit.form,
    }
