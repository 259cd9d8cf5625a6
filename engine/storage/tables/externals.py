"""Work that a program outside fetches by topic, holds for a while, and reports back."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, text

from engine.storage.column_types import Instant
from engine.storage.tables.base import metadata

WAITING = text("ended_at IS NULL")

external_tasks = Table(
    "external_tasks",
    metadata,
    #: the engine's own id of the task
    Column("id", Text, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("element", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("priority", Integer, nullable=False),
    #: attempts left; at none it waits for a person
    Column("retries", Integer, nullable=False),
    Column("worker", Text),
    #: until then nobody else gets it; with no worker it is the pause before the next attempt
    Column("locked_until", Instant),
    Column("opened_at", Instant, nullable=False),
    Column("ended_at", Instant),
    #: completed, error or cancelled
    Column("ended_as", Text),
    Index("ix_external_tasks_topic", "topic", "priority", "id", sqlite_where=WAITING, postgresql_where=WAITING),
)
