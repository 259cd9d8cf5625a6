"""What waits for time: timers of diagrams, deadlines with their events, notices for a working morning, calendars."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, text

from engine.storage.column_types import Instant, Json, Serial
from engine.storage.tables.base import metadata

timers = Table(
    "timers",
    metadata,
    Column("task_id", Text, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    #: one waiting task has several timers at an event-based gateway
    Column("element", Text, primary_key=True),
    Column("item", Text, nullable=False),
    Column("deadline", Text),
    Column("deadline_item", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("offset", Integer, nullable=False),
    #: null while the deadline is undetermined
    Column("due_at", Instant, index=True),
)

#: each database takes only its own words for proof that an index will do
RUNNING_ON_SQLITE, RUNNING = text("is_open = 1"), text("is_open")

#: the last reading of each deadline; its truth is the events
deadlines = Table(
    "deadlines",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Column("occurrence", Integer, primary_key=True),
    #: the ledger's own row
    Column("body", Json, nullable=False),
    Column("due", Date, index=True),
    Column("is_open", Boolean, nullable=False),
    #: the instant after which it is missed; null once met, missed, closed, or while undetermined
    Column("lapses_at", Instant, index=True),
    #: the decisions that are waited for are few among all clocks
    Index(
        "ix_deadlines_running",
        "name",
        "case_id",
        "item",
        sqlite_where=RUNNING_ON_SQLITE,
        postgresql_where=RUNNING,
    ),
)

deadline_events = Table(
    "deadline_events",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Column("occurrence", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Column("data", Json, nullable=False),
)

#: a message of the house to people; never names a child
notices = Table(
    "notices",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("element", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("recipients", Json, nullable=False),
    Column("written_at", Instant, nullable=False),
    #: whose act it tells of; nobody is told of their own
    Column("written_by", Text, nullable=False, server_default=text("''")),
    #: a rest day's notice waits for the next working morning
    Column("send_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Index("ix_notices_waiting", "sent_at", "send_at"),
)

#: imported year tables; those that ship with the house lie in files
calendars = Table(
    "calendars",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("year", Integer, nullable=False, index=True),
    Column("body", Json, nullable=False),
    Column("imported_at", Instant, nullable=False),
    Column("imported_by", Text, nullable=False),
)
