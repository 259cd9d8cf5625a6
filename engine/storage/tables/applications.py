"""Applications that are being written: no case yet, so sealed with a key of the house and known to their writer."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Table, Text

from engine.storage.column_types import Instant
from engine.storage.tables.base import metadata

#: kind: application, or past for a case that is being taken in
application_drafts = Table(
    "application_drafts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("procedure", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("saved_at", Instant, nullable=False),
    Index(None, "person", "saved_at"),
)
