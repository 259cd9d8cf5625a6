"""What the office in the browser keeps: sessions, lists, files, meetings, papers, and what people are told."""

from __future__ import annotations

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Each room adds its tables by a function of its own, called here."""


def downgrade() -> None:
    """The reverse, in reverse order."""
