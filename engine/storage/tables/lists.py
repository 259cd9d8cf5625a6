"""What lists are found by and how a person likes them: search keys of cases, steps, saved views, papers to be read."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Table, Text, UniqueConstraint, text

from engine.storage.column_types import Instant, Json
from engine.storage.tables.base import metadata

#: compared byte by byte on both databases, so that a beginning is one range
EXACT = Text().with_variant(Text(collation="C"), "postgresql")

#: what a case is found by, normalized: parts of its number and of its pseudonyms, in characters and in pinyin
case_keys = Table(
    "case_keys",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("key", EXACT, primary_key=True),
    Index(None, "key", "case_id"),
)

#: every step that ever waited for somebody, with the name it bore
steps = Table(
    "steps",
    metadata,
    Column("element", Text, primary_key=True),
    Column("name", Text, primary_key=True),
)

#: a list with its filters and order, as one person wants to see it again; `query` is the address's own parameters
saved_views = Table(
    "saved_views",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("box", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("query", Json, nullable=False),
    Column("is_default", Boolean, nullable=False),
    Column("saved_at", Instant, nullable=False),
    UniqueConstraint("person", "box", "name"),
)

#: 传阅: a case sent round for reading; the reason lies sealed in submissions
circulations = Table(
    "circulations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("document", ForeignKey("documents.id")),
    Column("submission", Text, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("sent_by", Text, nullable=False),
    Index(None, "sent_by", "sent_at"),
)

UNREAD = text("read_at IS NULL AND recalled_at IS NULL")

#: one reader of it: 待阅 until read or recalled, then 已阅
circulation_readers = Table(
    "circulation_readers",
    metadata,
    Column("circulation", ForeignKey("circulations.id"), primary_key=True),
    Column("person", Text, primary_key=True),
    Column("sent_at", Instant, nullable=False),
    Column("read_at", Instant),
    Column("recalled_at", Instant),
    Index(
        "ix_circulation_readers_unread",
        "person",
        "sent_at",
        "circulation",
        sqlite_where=UNREAD,
        postgresql_where=UNREAD,
    ),
    Index("ix_circulation_readers_read", "person", "read_at", "circulation"),
)
