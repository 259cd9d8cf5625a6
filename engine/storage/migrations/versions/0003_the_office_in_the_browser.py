"""What the office in the browser keeps: sessions, lists, files, meetings, papers, and what people are told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Each room adds its tables by a function of its own, called here."""
    _preferences()


def downgrade() -> None:
    """The reverse, in reverse order."""
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
