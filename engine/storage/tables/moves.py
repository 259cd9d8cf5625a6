"""Migrations of running cases from one version of their procedure to another: the plan, and each case in it."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from engine.storage.column_types import Instant, Json
from engine.storage.tables.base import metadata

#: one plan; it counts for the cases that stood on `from_version` when it was made
moves = Table(
    "moves",
    metadata,
    Column("id", Text, primary_key=True),
    Column("procedure", ForeignKey("procedures.key"), nullable=False),
    Column("from_version", Integer, nullable=False),
    Column("to_version", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("planned_at", Instant, nullable=False),
    Column("planned_by", Text, nullable=False),
    Column("applied_at", Instant),
    Column("applied_by", Text),
    Index(None, "procedure", "planned_at"),
)

#: a case of a plan; its state says how far the batch has come, so that a batch killed half-way goes on
moved_cases = Table(
    "moved_cases",
    metadata,
    Column("move", ForeignKey("moves.id"), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), primary_key=True, index=True),
    Column("state", Text, nullable=False),
    #: why it is refused, and what is worth knowing though it is not
    Column("obstacles", Json, nullable=False),
    Column("notes", Json, nullable=False),
    Column("at", Instant),
    #: what undoing needs: settings the case was given, and the sum over its tokens as they were moved
    Column("settings_added", Json),
    Column("state_sum", Text),
    Index(None, "move", "state"),
)
