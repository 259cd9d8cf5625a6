"""Bodies with their dated names and successors."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from flask import Blueprint

from engine.actions.lists.house_lists import Body, list_units
from engine.actions.people.create_body import NewBody, create_body
from engine.actions.people.rename_body import rename_body, succeed_body
from engine.clock import beijing_day
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import house as shapes

units = Blueprint("units", __name__)
CHANGES = {"answer": shapes.CHANGED, "answer_example": {"unit": "province_office"}}


def _row(body: Body, today: date, lang: str) -> dict[str, Any]:
    """One body with the name it bears today."""
    borne = [name.names for name in body.names if name.from_on <= today] or [{}]
    name = borne[-1].get(lang) or borne[-1].get("zh") or body.unit.key
    return asdict(body.unit) | {"name": name, "names": body.names}


@operation(units, "GET", "/units", answer=shapes.UNITS, answer_example={"items": [shapes.UNIT_EXAMPLE], "next": None})
def list_all_units(call: Call) -> Reply:
    """Every body."""
    today = beijing_day(call.office.clock.now())
    return Reply({"items": [_row(body, today, call.lang) for body in list_units(call.office)], "next": None})


@operation(units, "POST", "/units", status=201, body=shapes.NEW_UNIT, body_example=shapes.NEW_UNIT_EXAMPLE, **CHANGES)
def create_new_unit(call: Call) -> Reply:
    """Enter a body."""
    given = {"short_names": {}, **call.body, "since": date.fromisoformat(call.body["since"])}
    return Reply(create_body(call.office, call.actor, NewBody(**given), once=call.once))


@operation(
    units, "POST", "/units/<unit>/names", status=201, body=shapes.RENAME, body_example=shapes.RENAME_EXAMPLE, **CHANGES
)
def rename_unit(call: Call, unit: str) -> Reply:
    """From a day on a body is called otherwise; old papers keep the old name."""
    told = {**call.body, "since": date.fromisoformat(call.body["since"])}
    return Reply(rename_body(call.office, call.actor, unit, **told, once=call.once))


@operation(
    units, "POST", "/units/<unit>/successor", body=shapes.SUCCESSION, body_example=shapes.SUCCESSION_EXAMPLE, **CHANGES
)
def succeed_unit(call: Call, unit: str) -> Reply:
    """Another body takes the place of this one."""
    return Reply(succeed_body(call.office, call.actor, unit, call.body["successor"], once=call.once))
