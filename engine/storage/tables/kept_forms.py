"""What was typed into a form that could not be taken, until its author comes back for it."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Table, Text

from engine.storage.column_types import Instant
from engine.storage.tables.base import metadata

kept_forms = Table(
    "kept_forms",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("kept_at", Instant, nullable=False),
    #: sealed with a key that the author's browser alone holds
    Column("content", LargeBinary, nullable=False),
    Index(None, "person", "kept_at"),
)
