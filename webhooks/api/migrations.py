"""Moving running cases to another version: a plan with a verdict for each case, carrying it out, taking it back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from engine.actions.migrations.migrate_cases import BATCH, migrate_cases
from engine.actions.migrations.migration_view import (
    Migration,
    in_words,
    list_migrated_cases,
    list_migrations,
    view_migration,
)
from engine.actions.migrations.plan_migration import plan_migration
from engine.actions.migrations.undo_migration import undo_migration
from engine.storage.moves import MovedCaseRow
from engine.texts.catalogue import say
from webhooks.operations import Call, Reply, operation
from webhooks.paging import a_text, cursor_of, key_of, limit_of
from webhooks.shapes import migrations as shapes

migrations = Blueprint("migrations", __name__)
ALL = "/procedures/<procedure>/migrations"
ONE = f"{ALL}/<move>"


@operation(
    migrations,
    "POST",
    ALL,
    status=201,
    body=shapes.PLAN,
    body_example=shapes.PLAN_EXAMPLE,
    answer=shapes.MIGRATION,
    answer_example=shapes.MIGRATION_EXAMPLE,
)
def plan_a_migration(call: Call, procedure: str) -> Reply:
    """Judge every running case of a version; nothing of a case changes."""
    asked = call.body
    versions = (asked["from_version"], asked["to_version"])
    made = plan_migration(call.office, call.actor, procedure, *versions, asked["reason"], once=call.once)
    return Reply(_row(view_migration(call.office, call.actor, procedure, made["move"])))


@operation(migrations, "GET", ALL, answer=shapes.MIGRATIONS, answer_example=shapes.MIGRATIONS_EXAMPLE)
def list_all_migrations(call: Call, procedure: str) -> Reply:
    """The migrations of a procedure, newest first."""
    return Reply({"items": [_row(one) for one in list_migrations(call.office, call.actor, procedure)]})


@operation(migrations, "GET", ONE, answer=shapes.MIGRATION, answer_example=shapes.MIGRATION_EXAMPLE)
def show_migration(call: Call, procedure: str, move: str) -> Reply:
    """One migration and how far it has come."""
    return Reply(_row(view_migration(call.office, call.actor, procedure, move)))


@operation(
    migrations,
    "GET",
    f"{ONE}/cases",
    query=shapes.MIGRATED_CASES_QUERY,
    answer=shapes.MIGRATED_CASES,
    answer_example=shapes.MIGRATED_CASES_EXAMPLE,
)
def list_cases_of_migration(call: Call, procedure: str, move: str) -> Reply:
    """The cases of a migration, each with its verdict in words."""
    key = key_of(call.query.get("cursor"), a_text)
    most = limit_of(call.query)
    state = call.query.get("move_state", "")
    after = key[0] if key else ""
    found = list_migrated_cases(call.office, call.actor, procedure, move, state=state, after=after, most=most)
    last = found[-1][1].case_id if len(found) == most else None
    items = [_case(number, row, call.lang) for number, row in found]
    return Reply({"items": items, "next": cursor_of(None if last is None else (last,))})


@operation(
    migrations,
    "POST",
    f"{ONE}/apply",
    body=shapes.APPLY,
    body_example=shapes.APPLY_EXAMPLE,
    answer=shapes.PROGRESS,
    answer_example=shapes.PROGRESS_EXAMPLE,
)
def carry_out_migration(call: Call, procedure: str, move: str) -> Reply:
    """Move the next cases; ask again while any is waiting."""
    most = call.body.get("most", BATCH)
    return Reply({"counts": _counts(migrate_cases(call.office, call.actor, procedure, move, most=most))})


@operation(
    migrations,
    "POST",
    f"{ONE}/undo",
    body=shapes.UNDO,
    body_example=shapes.UNDO_EXAMPLE,
    answer=shapes.UNDONE,
    answer_example=shapes.UNDONE_EXAMPLE,
)
def take_back_migration(call: Call, procedure: str, move: str) -> Reply:
    """Put cases back on the version they came from, while nothing has moved in them since."""
    asked = call.body
    more = {"case_id": asked.get("case", ""), "most": asked.get("most", BATCH)}
    return Reply(undo_migration(call.office, call.actor, procedure, move, asked["reason"], **more))


def _row(one: Migration) -> dict[str, Any]:
    shown = ("id", "procedure", "from_version", "to_version", "reason", "planned_at", "planned_by")
    kept = {name: getattr(one.row, name) for name in (*shown, "applied_at", "applied_by")}
    return kept | {"counts": _counts(one.counts)}


def _counts(counts: dict[str, int]) -> dict[str, int]:
    return {state: counts.get(state, 0) for state in shapes.STATES}


def _case(number: str, row: MovedCaseRow, lang: str) -> dict[str, Any]:
    return {
        "case": row.case_id,
        "number": number,
        "state": row.state,
        "state_label": say(f"versions.move.state.{row.state}", lang),
        "obstacles": [one | {"text": in_words(one, lang)} for one in row.obstacles],
        "notes": [one | {"text": in_words(one, lang)} for one in row.notes],
        "at": row.at,
    }
