"""The risk grades of cases (风险等级): every one that was given, the last being the present one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import func, insert, select

from engine.storage.database import Connection
from engine.storage.row_values import values_of
from engine.storage.tables.need_to_know import risk_grades


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A grade as it was given; `reason` is the id of a submission."""

    case_id: str
    grade: str
    graded_at: datetime
    graded_by: str
    reason: str


_COLUMNS = tuple(risk_grades.c[field.name] for field in fields(RiskRow))


def add(connection: Connection, row: RiskRow) -> None:
    """A new grade."""
    connection.execute(insert(risk_grades), values_of(row))


def of_case(connection: Connection, case_id: str) -> list[RiskRow]:
    """Every grade of a case, oldest first."""
    question = select(*_COLUMNS).where(risk_grades.c.case_id == case_id).order_by(risk_grades.c.id)
    return [RiskRow(*row) for row in connection.execute(question)]


def present(connection: Connection, case_ids: Collection[str]) -> dict[str, str]:
    """The present grade of each of these cases that has one."""
    last = select(func.max(risk_grades.c.id)).where(risk_grades.c.case_id.in_(list(case_ids)))
    question = select(risk_grades.c.case_id, risk_grades.c.grade).where(
        risk_grades.c.id.in_(last.group_by(risk_grades.c.case_id))
    )
    return {row[0]: row[1] for row in connection.execute(question)} if case_ids else {}
