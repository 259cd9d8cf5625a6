"""Signing in step by step, and out. Every step is a public page: nobody is in before the last one is done."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint

from engine.actions.people.set_up import needs_set_up
from engine.actions.signing_in import sign_in as steps
from engine.actions.signing_in.second_factor import confirm_factor, show_factor
from engine.actions.signing_in.sessions import Present, log_out, open_elsewhere
from engine.actions.signing_in.sign_in import Opened
from engine.errors import FieldError, Invalid, Refusal
from engine.people.sessions import Stage
from engine.texts.catalogue import say
from webhooks.pages import sessions, texts
from webhooks.pages.answers import Answer, Goto, Screen
from webhooks.pages.identity.by_service import has_service, leave_by, public_address, service_of
from webhooks.pages.identity.demonstration import demonstration_of
from webhooks.pages.identity.next_page import own_page, with_next
from webhooks.pages.identity.picture import qr_picture
from webhooks.pages.identity.signing import lead_on, leave
from webhooks.pages.page import page
from webhooks.pages.refusals import told
from webhooks.pages.visits import Visit
from webhooks.problems import status_of

doors = Blueprint("doors", __name__)
LONGEST: Final = 128


@page(doors, "GET", "/login", public=True)
def login(visit: Visit) -> Answer:
    """Login and password; why the last session ended, if it did. Where nobody could sign in yet: the set-up."""
    if visit.is_signed_in:
        return Goto(own_page(visit.query.get("next", "/")))
    if needs_set_up(visit.office):
        return Goto("/setup")
    return _login(visit, name=visit.query.get("as", ""))


@page(doors, "POST", "/login", public=True)
def enter(visit: Visit) -> Answer:
    """The first step. What was typed into the password field is never shown again."""
    name, password = visit.form.get("login", "").replace("\0", "").strip(), visit.form.get("password", "")
    try:
        opened = steps.sign_in(visit.office, name, password[: LONGEST + 1], sessions.origin())
    except Refusal as refusal:
        return _login(visit, refusal, name)
    return _go_on(visit, opened)


@page(doors, "GET", "/login/factor", public=True)
def ask_factor(visit: Visit) -> Answer:
    """Six digits, or a recovery code."""
    return _step(visit, Stage.FACTOR, "identity/factor.html")


@page(doors, "POST", "/login/factor", public=True)
def give_factor(visit: Visit) -> Answer:
    """The second step."""
    present = _present(visit, Stage.FACTOR)
    if present is None:
        return _again(visit)
    try:
        return _go_on(visit, steps.give_factor(visit.office, present, visit.form.get("code", "")[:LONGEST]))
    except Invalid as refusal:
        return _step(visit, Stage.FACTOR, "identity/factor.html", refusal)
    except Refusal as refusal:
        return _login(visit, refusal)


@page(doors, "GET", "/login/password", public=True)
def ask_password(visit: Visit) -> Answer:
    """A new password, because somebody else set the present one or it is too old."""
    return _step(visit, Stage.PASSWORD, "identity/password.html", policy=visit.office.security.password)


@page(doors, "POST", "/login/password", public=True)
def change_password(visit: Visit) -> Answer:
    """The new password, typed twice."""
    present = _present(visit, Stage.PASSWORD)
    if present is None:
        return _again(visit)
    try:
        return _go_on(visit, steps.change_first(visit.office, present, typed_twice(visit)))
    except Invalid as refusal:
        policy = visit.office.security.password
        return _step(visit, Stage.PASSWORD, "identity/password.html", refusal, policy=policy)


@page(doors, "GET", "/login/enrol", public=True)
def ask_enrol(visit: Visit) -> Answer:
    """A second factor for a role that needs one."""
    return _enrol(visit)


@page(doors, "POST", "/login/enrol", public=True)
def enrol(visit: Visit) -> Answer:
    """The first code proves that the phone holds the secret; then the recovery codes are shown, this once."""
    present = _present(visit, Stage.ENROL)
    if present is None:
        return _again(visit)
    try:
        codes = confirm_factor(visit.office, present.actor, visit.form.get("code", "")[:LONGEST])
    except Invalid as refusal:
        return _enrol(visit, refusal)
    wanted = own_page(visit.form.get("next", "/"))
    return Screen("identity/codes.html", {"codes": codes, "action": "/login/enrolled", "next": wanted})


@page(doors, "POST", "/login/enrolled", public=True)
def enrolled(visit: Visit) -> Answer:
    """The codes are put away."""
    present = _present(visit, Stage.ENROL)
    return _again(visit) if present is None else _go_on(visit, steps.go_on(visit.office, present))


@page(doors, "GET", "/login/other", public=True)
def ask_other(visit: Visit) -> Answer:
    """Where the same person is signed in already."""
    present = _present(visit, Stage.OTHER)
    others = open_elsewhere(visit.office, present) if present else []
    return _step(visit, Stage.OTHER, "identity/other.html", others=others)


@page(doors, "POST", "/login/other", public=True)
def end_other(visit: Visit) -> Answer:
    """End it there and go on here."""
    present = _present(visit, Stage.OTHER)
    return _again(visit) if present is None else _go_on(visit, steps.end_others(visit.office, present))


@page(doors, "POST", "/login/cancel", public=True)
def cancel(visit: Visit) -> Answer:
    """Give up a sign-in half done."""
    if visit.who.present is not None:
        log_out(visit.office, visit.who.present)
    return leave("/login")


@page(doors, "POST", "/logout", public=True)
def logout(visit: Visit) -> Answer:
    """Out, here and at the identity service if one came by it."""
    token = log_out(visit.office, visit.who.present) if visit.who.present is not None else ""
    if token:
        now, back = visit.office.clock.now(), public_address("/login")
        away = service_of(visit).address_to_leave(token, back, now)
        if away:
            return leave_by(away)
    return leave("/login", "identity.said.logged_out")


def typed_twice(visit: Visit) -> str:
    """The new password of a form. Raises Invalid where the two differ."""
    password, again = visit.form.get("password", ""), visit.form.get("password_again", "")
    if password != again:
        raise Invalid("people.password.refused", fields=[FieldError("again", "identity.password.differs")])
    return password


def field_errors(refusal: Refusal | None, lang: str) -> dict[str, str]:
    """What is wrong with each field of a form, several things in one sentence."""
    found: dict[str, str] = {}
    for path, sentence in told(refusal, lang).fields if refusal is not None else ():
        found[path] = f"{found[path]} {sentence}" if path in found else sentence
    return found


def _login(visit: Visit, refusal: Refusal | None = None, name: str = "") -> Answer:
    over = visit.who.over
    values: dict[str, Any] = {
        "refused": told(refusal, visit.lang).sentence if refusal is not None else "",
        "over": "" if over is None or refusal is not None else say(f"identity.ending.{over.reason.value}", visit.lang),
        "over_at": texts.instant(over.at) if over is not None else "",
        "over_where": over.where if over is not None else "",
        "name": name,
        "next": own_page(visit.query.get("next") or visit.form.get("next", "/")),
        "service": has_service(visit),
        "invented": demonstration_of(visit.office.settings.demonstration, visit.lang),
    }
    return Screen("identity/login.html", values, status=status_of(refusal) if refusal is not None else 200)


def _enrol(visit: Visit, refusal: Refusal | None = None) -> Answer:
    present = _present(visit, Stage.ENROL)
    if present is None:
        return _again(visit)
    shown = show_factor(visit.office, present.actor)
    picture = qr_picture(shown.address)
    return _step(visit, Stage.ENROL, "identity/enrol.html", refusal, secret=shown.secret, picture=picture)


def _step(visit: Visit, stage: Stage, template: str, refusal: Refusal | None = None, **values: Any) -> Answer:
    """The page of a step, for whoever has come to it."""
    present = _present(visit, stage)
    if present is None:
        return _again(visit)
    wanted = own_page(visit.query.get("next") or visit.form.get("next", "/"))
    shared = {"errors": field_errors(refusal, visit.lang), "present": present, "next": wanted}
    return Screen(template, {**shared, **values}, status=200 if refusal is None else status_of(refusal))


def _present(visit: Visit, stage: Stage) -> Present | None:
    """Whoever has come to this step."""
    present = visit.who.present
    return present if present is not None and present.stage is stage else None


def _again(visit: Visit) -> Answer:
    """Not at this step: to the step one has come to, or to the beginning."""
    wanted = visit.query.get("next") or visit.form.get("next", "/")
    return Goto(with_next(visit.who.goto or "/login", wanted))


def _go_on(visit: Visit, opened: Opened) -> Answer:
    return lead_on(visit, opened, visit.form.get("next", "/"))
