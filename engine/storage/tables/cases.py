"""A case, its state, its key, its child's pseudonym, what it is linked with and where it got stuck."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from engine.storage.column_types import Instant, Json, Serial
from engine.storage.tables.base import metadata

#: locked first by everyone; `version` counts every change of the case or of its rows
cases = Table(
    "cases",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("procedure", Text, nullable=False),
    Column("procedure_version", Integer, nullable=False),
    Column("digest", ForeignKey("definitions.digest"), nullable=False),
    Column("process", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("item_states", Json, nullable=False),
    #: dated settings of the procedure as they stood when the case opened
    Column("settings", Json, nullable=False),
    #: what templates may ask with fact(): units and flags, never a person
    Column("facts", Json, nullable=False),
    Column("applicant_unit", Text, nullable=False),
    Column("applicant_class", Text, nullable=False),
    #: who handles it in the provincial office
    Column("officer", Text),
    Column("opened_by", Text, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("outcome", Text),
    Column("danger", Boolean, nullable=False),
    Column("halted", Boolean, nullable=False),
    #: how pressing a person said it is: urgent (紧急) or empty; 特急 is what `danger` says
    Column("urgency", Text, nullable=False, server_default=text("''")),
    Column("state", LargeBinary),
    Column("state_format", Integer, nullable=False),
    #: the key of this case's content, wrapped by the master key named here; without it the content is unreadable
    Column("key_wrapped", LargeBinary),
    Column("key_master", Text),
    Column("audit_seq", Integer, nullable=False),
    Column("audit_head", LargeBinary, nullable=False),
    Index(None, "status"),
    Index(None, "applicant_unit"),
    Index(None, "officer"),
    Index(None, "opened_by", "opened_at"),
    Index(None, "opened_at", "id"),
    #: what lists are narrowed by, so that a filter need not read whole cases
    Index("ix_cases_listed", "id", "status", "applicant_unit", "urgency", "danger"),
    Index("ix_cases_open", "id", sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL")),
)

#: kind: merged_into, split_from, follow_up_of
case_links = Table(
    "case_links",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("other_id", ForeignKey("cases.id"), primary_key=True, index=True),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
)

#: keys of the house itself, such as that of the blind index
house_keys = Table(
    "house_keys",
    metadata,
    Column("name", Text, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("master", Text, nullable=False),
)

#: the child as process data may know it; the blind index finds a second application for the same child
subjects = Table(
    "subjects",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("pseudonym", Text, primary_key=True),
    Column("age_band", Text, nullable=False),
    Column("blind_index", LargeBinary, nullable=False, index=True),
)

#: the engine cannot go on with this case; it stays visible until a person resolves it
incidents = Table(
    "incidents",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("key", Text, nullable=False),
    Column("params", Json, nullable=False),
    Column("resolved_at", Instant),
    Column("resolved_by", Text),
)
