"""Tokens of programs, as rows. Only the SHA-256 of a token is known here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from engine.storage.database import Connection
from engine.storage.tables.people import people, tokens


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One token; `person` is on whose behalf a program acts with it."""

    id: str
    sha256: bytes
    person: str
    scopes: list[str]
    label: str
    issued_at: datetime
    issued_by: str
    expires_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a token stands for, and whether it still counts."""

    person: str
    login: str
    name: str
    unit: str
    active: bool
    scopes: list[str]
    expires_at: datetime | None
    revoked_at: datetime | None


_BEARER = (
    select(
        people.c.id,
        people.c.login,
        people.c.name,
        people.c.unit,
        people.c.active,
        tokens.c.scopes,
        tokens.c.expires_at,
        tokens.c.revoked_at,
    )
    .join(people, people.c.id == tokens.c.person)
    .where(tokens.c.sha256 == bindparam("sha256"))
)


def bearer(connection: Connection, sha256: bytes) -> Bearer | None:
    """Whom the token of this digest stands for; None when no such token was issued."""
    row = connection.execute(_BEARER, {"sha256": sha256}).one_or_none()
    return Bearer(row[0], row[1], row[2], row[3] or "", *row[4:]) if row else None


def add(connection: Connection, rows: Sequence[TokenRow]) -> None:
    """New tokens."""
    if rows:
        connection.execute(insert(tokens), [asdict(row) for row in rows])


def read(connection: Connection, token_id: str) -> TokenRow | None:
    """One token by its id."""
    row = connection.execute(select(tokens).where(tokens.c.id == token_id)).mappings().one_or_none()
    return TokenRow(**row) if row else None


def of_person(connection: Connection, person: str) -> list[TokenRow]:
    """Every token of a person, newest first."""
    question = select(tokens).where(tokens.c.person == person).order_by(tokens.c.issued_at.desc(), tokens.c.id)
    return [TokenRow(**row) for row in connection.execute(question).mappings()]


def revoke(connection: Connection, token_id: str, at: datetime) -> bool:
    """The token no longer counts. False when it was revoked already."""
    changed = update(tokens).where(tokens.c.id == token_id, tokens.c.revoked_at.is_(None)).values(revoked_at=at)
    return connection.execute(changed).rowcount == 1


def revoke_all(connection: Connection, person: str, at: datetime) -> None:
    """None of this person's tokens counts any more."""
    place = (tokens.c.person == person) & tokens.c.revoked_at.is_(None)
    connection.execute(update(tokens).where(place).values(revoked_at=at))
