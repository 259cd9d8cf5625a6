"""A person's own page: password, second factor, sessions, deputy, and how the pages look."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint

from engine.actions.people.administration import colleagues
from engine.actions.people.appoint_deputy import appoint_deputy
from engine.actions.people.end_deputy import end_deputy, own_deputies
from engine.actions.signing_in.second_factor import confirm_factor, factor_state, new_recovery_codes, show_factor
from engine.actions.signing_in.sessions import end_session, open_elsewhere
from engine.actions.signing_in.set_password import set_password
from engine.errors import FieldError, Forbidden, Invalid, Refusal
from engine.people.roles import role_label
from webhooks.pages import sessions
from webhooks.pages.answers import Answer, Goto, Screen
from webhooks.pages.identity.doors import LONGEST, field_errors, typed_twice
from webhooks.pages.identity.picture import qr_picture
from webhooks.pages.page import page
from webhooks.pages.visits import Visit
from webhooks.problems import status_of

profile = Blueprint("profile", __name__)
HERE = "/profile"


@page(profile, "GET", HERE)
def show(visit: Visit) -> Answer:
    """Everything of one's own at a glance."""
    return _show(visit)


@page(profile, "POST", "/profile/password")
def change_password(visit: Visit) -> Answer:
    """A new password, after the present one."""
    present, keep = visit.form.get("password_present", ""), visit.session.id
    try:
        set_password(visit.office, visit.actor, visit.actor.id, typed_twice(visit), present=present, keep=keep)
    except Invalid as refusal:
        return _show(visit, refusal)
    return Goto(HERE, "identity.said.password_changed")


@page(profile, "GET", "/profile/factor")
def ask_factor(visit: Visit) -> Answer:
    """Enrol a second factor of one's own accord."""
    return _factor(visit)


@page(profile, "POST", "/profile/factor")
def enrol(visit: Visit) -> Answer:
    """The first code proves it; the recovery codes are shown, this once."""
    try:
        codes = confirm_factor(visit.office, visit.actor, visit.form.get("code", "")[:LONGEST])
    except Invalid as refusal:
        return _factor(visit, refusal)
    return _codes(codes)


@page(profile, "POST", "/profile/codes")
def renew_codes(visit: Visit) -> Answer:
    """Fresh recovery codes, after a code of the phone."""
    try:
        codes = new_recovery_codes(visit.office, visit.actor, visit.form.get("code", "")[:LONGEST])
    except Invalid as refusal:
        return _show(visit, refusal)
    return _codes(codes)


@page(profile, "POST", "/profile/kept")
def kept(visit: Visit) -> Answer:  # noqa: ARG001  # the codes are put away: nothing is left to be done
    """Back from the recovery codes."""
    return Goto(HERE, "identity.said.factor_enrolled")


@page(profile, "POST", "/profile/sessions/<session>/end")
def end_one(visit: Visit, session: str) -> Answer:
    """End one's own session elsewhere."""
    end_session(visit.office, visit.actor, session, sessions.origin().address)
    return Goto(HERE, "identity.said.session_ended")


@page(profile, "POST", "/profile/deputies")
def appoint(visit: Visit) -> Answer:
    """A colleague stands in between two days."""
    try:
        since, until = (day_of(visit.form.get(name, ""), name) for name in ("since", "until"))
        appoint_deputy(visit.office, visit.actor, visit.actor.id, visit.form.get("deputy", ""), since, until)
    except (Invalid, Forbidden) as refusal:
        return _show(visit, refusal)
    return Goto(HERE, "identity.said.deputy_appointed")


@page(profile, "POST", "/profile/deputies/end")
def end_standing_in(visit: Visit) -> Answer:
    """A colleague stands in no more."""
    since = day_of(visit.form.get("since", ""), "since")
    end_deputy(visit.office, visit.actor, visit.actor.id, visit.form.get("deputy", ""), since)
    return Goto(HERE, "identity.said.deputy_ended")


def day_of(text: str, field: str) -> date:
    """The day of a field. Raises Invalid naming it."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Invalid("identity.day.refused", fields=[FieldError(field, "identity.day.unreadable")]) from None


def _show(visit: Visit, refusal: Refusal | None = None) -> Answer:
    actor, office = visit.actor, visit.office
    values: dict[str, Any] = {
        "errors": field_errors(refusal, visit.lang),
        "refused": "" if refusal is None or refusal.fields else refusal,
        "policy": office.security.password,
        "factor": factor_state(office, actor.id),
        "needs_factor": not office.security.second_factor.roles.isdisjoint(actor.roles),
        "present": visit.who.present,
        "others": open_elsewhere(office, visit.who.present) if visit.who.present is not None else [],
        "posts": [(role_label(post.role, visit.lang), post.unit, post.on_behalf_of) for post in actor.posts],
        "deputies": own_deputies(office, actor.id),
        "colleagues": colleagues(office, actor),
        "typed": visit.form,
    }
    return Screen("identity/profile.html", values, status=200 if refusal is None else status_of(refusal))


def _factor(visit: Visit, refusal: Refusal | None = None) -> Answer:
    shown = show_factor(visit.office, visit.actor)
    values = {
        "secret": shown.secret,
        "picture": qr_picture(shown.address),
        "errors": field_errors(refusal, visit.lang),
    }
    return Screen("identity/profile_factor.html", values, status=200 if refusal is None else status_of(refusal))


def _codes(codes: list[str]) -> Answer:
    return Screen("identity/codes.html", {"codes": codes, "action": "/profile/kept", "next": HERE})
