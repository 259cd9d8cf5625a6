"""Choose who takes part (确定参会单位、邀请专家) and bind each part to the unit or person who holds it.

The diagram is given parts by key (`p01`), never a person: which expert stands behind a key is known to the rows of
participations alone (D6). A later round binds anew; parts of the round before are ended, not erased.
"""

from __future__ import annotations

from typing import Any

from engine.actions.casework.parts import EXPERT, PARTICIPANTS, UNIT, bind, end_running
from engine.actions.deeds.deeds import Deed, Special
from engine.errors import FieldError, Invalid


def _before(deed: Deed) -> None:
    """Bind the parts chosen in the form and hand the diagram their keys."""
    members = _members(deed.routing.pop("units", None) or [], deed.routing.pop("experts", None) or [])
    if any(row.get("person") in deed.work.parts.recused for row in members):
        raise Invalid("actions.expert_recused", fields=[FieldError("experts", "actions.expert_recused")])
    end_running(deed.work, PARTICIPANTS, "rebound")
    for row in members:
        bind(deed.work, row)
    deed.routing["participants"] = [drawn(row) for row in members]


def drawn(row: dict[str, Any]) -> dict[str, Any]:
    """The part as the diagram may know it: by key, kind, unit or discipline, never by person."""
    return {name: value for name, value in row.items() if name != "person"}


def _members(units: list[str], experts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row a part, units first, keys in the order of the form. Raises Invalid for none or for one named twice."""
    named = [*units, *(row["person"] for row in experts)]
    if not units:
        raise Invalid("actions.no_units", fields=[FieldError("units", "actions.no_units")])
    if len(set(named)) < len(named):
        raise Invalid("actions.named_twice", fields=[FieldError("units", "actions.named_twice")])
    rows: list[dict[str, Any]] = [{"kind": UNIT, "unit": unit} for unit in units]
    rows += [{"kind": EXPERT, "person": row["person"], "discipline": row["discipline"]} for row in experts]
    return [{"id": f"p{position:02}", **row} for position, row in enumerate(rows, 1)]


SPECIAL = Special(before=_before)
