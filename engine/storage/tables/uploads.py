"""Files people hand in: a row for each, its sealed content in pieces beside it, and standing phrases for opinions.

Content lies in the database and not in a folder: web processes are many and stateless (D12), one backup holds case and
file together, and a file is there exactly when the act that brought it was committed.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from engine.storage.column_types import Instant
from engine.storage.tables.base import metadata

LOOSE = text("submission IS NULL")

uploads = Table(
    "uploads",
    metadata,
    Column("id", Text, primary_key=True),
    #: what forms hold as `files::<ref>`; several files may share it
    Column("ref", Text, nullable=False),
    #: where it was uploaded; empty for an application that is not yet a case
    Column("case_id", ForeignKey("cases.id")),
    Column("task_id", Text),
    Column("kind", Text, nullable=False),
    #: bytes of the content
    Column("size", Integer, nullable=False),
    #: what the virus scanner said
    Column("verdict", Text, nullable=False),
    #: the file's own key, sealed by the key of its case, or by the house's as long as it has none
    Column("key", LargeBinary, nullable=False),
    #: name and digest, sealed by the file's own key
    Column("about", LargeBinary, nullable=False),
    Column("uploaded_by", Text, nullable=False),
    Column("uploaded_at", Instant, nullable=False),
    #: the draft that mentions it, and the submission it belongs to for good (written in the same act, after this row)
    Column("draft", Text),
    Column("submission", Text),
    #: number within its case, given with the submission, and whether only real data's readers may open it
    Column("number", Integer),
    Column("covered", Boolean, nullable=False),
    Index("ix_uploads_ref", "ref"),
    Index("ix_uploads_case", "case_id", "number"),
    Index("ix_uploads_loose", "uploaded_at", sqlite_where=LOOSE, postgresql_where=LOOSE),
)

upload_pieces = Table(
    "upload_pieces",
    metadata,
    Column("file_id", ForeignKey("uploads.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

#: 常用语: sealed by a key of the house, for one person, or for everybody of a unit
phrases = Table(
    "phrases",
    metadata,
    Column("id", Text, primary_key=True),
    #: exactly one of the two is set
    Column("person", Text),
    Column("unit", Text),
    #: for which kind of field, such as `opinion` or `reason`; empty for all
    Column("topic", Text, nullable=False),
    Column("words", LargeBinary, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
    Index("ix_phrases_person", "person"),
    Index("ix_phrases_unit", "unit"),
)
