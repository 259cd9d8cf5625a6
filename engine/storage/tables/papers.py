"""Papers as they were issued: what each was filled with, its template by content, scans of the signed one, voidings."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Text

from engine.storage.column_types import Instant, Json
from engine.storage.tables.base import metadata

#: templates by the SHA-256 of their bytes; a paper that was issued keeps the one it was issued from
paper_files = Table(
    "paper_files",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("kept_at", Instant, nullable=False),
)

#: versions of a template; the newest published one is used, before the first of them the one that ships
paper_templates = Table(
    "paper_templates",
    metadata,
    Column("procedure", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("digest", ForeignKey("paper_files.digest"), nullable=False),
    Column("note", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("published_at", Instant),
    Column("published_by", Text),
    Column("discarded_at", Instant),
)

#: what a paper was filled with, sealed with the key of its case: real and covered values, so that it can be drawn again
paper_contents = Table(
    "paper_contents",
    metadata,
    Column("paper", ForeignKey("documents.id"), primary_key=True),
    Column("template", ForeignKey("paper_files.digest"), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("drawn_at", Instant, nullable=False),
    Column("author_unit", Text, nullable=False),
    Column("addressees", Json, nullable=False),
    Column("retention", Text, nullable=False),
)

#: the signed paper, scanned: the file itself lies among the files of the case
paper_scans = Table(
    "paper_scans",
    metadata,
    Column("file", ForeignKey("uploads.id"), primary_key=True),
    Column("paper", ForeignKey("documents.id"), nullable=False),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("taken_at", Instant, nullable=False),
    Column("taken_by", Text, nullable=False),
)

#: a number that was given in vain stays in its register, with the reason (sealed) and who said so
paper_voids = Table(
    "paper_voids",
    metadata,
    Column("paper", ForeignKey("documents.id"), primary_key=True),
    Column("submission", Text, nullable=False),
    Column("voided_at", Instant, nullable=False),
    Column("voided_by", Text, nullable=False),
)
