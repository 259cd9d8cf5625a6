"""Papers of a case as issued: kind, number, addressee, and sealed what each was filled with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from engine.storage.tables.cases import cases
from engine.storage.tables.papers import paper_contents, paper_voids
from engine.storage.tables.records import documents, registers


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One issued paper. `template` is None for a paper that has a number and no file of ours."""

    id: str
    case_id: str
    kind: str
    item: str
    number: str | None
    addressee: str
    issued_on: date
    issued_by: str
    details: dict[str, Any]
    template: str | None = None
    content: bytes | None = None
    drawn_at: datetime | None = None
    author_unit: str | None = None
    addressees: list[str] | None = None
    retention: str | None = None
    voided_at: datetime | None = None
    voided_by: str | None = None

    @property
    def context(self) -> str:
        """What the sealed content is bound to."""
        return context_of(self.case_id, self.id)


def context_of(case_id: str, paper_id: str) -> str:
    """What the sealed content of a paper is bound to."""
    return f"{case_id}/paper/{paper_id}"


_OF_DOCUMENT = tuple(field.name for field in fields(PaperRow))[:9]
_OF_CONTENT = ("template", "content", "drawn_at", "author_unit", "addressees", "retention")
_OF_VOID = ("voided_at", "voided_by")
_JOINED = documents.outerjoin(paper_contents, paper_contents.c.paper == documents.c.id).outerjoin(
    paper_voids, paper_voids.c.paper == documents.c.id
)
_READ = select(
    *(documents.c[name] for name in _OF_DOCUMENT),
    *(paper_contents.c[name] for name in _OF_CONTENT),
    *(paper_voids.c[name] for name in _OF_VOID),
).select_from(_JOINED)
_ORDER = (documents.c.issued_on, paper_contents.c.drawn_at, documents.c.kind, documents.c.item, documents.c.id)


def add(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Enter issued papers."""
    if rows:
        connection.execute(insert(documents), [dict(row) for row in rows])


def add_contents(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep what papers were filled with, sealed."""
    if rows:
        connection.execute(insert(paper_contents), [dict(row) for row in rows])


def of_case(connection: Connection, case_id: str) -> list[dict[str, Any]]:
    """All papers of a case as rows of their register, oldest first."""
    order = (documents.c.issued_on, documents.c.kind, documents.c.id)
    rows = connection.execute(select(documents).where(documents.c.case_id == case_id).order_by(*order)).mappings()
    return [dict(row) for row in rows]


def papers_of(connection: Connection, case_id: str) -> list[PaperRow]:
    """All papers of a case, oldest first."""
    return [PaperRow(*row) for row in connection.execute(_READ.where(documents.c.case_id == case_id).order_by(*_ORDER))]


def get(connection: Connection, paper_id: str) -> PaperRow | None:
    """One paper."""
    row = connection.execute(_READ.where(documents.c.id == paper_id)).one_or_none()
    return PaperRow(*row) if row else None


@dataclass(frozen=True, slots=True)
class Registered:
    """One line of a register of numbers, with the number of its case; nothing in it tells of a person."""

    id: str
    case_id: str
    case_number: str
    kind: str
    number: str | None
    addressee: str
    issued_on: date
    issued_by: str
    author_unit: str | None
    voided_at: datetime | None


def registered(connection: Connection, kinds: Sequence[str], year: int) -> list[Registered]:
    """Every paper of these kinds issued in this year, in the order they were issued."""
    within = documents.c.issued_on.between(date(year, 1, 1), date(year, 12, 31))
    question = (
        select(
            documents.c.id,
            documents.c.case_id,
            cases.c.number,
            documents.c.kind,
            documents.c.number,
            documents.c.addressee,
            documents.c.issued_on,
            documents.c.issued_by,
            paper_contents.c.author_unit,
            paper_voids.c.voided_at,
        )
        .select_from(_JOINED.join(cases, cases.c.id == documents.c.case_id))
        .where(documents.c.kind.in_(list(kinds)), within)
    )
    return [Registered(*tuple(row)) for row in connection.execute(question.order_by(*_ORDER))]


def counters(connection: Connection, year: int) -> dict[str, int]:
    """The last number given in each series of this year; a series is named after its kind."""
    question = select(registers.c.series, registers.c.last).where(registers.c.year == year)
    return {series.rpartition(":")[0]: last for series, last in connection.execute(question)}


def years(connection: Connection) -> list[int]:
    """The years in which papers were issued, newest first."""
    return sorted(
        {day.year for day in connection.execute(select(documents.c.issued_on).distinct()).scalars()}, reverse=True
    )
