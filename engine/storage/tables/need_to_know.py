"""Who asked to read the real data of a case and what came of it; how grave the child's situation was judged to be."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table, Text, text

from engine.storage.column_types import Instant, Serial
from engine.storage.tables.base import metadata

WAITING = text("decided_at IS NULL")

#: a request to read real data; the words of both sides are sealed in submissions. `granted_until` is null where refused
real_data_requests = Table(
    "real_data_requests",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("person", Text, nullable=False),
    Column("asked_at", Instant, nullable=False),
    #: calendar days asked for
    Column("days", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_at", Instant),
    Column("decided_by", Text),
    Column("answer", Text),
    Column("granted_until", Date),
    Index("ix_real_data_requests_waiting", "asked_at", "id", sqlite_where=WAITING, postgresql_where=WAITING),
)

#: every risk grade a case was given, the last being the present one; its reason is sealed in submissions
risk_grades = Table(
    "risk_grades",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("grade", Text, nullable=False),
    Column("graded_at", Instant, nullable=False),
    Column("graded_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
