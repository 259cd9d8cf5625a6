"""Bodies with their dated names and successors, for the system administrator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from engine.actions.lists.house_lists import list_units
from engine.actions.people.administration import areas_of
from engine.actions.people.create_body import NewBody, create_body
from engine.actions.people.rename_body import rename_body, succeed_body
from engine.clock import beijing_day
from engine.errors import Forbidden, Refusal, Unknown
from engine.people.units import Level, UnitKind
from webhooks.pages.answers import Answer, Goto, Screen
from webhooks.pages.identity.admin_people import unit_choices
from webhooks.pages.identity.doors import field_errors
from webhooks.pages.identity.profile import day_of
from webhooks.pages.page import page
from webhooks.pages.refusals import told
from webhooks.pages.visits import Visit
from webhooks.problems import status_of

admin_units = Blueprint("admin_units", __name__)


@page(admin_units, "GET", "/admin/units")
def units(visit: Visit) -> Answer:
    """Every body, ended ones too."""
    return _units(visit)


@page(admin_units, "POST", "/admin/units")
def create(visit: Visit) -> Answer:
    """Enter a body."""
    form = visit.form

    def act() -> Any:
        body = NewBody(
            key=form.get("key", "").strip(),
            kind=form.get("kind", ""),
            level=form.get("level", ""),
            names=_names(visit, "name"),
            since=day_of(form.get("since", ""), "since"),
            short_names=_names(visit, "short"),
            parent=form.get("parent", ""),
            is_member=form.get("member") == "yes",
            prefix=form.get("prefix", "").strip()[:40],
            basis=form.get("basis", "").strip()[:200],
        )
        return create_body(visit.office, visit.actor, body)

    return _do("/admin/units", "body_created", act, lambda refusal: _units(visit, refusal))


@page(admin_units, "GET", "/admin/units/<key>")
def one(visit: Visit, key: str) -> Answer:
    """One body: its names, its people's successor."""
    return _one(visit, key)


@page(admin_units, "POST", "/admin/units/<key>/names")
def rename(visit: Visit, key: str) -> Answer:
    """A new name from a day on; old papers keep the old one."""
    form = visit.form

    def act() -> Any:
        return rename_body(
            visit.office,
            visit.actor,
            key,
            names=_names(visit, "name"),
            short_names=_names(visit, "short"),
            since=day_of(form.get("since", ""), "since"),
            basis=form.get("basis", "").strip()[:200],
            prefix=form.get("prefix", "").strip()[:40],
        )

    return _do(f"/admin/units/{key}", "body_renamed", act, lambda refusal: _one(visit, key, refusal))


@page(admin_units, "POST", "/admin/units/<key>/successor")
def succeed(visit: Visit, key: str) -> Answer:
    """Another body takes its place from today on."""
    successor = visit.form.get("successor", "")
    return _do(
        f"/admin/units/{key}",
        "body_succeeded",
        lambda: succeed_body(visit.office, visit.actor, key, successor),
        lambda refusal: _one(visit, key, refusal),
    )


def _names(visit: Visit, field: str) -> dict[str, str]:
    return {lang: visit.form.get(f"{field}_{lang}", "").strip() for lang in ("zh", "en")}


def _do(path: str, said: str, act: Callable[[], Any], again: Callable[[Refusal], Answer]) -> Answer:
    try:
        act()
    except Forbidden:
        raise
    except Refusal as refusal:
        return again(refusal)
    return Goto(path, f"identity.said.{said}")


def _units(visit: Visit, refusal: Refusal | None = None) -> Answer:
    values = {"bodies": list_units(visit.office), **_shared(visit, refusal)}
    return Screen("identity/admin_units.html", values, status=200 if refusal is None else status_of(refusal))


def _one(visit: Visit, key: str, refusal: Refusal | None = None) -> Answer:
    body = next((body for body in list_units(visit.office) if body.unit.key == key), None)
    shared = _shared(visit, refusal)
    if body is None:
        raise Unknown("people.right.unknown")
    values = {"body": body, **shared}
    return Screen("identity/admin_unit.html", values, status=200 if refusal is None else status_of(refusal))


def _shared(visit: Visit, refusal: Refusal | None) -> dict[str, Any]:
    """What both pages need. Raises Forbidden for whoever does not administer bodies."""
    areas = areas_of(visit.actor)
    if "units" not in areas:
        raise Forbidden("people.right.role")
    said = told(refusal, visit.lang) if refusal is not None else None
    return {
        "areas": areas,
        "kinds": [(kind.value, kind.label(visit.lang)) for kind in UnitKind],
        "levels": [(level.value, level.label(visit.lang)) for level in Level],
        "units": unit_choices(visit),
        "today": beijing_day(visit.office.clock.now()),
        "errors": field_errors(refusal, visit.lang),
        "refused": said.sentence if said is not None and not said.fields else "",
        "typed": visit.form,
    }
