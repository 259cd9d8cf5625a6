"""What diagrams from the field bring: drafts that are replaced or discarded, proofs, migrations of running cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.storage.column_types import Instant, Json

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # versions of procedures
    with op.batch_alter_table("procedure_versions") as batch_op:
        batch_op.add_column(sa.Column("redrawn_by", Json(), nullable=False, server_default=sa.text("'[]'")))
        batch_op.add_column(sa.Column("proof", Json(), nullable=True))
        batch_op.add_column(sa.Column("ended_at", Instant(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("ended_by", sa.Text(), nullable=True))
    # migrations of running cases
    op.create_table(
        "moves",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("from_version", sa.Integer(), nullable=False),
        sa.Column("to_version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("planned_at", Instant(timezone=True), nullable=False),
        sa.Column("planned_by", sa.Text(), nullable=False),
        sa.Column("applied_at", Instant(timezone=True), nullable=True),
        sa.Column("applied_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["procedure"], ["procedures.key"], name=op.f("fk_moves_procedure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moves")),
    )
    with op.batch_alter_table("moves") as batch_op:
        batch_op.create_index(batch_op.f("ix_moves_procedure_planned_at"), ["procedure", "planned_at"])
    op.create_table(
        "moved_cases",
        sa.Column("move", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("obstacles", Json(), nullable=False),
        sa.Column("notes", Json(), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=True),
        sa.Column("settings_added", Json(), nullable=True),
        sa.Column("state_sum", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_moved_cases_case_id")),
        sa.ForeignKeyConstraint(["move"], ["moves.id"], name=op.f("fk_moved_cases_move")),
        sa.PrimaryKeyConstraint("move", "case_id", name=op.f("pk_moved_cases")),
    )
    with op.batch_alter_table("moved_cases") as batch_op:
        batch_op.create_index(batch_op.f("ix_moved_cases_case_id"), ["case_id"])
        batch_op.create_index(batch_op.f("ix_moved_cases_move_state"), ["move", "state"])
    # work of programs outside
    op.create_table(
        "external_tasks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("element", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("retries", sa.Integer(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=True),
        sa.Column("locked_until", Instant(timezone=True), nullable=True),
        sa.Column("opened_at", Instant(timezone=True), nullable=False),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.Column("ended_as", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_external_tasks_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_tasks")),
    )
    waiting = sa.text("ended_at IS NULL")
    with op.batch_alter_table("external_tasks") as batch_op:
        batch_op.create_index(batch_op.f("ix_external_tasks_case_id"), ["case_id"])
        batch_op.create_index(
            "ix_external_tasks_topic", ["topic", "priority", "id"], sqlite_where=waiting, postgresql_where=waiting
        )


def downgrade() -> None:
    op.drop_table("external_tasks")
    op.drop_table("moved_cases")
    op.drop_table("moves")
    with op.batch_alter_table("procedure_versions") as batch_op:
        for name in ("ended_by", "ended_at", "proof", "redrawn_by"):
            batch_op.drop_column(name)
