"""The decisions of tables in a case, with the rules that matched in their own words."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint

from engine.actions.cases.case_decisions import view_decisions
from webhooks.operations import Call, Reply, operation
from webhooks.paging import a_number, cursor_of, key_of, limit_of
from webhooks.shapes import decisions as shapes
from webhooks.shapes.cases import PAGE_QUERY

decisions = Blueprint("decisions", __name__)


@operation(
    decisions,
    "GET",
    "/cases/<case>/decisions",
    query=PAGE_QUERY,
    answer=shapes.DECISIONS,
    answer_example=shapes.DECISIONS_EXAMPLE,
)
def show_decisions(call: Call, case: str) -> Reply:
    """Which rules of which tables matched, with which inputs, by which version."""
    key = key_of(call.query.get("cursor"), a_number)
    page = view_decisions(call.office, call.actor, case, after=key[0] if key else 0, most=limit_of(call.query))
    items = [asdict(made) | {"hit_policy": made.hit_policy or None} for made in page.made]
    return Reply({"items": items, "next": cursor_of(None if page.next is None else (page.next,))})
