"""What happens to a paper after it was issued: the signed one comes back as a scan, or its number was given in vain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from engine.storage.database import Connection
from engine.storage.tables.papers import paper_scans, paper_voids


@dataclass(frozen=True, slots=True)
class ScanRow:
    """One scan: which file of the case it is; `sha256` is of the bytes that were handed in."""

    file: str
    paper: str
    case_id: str
    size: int
    sha256: str
    taken_at: datetime
    taken_by: str


_READ = select(*(paper_scans.c[field.name] for field in fields(ScanRow)))


def add_scan(connection: Connection, row: Mapping[str, Any]) -> None:
    """Keep one scan."""
    connection.execute(insert(paper_scans), dict(row))


def scans_of(connection: Connection, case_id: str) -> list[ScanRow]:
    """All scans of a case, oldest first."""
    question = _READ.where(paper_scans.c.case_id == case_id).order_by(paper_scans.c.taken_at, paper_scans.c.file)
    return [ScanRow(*row) for row in connection.execute(question)]


def void(connection: Connection, row: Mapping[str, Any]) -> None:
    """Note that a number was given in vain."""
    connection.execute(insert(paper_voids), dict(row))
