"""The first answer to a request, kept in the same transaction as what it did."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from engine.storage.database import Connection
from engine.storage.tables.records import idempotency_keys

_GET = select(idempotency_keys.c.digest, idempotency_keys.c.answer).where(
    idempotency_keys.c.actor == bindparam("actor"), idempotency_keys.c.key == bindparam("key")
)
_INSERT = insert(idempotency_keys)


def get(connection: Connection, actor: str, key: str) -> tuple[str, Any] | None:
    """Digest of the request this key first came with, and its answer."""
    row = connection.execute(_GET, {"actor": actor, "key": key}).one_or_none()
    return (row[0], row[1]) if row else None


def put(connection: Connection, actor: str, key: str, digest: str, answer: Any, at: datetime) -> None:
    """Remember the answer. A second one under the same key is a clash and undoes its own act."""
    connection.execute(_INSERT, {"actor": actor, "key": key, "digest": digest, "answer": answer, "at": at})


def forget(connection: Connection, before: datetime) -> int:
    """Drop answers given before that instant; gives their number."""
    return connection.execute(delete(idempotency_keys).where(idempotency_keys.c.at < before)).rowcount
