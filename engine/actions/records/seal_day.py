"""Seal the day: one value over the ends of all chains, kept in the database and, by the caller, outside it.

Whoever rewrites a chain later must also rewrite what lies outside; that is why there is an outside.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson

from engine.actions.house.house_work import HouseWork
from engine.actions.house.office import Office
from engine.actions.house.once_a_day import once_a_day
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.storage import audit
from engine.storage.audit import Head


@dataclass(frozen=True, slots=True)
class Seal:
    """The ends of all chains as they stood at one instant of a Beijing day, and the SHA-256 over them."""

    day: date
    at: datetime
    head: str
    records: int
    chains: Mapping[str, tuple[int, str]]


def seal_day(office: Office, keep: Callable[[Seal], None]) -> bool:
    """Seal today unless it is sealed; tells whether it was sealed now.

    `keep` writes the seal outside the database. It is called before the commit: a seal that could not be kept outside
    does not exist.
    """

    def verb(work: HouseWork) -> dict[str, Any]:
        made = seal_of(audit.heads(work.connection), work.today, work.now)
        audit.seal(work.connection, made.day, bytes.fromhex(made.head), made.records, made.at)
        keep(made)
        work.record(Word.DAY_SEALED, day=made.day.isoformat(), head=made.head, records=made.records)
        return {"head": made.head}

    return once_a_day(office, Act.SEAL_DAY, verb)


def seal_of(heads: Mapping[str, Head], day: date, at: datetime) -> Seal:
    """The seal over these ends; chains in the order of their names."""
    chains = {name: (head.seq, head.hash.hex()) for name, head in sorted(heads.items())}
    spelled = orjson.dumps(list(chains.items()))
    total = sum(seq for seq, _ in chains.values())
    return Seal(day, at, hashlib.sha256(spelled).hexdigest(), total, chains)
