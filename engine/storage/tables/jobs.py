"""Long work: what somebody asked for, how far it is, and what it came to, sealed and kept for some days."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from engine.storage.column_types import Instant, Json
from engine.storage.tables.base import metadata

PENDING = text("state IN ('waiting', 'running')")

jobs = Table(
    "jobs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("person", ForeignKey("people.id"), nullable=False),
    #: what exactly was asked: names of filters and days, never a person's data
    Column("asked", Json, nullable=False),
    Column("asked_at", Instant, nullable=False),
    #: waiting, running, done, failed, cancelled
    Column("state", Text, nullable=False),
    Column("done", Integer, nullable=False),
    #: 0 while nobody knows how much there is
    Column("total", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    #: who works on it, and until when that is believed without a sign of life
    Column("worker", Text),
    Column("held_until", Instant),
    Column("ended_at", Instant),
    #: when whoever asked saw how it ended
    Column("seen_at", Instant),
    #: key of the sentence that says why it failed
    Column("fault", Text, nullable=False),
    Column("media", Text, nullable=False),
    #: bytes of the result; 0 where there is none, or none any more
    Column("size", Integer, nullable=False),
    Index(None, "person", "asked_at"),
    Index(None, "ended_at"),
    Index("ix_jobs_pending", "asked_at", "id", sqlite_where=PENDING, postgresql_where=PENDING),
)

#: the result in pieces, each sealed for its place
job_results = Table(
    "job_results",
    metadata,
    Column("job", ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
