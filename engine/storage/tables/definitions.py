"""Diagrams as deployed: files by content, bundles by digest, and the procedures whose versions point at a bundle."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from engine.storage.column_types import Instant, Json
from engine.storage.tables.base import metadata

#: each distinct file once, whatever bundle it came in
files = Table(
    "files",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

#: a bundle is named by the digest over its files' names and bytes; running cases are pinned to it
definitions = Table(
    "definitions",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("stored_at", Instant, nullable=False),
)

definition_files = Table(
    "definition_files",
    metadata,
    Column("digest", ForeignKey("definitions.digest"), primary_key=True),
    Column("path", Text, primary_key=True),
    Column("sha256", ForeignKey("files.sha256"), nullable=False),
)

procedures = Table(
    "procedures",
    metadata,
    Column("key", Text, primary_key=True),
    Column("titles", Json, nullable=False),
    Column("created_at", Instant, nullable=False),
)

#: draft until published; a case opens on the version published and effective that day. A draft that ended was
#: discarded, a published version that ended was withdrawn before it took effect
procedure_versions = Table(
    "procedure_versions",
    metadata,
    Column("procedure", ForeignKey("procedures.key"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("digest", ForeignKey("definitions.digest"), nullable=False),
    Column("process", Text, nullable=False),
    #: dated values and numbering as the bundle states them
    Column("settings", Json, nullable=False),
    Column("numbering", Json, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("published_at", Instant),
    Column("published_by", Text),
    Column("effective_on", Date),
    Column("note", Text, nullable=False, server_default=text("''")),
    #: everybody who replaced the draft after its first drawer; none of them publishes it
    Column("redrawn_by", Json, nullable=False, server_default=text("'[]'")),
    #: what the proof before publishing came to
    Column("proof", Json),
    Column("ended_at", Instant),
    Column("ended_by", Text),
    Index(None, "procedure", "effective_on"),
)
