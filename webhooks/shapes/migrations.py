"""Migrations of running cases as the API shows and takes them."""

from __future__ import annotations

from webhooks.shapes.build import INSTANT, choice, many, maybe, number, page, text, thing
from webhooks.shapes.cases import CASE_ID, PAGE_QUERY

STATES = ("waiting", "moved", "refused", "gone", "undone")
KEY = text(100, minLength=1)

PLAN = thing(
    "MigrationPlan",
    ("from_version", "to_version", "reason"),
    from_version=number(1),
    to_version=number(1),
    reason=text(2000, minLength=1),
)
PLAN_EXAMPLE = {"from_version": 1, "to_version": 2, "reason": "新版补上了复核环节（虚构）"}
MIGRATION = thing(
    "Migration",
    ("id", "procedure", "from_version", "to_version", "counts"),
    closed=False,
    id=text(),
    procedure=text(),
    from_version=number(),
    to_version=number(),
    reason=text(2000),
    planned_at=INSTANT,
    planned_by=text(),
    applied_at=maybe(INSTANT),
    applied_by=maybe(text()),
    counts=thing("MigrationCounts", closed=False),
)
MIGRATION_ID = "3f9c0d6c1b5f8a9e4c2d9b7a0d6c1b5f"
MIGRATION_EXAMPLE = {
    "id": MIGRATION_ID,
    "procedure": "case_consultation",
    "from_version": 1,
    "to_version": 2,
    "reason": "新版补上了复核环节（虚构）",
    "planned_at": "2026-11-24T02:00:00+00:00",
    "planned_by": "designer",
    "applied_at": None,
    "applied_by": None,
    "counts": {"waiting": 118, "moved": 0, "refused": 2, "gone": 0, "undone": 0},
}
MIGRATIONS = thing("Migrations", ("items",), items=many(MIGRATION))
MIGRATIONS_EXAMPLE = {"items": [MIGRATION_EXAMPLE]}
PROGRESS = thing("MigrationProgress", ("counts",), closed=False, counts=thing("MigrationCounts", closed=False))
PROGRESS_EXAMPLE = {"counts": {"waiting": 0, "moved": 118, "refused": 2, "gone": 0, "undone": 0}}

#: why a case cannot move, or what is worth knowing though it can
REMARK = thing(
    "MigrationRemark",
    ("code", "text"),
    closed=False,
    code=text(),
    element=text(1000),
    name=text(5000),
    words=many(text(1000)),
    text=text(10_000),
)
MIGRATED_CASE = thing(
    "MigratedCase",
    ("case", "number", "state", "obstacles", "notes"),
    closed=False,
    case=text(),
    number=text(),
    state=choice(*STATES),
    state_label=text(),
    obstacles=many(REMARK),
    notes=many(REMARK),
    at=maybe(INSTANT),
)
MIGRATED_CASES = page("MigratedCasePage", MIGRATED_CASE)
MIGRATED_CASES_EXAMPLE = {
    "items": [
        {
            "case": CASE_ID,
            "number": "豫未保会商〔2026〕12号",
            "state": "refused",
            "state_label": "不能迁移",
            "obstacles": [
                {
                    "code": "removed_standing",
                    "element": "review_application",
                    "name": "受理审查",
                    "words": [],
                    "text": "个案正停在“受理审查”（review_application），新版本里没有它。",
                }
            ],
            "notes": [],
            "at": None,
        }
    ],
    "next": None,
}
MIGRATED_CASES_QUERY = {"move_state": choice(*STATES), **PAGE_QUERY}
APPLY = thing("ApplyMigration", most=number(1, 1000))
APPLY_EXAMPLE = {"most": 200}
UNDO = thing("UndoMigration", ("reason",), reason=text(2000, minLength=1), case=text(100), most=number(1, 1000))
UNDO_EXAMPLE = {"reason": "新版有误（虚构）", "case": CASE_ID}
UNDONE = thing("MigrationUndone", ("undone", "left"), undone=number(), left=number())
UNDONE_EXAMPLE = {"undone": 1, "left": 0}
