"""Units with their dated names, people, the posts they hold, who stands in for whom, and how they sign in."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, Table, Text, false

from engine.storage.column_types import Instant, Json, Serial
from engine.storage.tables.base import metadata

units = Table(
    "units",
    metadata,
    Column("key", Text, primary_key=True),
    #: government, court, procuratorate, party, mass …: decides which letters it may get
    Column("kind", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("parent", ForeignKey("units.key")),
    #: a member of the provincial leading group (成员单位)
    Column("is_member", Boolean, nullable=False),
    Column("ended_on", Date),
    Column("successor", ForeignKey("units.key")),
)

#: old papers print the name of their day
unit_names = Table(
    "unit_names",
    metadata,
    Column("unit", ForeignKey("units.key"), primary_key=True),
    Column("from_on", Date, primary_key=True),
    Column("names", Json, nullable=False),
    Column("short_names", Json, nullable=False),
    #: prefix of its document numbers from that day on
    Column("prefix", Text, nullable=False),
    Column("basis", Text, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    Column("login", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("unit", ForeignKey("units.key"), index=True),
    Column("discipline", Text),
    Column("language", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("is_program", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
)

#: argon2 hash and the count of failed attempts, kept in the database so that every process counts alike
person_secrets = Table(
    "person_secrets",
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True),
    Column("hash", Text, nullable=False),
    Column("set_at", Instant, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", Instant),
    #: set by somebody else: to be changed at the next login
    Column("must_change", Boolean, nullable=False, server_default=false()),
)

posts = Table(
    "posts",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("unit", ForeignKey("units.key"), nullable=False),
    Column("from_on", Date, nullable=False),
    Column("until_on", Date),
    Index(None, "person"),
    Index(None, "role", "unit"),
)

#: `deputy` may act for `person` in one post, or in all where role and unit are empty
deputies = Table(
    "deputies",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("deputy", ForeignKey("people.id"), nullable=False, index=True),
    Column("role", Text),
    Column("unit", Text),
    Column("from_on", Date, nullable=False),
    Column("until_on", Date, nullable=False),
    Column("ended_at", Instant),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sha256", LargeBinary, nullable=False, unique=True),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("scopes", Json, nullable=False),
    Column("label", Text, nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("issued_by", Text, nullable=False),
    Column("expires_at", Instant),
    Column("revoked_at", Instant),
)

#: one row, counted up whenever units or calendars change, so that every process notices
reference_version = Table(
    "reference_version",
    metadata,
    Column("name", Text, primary_key=True),
    Column("version", Integer, nullable=False),
)

#: the last sign of life of each worker
workers = Table(
    "workers",
    metadata,
    Column("name", Text, primary_key=True),
    Column("at", Instant, nullable=False),
)
