"""What was written: encrypted forms, the audit chains, the outbox, and answers given once."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, Table, Text, UniqueConstraint, text

from engine.storage.column_types import Instant, Json, Serial
from engine.storage.tables.base import metadata

DRAFT = text("kind = 'draft'")

#: content of forms, readable only with the key of its case; `kind` is draft, final or correction
submissions = Table(
    "submissions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("task_id", Text),
    Column("element", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("form", Text),
    Column("kind", Text, nullable=False),
    Column("corrects", Text),
    Column("content", LargeBinary, nullable=False),
    Column("written_at", Instant, nullable=False),
    #: who answers for it; `entered_by` is someone else where it was entered afterwards
    Column("written_by", Text, nullable=False),
    Column("entered_by", Text, nullable=False),
    #: the day it was truly done, where that is not the day of record
    Column("true_day", Date),
    Index(None, "case_id", "element", "item"),
    Index(None, "task_id"),
    Index("ix_submissions_drafts", "written_by", "written_at", sqlite_where=DRAFT, postgresql_where=DRAFT),
)

#: one chain a case, named by the case id, and named chains of the house; `seq` counts within the chain
audit = Table(
    "audit",
    metadata,
    Column("chain", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("word", Text, nullable=False),
    Column("element", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("details", Json, nullable=False),
    #: the outbox event that told of it, if it was told
    Column("event", Text),
    Column("hash", LargeBinary, nullable=False),
    Index(None, "actor", "at"),
    Index(None, "at"),
)

#: heads of the chains of the house; a case keeps its own on its row
chains = Table(
    "chains",
    metadata,
    Column("name", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("head", LargeBinary, nullable=False),
)

#: one value over all chains a day, to be kept outside the database
chain_heads = Table(
    "chain_heads",
    metadata,
    Column("day", Date, primary_key=True),
    Column("head", LargeBinary, nullable=False),
    Column("records", Integer, nullable=False),
    Column("sealed_at", Instant, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("ordinal", Serial, primary_key=True),
    #: stable id over all deliveries
    Column("id", Text, nullable=False, unique=True),
    Column("case_id", Text, index=True),
    Column("type", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("body", Json, nullable=False),
)

#: the first answer to a request, given again to the same request
idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("actor", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("answer", Json, nullable=False),
    Column("at", Instant, nullable=False, index=True),
)

#: numbers of documents: one series a register, prefix and year
registers = Table(
    "registers",
    metadata,
    Column("series", Text, primary_key=True),
    Column("prefix", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

#: papers of a case as issued: minutes, letters, bulletins, guidance; the text itself lies in submissions
documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("number", Text),
    Column("addressee", Text, nullable=False),
    Column("submission", ForeignKey("submissions.id")),
    Column("issued_on", Date, nullable=False),
    Column("issued_by", Text, nullable=False),
    Column("details", Json, nullable=False),
    UniqueConstraint("kind", "number", "item"),
)
