"""The children of a case as the database may know them: a pseudonym, an age band, a blind index."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from engine.storage.tables.cases import cases, subjects


def add(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Enter the children of a case."""
    if rows:
        connection.execute(insert(subjects), [dict(row) for row in rows])


def drop(connection: Connection, case_id: str, pseudonyms: Collection[str]) -> None:
    """Take these children out of a case: a newer form tells them otherwise."""
    gone = delete(subjects).where(subjects.c.case_id == case_id, subjects.c.pseudonym.in_(list(pseudonyms)))
    if pseudonyms:
        connection.execute(gone)


def of_case(connection: Connection, case_id: str) -> list[dict[str, Any]]:
    """Pseudonyms and age bands of a case."""
    chosen = select(subjects.c.pseudonym, subjects.c.age_band, subjects.c.blind_index)
    rows = connection.execute(chosen.where(subjects.c.case_id == case_id).order_by(subjects.c.pseudonym)).mappings()
    return [dict(row) for row in rows]


def of_cases(connection: Connection, case_ids: Collection[str]) -> dict[str, list[str]]:
    """The pseudonyms of these cases."""
    chosen = select(subjects.c.case_id, subjects.c.pseudonym).where(subjects.c.case_id.in_(list(case_ids)))
    found: dict[str, list[str]] = {}
    for row in connection.execute(chosen.order_by(subjects.c.case_id, subjects.c.pseudonym)) if case_ids else ():
        found.setdefault(row.case_id, []).append(row.pseudonym)
    return found


def cases_with(connection: Connection, blind_indexes: Sequence[bytes]) -> list[dict[str, Any]]:
    """Cases in which one of these children appears: id, number, status and pseudonym."""
    chosen = (
        select(cases.c.id, cases.c.number, cases.c.status, subjects.c.pseudonym)
        .join_from(subjects, cases)
        .where(subjects.c.blind_index.in_(list(blind_indexes)))
        .order_by(cases.c.opened_at, cases.c.id)
    )
    return [dict(row) for row in connection.execute(chosen).mappings()]
