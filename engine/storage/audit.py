"""The record: written in chains, read by case, by person and by day, and never changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, insert, or_, select, update

from engine.storage.chain import BEGINNING, Record, link
from engine.storage.database import Connection
from engine.storage.tables.cases import cases
from engine.storage.tables.records import audit, chain_heads, chains


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends: the number of its last record and that one's hash."""

    seq: int = 0
    hash: bytes = BEGINNING


@dataclass(frozen=True, slots=True)
class Written:
    """A record as it stands in its chain."""

    chain: str
    seq: int
    record: Record
    hash: bytes


_COLUMNS = (
    audit.c.chain,
    audit.c.seq,
    audit.c.hash,
    audit.c.at,
    audit.c.actor,
    audit.c.word,
    audit.c.element,
    audit.c.item,
    audit.c.details,
    audit.c.event,
)
_INSERT = insert(audit)
_OF_CHAIN = (
    select(*_COLUMNS)
    .where(audit.c.chain == bindparam("chain"), audit.c.seq > bindparam("after"))
    .order_by(audit.c.seq)
    .limit(bindparam("most"))
)
_OF_WORD = (
    select(*_COLUMNS)
    .where(audit.c.chain == bindparam("chain"), audit.c.word == bindparam("word"), audit.c.seq > bindparam("after"))
    .order_by(audit.c.seq)
    .limit(bindparam("most"))
)
_HEAD = select(chains.c.seq, chains.c.head).where(chains.c.name == bindparam("name")).with_for_update()
_ELEMENTS = select(audit.c.element).where(audit.c.chain == bindparam("chain"), audit.c.element != "").distinct()
_NAMES = select(audit.c.chain).distinct().order_by(audit.c.chain)


def append(connection: Connection, chain: str, head: Head, records: Sequence[Record]) -> Head:
    """Add these records to a chain whose end the caller has locked. Gives the new end; one statement."""
    rows: list[dict[str, Any]] = []
    seq, hash_ = head.seq, head.hash
    for record in records:
        seq += 1
        hash_ = link(hash_, chain, seq, record)
        rows.append(
            {
                "chain": chain,
                "seq": seq,
                "at": record.at,
                "actor": record.actor,
                "word": record.word,
                "element": record.element,
                "item": record.item,
                "details": record.details,
                "event": record.event,
                "hash": hash_,
            }
        )
    if rows:
        connection.execute(_INSERT, rows)
    return Head(seq, hash_)


def append_to_house(connection: Connection, name: str, records: Sequence[Record]) -> Head:
    """Add records to a chain of the house, which is locked here and made at its first record."""
    row = connection.execute(_HEAD, {"name": name}).one_or_none()
    head = Head(*row) if row else Head()
    new = append(connection, name, head, records)
    values = {"seq": new.seq, "head": new.hash}
    if row:
        connection.execute(update(chains).where(chains.c.name == name), values)
    else:
        connection.execute(insert(chains), {"name": name, **values})
    return new


def read(connection: Connection, chain: str, after: int = 0, most: int = 1000) -> list[Written]:
    """Records of a chain in their order, beginning after number `after`."""
    parameters = {"chain": chain, "after": after, "most": most}
    return [_written(row) for row in connection.execute(_OF_CHAIN, parameters)]


def read_word(connection: Connection, chain: str, word: str, after: int = 0, most: int = 1000) -> list[Written]:
    """Records of a chain that say this word, in their order, beginning after number `after`."""
    parameters = {"chain": chain, "word": word, "after": after, "most": most}
    return [_written(row) for row in connection.execute(_OF_WORD, parameters)]


def newest(
    connection: Connection,
    chain: str,
    *,
    before: int = 0,
    words: Collection[str] = (),
    but_by: str = "",
    most: int = 1000,
) -> list[Written]:
    """Records of a chain, the last first, before number `before` (0: from the end), of these words or of all.

    `but_by` leaves out what one actor did, such as the system.
    """
    question = select(*_COLUMNS).where(audit.c.chain == chain)
    if before:
        question = question.where(audit.c.seq < before)
    if words:
        question = question.where(audit.c.word.in_(list(words)))
    if but_by:
        question = question.where(audit.c.actor != but_by)
    return [_written(row) for row in connection.execute(question.order_by(audit.c.seq.desc()).limit(most))]


def elements(connection: Connection, chain: str) -> set[str]:
    """The elements that records of a chain speak of."""
    return set(connection.execute(_ELEMENTS, {"chain": chain}).scalars())


def walk(connection: Connection, chain: str) -> Iterator[Written]:
    """All records of a chain, read in pieces."""
    after = 0
    while piece := read(connection, chain, after):
        yield from piece
        after = piece[-1].seq


def names(connection: Connection) -> list[str]:
    """Every chain that has a record."""
    return list(connection.execute(_NAMES).scalars())


def heads(connection: Connection) -> dict[str, Head]:
    """The end of every chain as its case or the house keeps it."""
    of_cases = connection.execute(select(cases.c.id, cases.c.audit_seq, cases.c.audit_head).order_by(cases.c.id))
    of_house = connection.execute(select(chains.c.name, chains.c.seq, chains.c.head).order_by(chains.c.name))
    return {name: Head(seq, head) for rows in (of_cases, of_house) for name, seq, head in rows}


def by_actor(connection: Connection, actor: str, since: datetime, most: int = 1000) -> list[Written]:
    """What one person did, newest first."""
    question = select(*_COLUMNS).where(audit.c.actor == actor, audit.c.at >= since)
    ordered = question.order_by(audit.c.at.desc(), audit.c.chain, audit.c.seq.desc())
    return [_written(row) for row in connection.execute(ordered.limit(most))]


def since(connection: Connection, at: datetime, words: Sequence[str] = (), most: int = 1000) -> list[Written]:
    """What happened from an instant on, oldest first, of these words or of all."""
    question = select(*_COLUMNS).where(audit.c.at >= at)
    if words:
        question = question.where(audit.c.word.in_(words))
    ordered = question.order_by(audit.c.at, audit.c.chain, audit.c.seq)
    return [_written(row) for row in connection.execute(ordered.limit(most))]


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which records: of a chain, by people, with a word or the beginning of one, from an instant until another."""

    chain: str = ""
    #: any of these people; None for everybody
    actors: tuple[str, ...] | None = None
    word: str = ""
    since: datetime | None = None
    until: datetime | None = None


def search(
    connection: Connection, wanted: AuditFilter, before: tuple[str, str, int] | None, most: int
) -> list[Written]:
    """Records of every chain, newest first, going on before a place (instant, chain, number)."""
    question = select(*_COLUMNS)
    if wanted.chain:
        question = question.where(audit.c.chain == wanted.chain)
    if wanted.actors is not None:
        question = question.where(audit.c.actor.in_(wanted.actors))
    if wanted.word:
        question = question.where(audit.c.word.startswith(wanted.word, autoescape=True))
    if wanted.since is not None:
        question = question.where(audit.c.at >= wanted.since)
    if wanted.until is not None:
        question = question.where(audit.c.at < wanted.until)
    if before is not None:
        at, chain, seq = datetime.fromisoformat(before[0]), before[1], before[2]
        same = and_(audit.c.at == at, or_(audit.c.chain < chain, and_(audit.c.chain == chain, audit.c.seq < seq)))
        question = question.where(or_(audit.c.at < at, same))
    ordered = question.order_by(audit.c.at.desc(), audit.c.chain.desc(), audit.c.seq.desc())
    return [_written(row) for row in connection.execute(ordered.limit(most))]


def seal(connection: Connection, day: date, head: bytes, records: int, at: datetime) -> None:
    """Keep the one value over all chains of a day."""
    connection.execute(insert(chain_heads), {"day": day, "head": head, "records": records, "sealed_at": at})


def seals(connection: Connection, since_day: date | None = None) -> list[tuple[date, bytes, int]]:
    """The sealed days in order as (day, head, number of records)."""
    question = select(chain_heads.c.day, chain_heads.c.head, chain_heads.c.records).order_by(chain_heads.c.day)
    if since_day is not None:
        question = question.where(chain_heads.c.day >= since_day)
    return [(row[0], row[1], row[2]) for row in connection.execute(question)]


def _written(row: Any) -> Written:
    chain, seq, hash_, *record = row
    return Written(chain, seq, Record(*record), hash_)
