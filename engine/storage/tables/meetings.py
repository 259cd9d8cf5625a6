"""Meetings with the cases they heard and who was there; suggestions of units; guidance drawn from cases."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table, Text

from engine.storage.column_types import Instant, Json
from engine.storage.tables.base import metadata

meetings = Table(
    "meetings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("met_on", Date, index=True),
    Column("planned_on", Date),
    Column("place", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("created_by", Text, nullable=False),
)

meeting_cases = Table(
    "meeting_cases",
    metadata,
    Column("meeting", ForeignKey("meetings.id"), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), primary_key=True, index=True),
    Column("round", Integer, nullable=False),
    Column("outcome", Text),
)

#: heads counted by unit or by discipline, per case; never names
attendance = Table(
    "attendance",
    metadata,
    Column("meeting", ForeignKey("meetings.id"), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("who", Text, primary_key=True),
    Column("headcount", Integer, nullable=False),
)

#: proposals of member units; the office may turn them into a meeting or refer them to a city group
suggestions = Table(
    "suggestions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("unit", ForeignKey("units.key"), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("answered_at", Instant),
    Column("answered_by", Text),
    Column("meeting", ForeignKey("meetings.id")),
    Column("referred_to", Text),
    Column("details", Json, nullable=False),
    Index(None, "status", "made_at"),
)

guidance = Table(
    "guidance",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("submission", ForeignKey("submissions.id"), nullable=False),
    Column("circumstances", Json, nullable=False),
    Column("protections", Json, nullable=False),
    Column("number", Text, nullable=False, unique=True),
    Column("published_at", Instant, nullable=False),
    Column("published_by", Text, nullable=False),
    Column("withdrawn_at", Instant),
)

guidance_receipts = Table(
    "guidance_receipts",
    metadata,
    Column("guidance", ForeignKey("guidance.id"), primary_key=True),
    Column("unit", ForeignKey("units.key"), primary_key=True),
    Column("sent_at", Instant, nullable=False),
    Column("received_at", Instant),
    Column("received_by", Text),
)
