"""What the office in the browser keeps: sessions, lists, files, meetings, papers, and what people are told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.storage.column_types import Instant, Serial

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Each room adds its tables by a function of its own, called here."""
    _preferences()
    _need_to_know()


def downgrade() -> None:
    """The reverse, in reverse order."""
    _drop_need_to_know()
    op.drop_table("preferences")


def _preferences() -> None:
    """How a person likes the pages."""
    op.create_table(
        "preferences",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_preferences_person_people")),
        sa.PrimaryKeyConstraint("person", "name", name=op.f("pk_preferences")),
    )


def _need_to_know() -> None:
    """Requests to read real data, and risk grades."""
    op.create_table(
        "real_data_requests",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("asked_at", Instant(timezone=True), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", Instant(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("granted_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_real_data_requests_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_real_data_requests")),
    )
    waiting = sa.text("decided_at IS NULL")
    with op.batch_alter_table("real_data_requests") as batch_op:
        batch_op.create_index(batch_op.f("ix_real_data_requests_case_id"), ["case_id"])
        batch_op.create_index(
            "ix_real_data_requests_waiting", ["asked_at", "id"], sqlite_where=waiting, postgresql_where=waiting
        )
    op.create_table(
        "risk_grades",
        sa.Column("id", Serial, nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("graded_at", Instant(timezone=True), nullable=False),
        sa.Column("graded_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_risk_grades_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_grades")),
    )
    with op.batch_alter_table("risk_grades") as batch_op:
        batch_op.create_index(batch_op.f("ix_risk_grades_case_id"), ["case_id"])


def _drop_need_to_know() -> None:
    op.drop_table("risk_grades")
    op.drop_table("real_data_requests")
