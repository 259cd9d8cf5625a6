"""How a person likes the pages: language, size of type and the like."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text

from engine.storage.tables.base import metadata

preferences = Table(
    "preferences",
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
