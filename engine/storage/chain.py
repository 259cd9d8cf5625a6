"""The hash chain of a record: each link is SHA-256 over the link before and the record in one fixed spelling."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson

#: what the first record of every chain is linked to
BEGINNING = bytes(32)


@dataclass(frozen=True, slots=True)
class Record:
    """Who did what when, and what it changed. `event` is the id of the outgoing event that told of it."""

    at: datetime
    actor: str
    word: str
    element: str = ""
    item: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    event: str | None = None


def link(head: bytes, chain: str, seq: int, record: Record) -> bytes:
    """The hash of this record as number `seq` (from 1) of its chain, after `head`."""
    spelled = orjson.dumps(
        [
            chain,
            seq,
            record.at.astimezone(UTC).isoformat(timespec="microseconds"),
            record.actor,
            record.word,
            record.element,
            record.item,
            record.details,
            record.event,
        ],
        option=orjson.OPT_SORT_KEYS,
    )
    return hashlib.sha256(head + spelled).digest()
