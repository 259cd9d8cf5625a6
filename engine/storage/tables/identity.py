"""Being signed in to the browser: sessions, second factors, failed attempts, links for one case."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, Table, Text

from engine.storage.column_types import Instant, Serial
from engine.storage.tables.base import metadata

#: the secret stands in the browser's cookie alone; `id` names the session in lists and in the record
sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sha256", LargeBinary, nullable=False, unique=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    #: staff or guest
    Column("kind", Text, nullable=False),
    #: full, or what is still to be done
    Column("stage", Text, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("address", Text, nullable=False),
    Column("agent", Text, nullable=False),
    #: failed logins since the one before
    Column("failures_before", Integer, nullable=False),
    #: a guest's link, which names the case
    Column("link", ForeignKey("guest_links.id")),
    #: the token of a unified identity service, sealed, to be shown to it at log-out
    Column("identity", LargeBinary),
    Column("ended_at", Instant),
    Column("end_reason", Text),
    #: where the other one was that ended it
    Column("ended_from", Text),
    Index(None, "person", "opened_at"),
)

#: the secret is sealed by a key of the house; without `confirmed_at` it was shown and not yet proved
second_factors = Table(
    "second_factors",
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True),
    Column("secret", LargeBinary, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("confirmed_at", Instant),
    #: the half minute of the last code that was taken
    Column("last_step", Integer, nullable=False),
)

#: keyed hashes; each code counts once
recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("hash", LargeBinary, nullable=False),
    Column("used_at", Instant),
)

#: hashes of earlier passwords
password_history = Table(
    "password_history",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("hash", Text, nullable=False),
    Column("set_at", Instant, nullable=False),
)

#: failures of one network address, or of one login that nobody has; the login stands here as a digest only
login_failures = Table(
    "login_failures",
    metadata,
    Column("subject", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("since", Instant, nullable=False),
    Column("locked_until", Instant),
)

#: a way into one case for one person, opened once with a code told by another channel
guest_links = Table(
    "guest_links",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sha256", LargeBinary, nullable=False, unique=True),
    Column("code_hash", Text, nullable=False),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("issued_at", Instant, nullable=False),
    Column("issued_by", Text, nullable=False),
    Column("until_on", Date, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("opened_at", Instant),
    Column("ended_at", Instant),
    Column("ended_by", Text),
)

#: the one-time code of a fresh installation
setup_code = Table(
    "setup_code",
    metadata,
    Column("name", Text, primary_key=True),
    Column("sha256", LargeBinary, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("tries", Integer, nullable=False),
)
