"""What people are told: notices by person, letters on their way by e-mail, and how each person wants to be told."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from engine.storage.column_types import Instant, Json, Serial
from engine.storage.tables.base import metadata

UNSEEN = text("read_at IS NULL")

#: one notice as one person got it, once; `on_behalf_of` is whom the person stands in for. What is told about no case,
#: such as long work that ended, has neither notice nor case: `item` says what it is about
person_notices = Table(
    "person_notices",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("notice", ForeignKey("notices.id")),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("on_behalf_of", Text),
    Column("case_id", ForeignKey("cases.id"), index=True),
    Column("kind", Text, nullable=False),
    Column("element", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("read_at", Instant),
    #: when a digest told of it; null while it still belongs into the next one, or where it was told at once
    Column("digested_at", Instant),
    #: whether the person wants it in the next digest
    Column("for_digest", Boolean, nullable=False),
    UniqueConstraint("notice", "person"),
    Index(None, "person", "id"),
    Index("ix_person_notices_unseen", "person", "id", sqlite_where=UNSEEN, postgresql_where=UNSEEN),
)

WAITING = text("state = 'waiting'")

#: a letter by e-mail: at most one a notice and person, and one digest a person and day. It holds no text: what is said
#: is made of the notice when it goes out
mails = Table(
    "mails",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("person_notice", ForeignKey("person_notices.id"), unique=True),
    Column("digest_day", Date),
    #: waiting, sending, sent, failed
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("ended_at", Instant),
    #: why the last attempt failed: a word of ours, never the server's own
    Column("fault", Text),
    UniqueConstraint("person", "digest_day"),
    Index("ix_mails_waiting", "next_at", "id", sqlite_where=WAITING, postgresql_where=WAITING),
    Index(None, "state", "made_at"),
)

#: where and how a person is told beside the screen; by kind: at_once, digest or off
notice_preferences = Table(
    "notice_preferences",
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True),
    Column("address", Text, nullable=False),
    Column("kinds", Json, nullable=False),
    Column("digest", Boolean, nullable=False),
    Column("changed_at", Instant, nullable=False),
)
