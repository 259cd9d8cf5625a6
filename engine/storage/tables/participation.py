"""Who takes part in a case and as what, who stepped back, who may read real data, and what was served on whom."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Table, Text

from engine.storage.column_types import Instant, Json, Serial
from engine.storage.tables.base import metadata

#: kind is unit, expert, lead, support or grant (need to know: may read real data until a day)
#: binds a participation key of the diagram (`p01`) to a unit or a person; several rows a key where several people act
participations = Table(
    "participations",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("unit", Text),
    Column("person", Text),
    Column("discipline", Text),
    Column("bound_at", Instant, nullable=False),
    Column("bound_by", Text, nullable=False),
    Column("until_on", Date),
    Column("ended_at", Instant),
    #: excused, recused, substituted, rebound, revoked
    Column("end_reason", Text),
    Index(None, "case_id", "key"),
    Index(None, "person", "ended_at"),
    Index(None, "unit", "ended_at"),
)

#: a declared conflict of interest and who takes the place
recusals = Table(
    "recusals",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("person", Text, nullable=False),
    Column("declared_at", Instant, nullable=False),
    Column("declared_by", Text, nullable=False),
    Column("submission", Text),
    Column("substitute", Text),
)

#: service of a document and its receipt, electronic or on paper
services = Table(
    "services",
    metadata,
    Column("id", Text, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("item", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("how", Text, nullable=False),
    Column("paper", Boolean, nullable=False),
    Column("served_at", Instant, nullable=False),
    Column("served_by", Text, nullable=False),
    Column("receipt_on", Date),
    Column("receipt_at", Instant),
    Column("receipt_by", Text),
    Column("details", Json, nullable=False),
)
