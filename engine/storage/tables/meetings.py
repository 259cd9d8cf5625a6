"""Meetings with the cases they heard and who was there; suggestions of units; guidance drawn from cases."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, Table, Text, UniqueConstraint, text

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
    #: Beijing time of day as HH:MM
    Column("starts_at", Text),
    Column("ends_at", Text),
    Column("room", Text, nullable=False, server_default=text("''")),
    Column("clerk", Text),
    #: of the invitation, counted up by every change that those invited must learn of (RFC 5545)
    Column("sequence", Integer, nullable=False, server_default=text("0")),
    #: the chair's name and remarks, sealed with a key of the house
    Column("details", LargeBinary),
)

meeting_cases = Table(
    "meeting_cases",
    metadata,
    Column("meeting", ForeignKey("meetings.id"), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), primary_key=True, index=True),
    Column("round", Integer, nullable=False),
    Column("outcome", Text),
    #: place on the agenda from 0, and how many minutes it is given
    Column("position", Integer, nullable=False, server_default=text("0")),
    Column("minutes", Integer),
    Column("recorded_at", Instant),
)

#: who is asked to a meeting: a unit, or an expert in person; names and reasons of replies are sealed
invitations = Table(
    "invitations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("meeting", ForeignKey("meetings.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("who", Text, nullable=False, index=True),
    #: sequence of the meeting when this was last sent
    Column("sequence", Integer, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("sent_by", Text, nullable=False),
    Column("withdrawn_at", Instant),
    #: attending, substitute or declined; to which sequence it was an answer
    Column("reply", Text),
    Column("reply_to", Integer),
    Column("headcount", Integer),
    Column("answered_at", Instant),
    Column("answered_by", Text),
    Column("details", LargeBinary),
    UniqueConstraint("meeting", "kind", "who"),
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
