"""Fills a database with copies of one real case, row by row in bulk: opening 100,000 one after the other takes hours.

A copy has rows of its own in every table that a sweep or an inbox reads. Its diagram's state is the original's, so it
must not be acted upon.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Table, insert, select

from engine.storage.database import Connection, Database
from engine.storage.tables.cases import cases
from engine.storage.tables.tasks import task_candidates, tasks
from engine.storage.tables.timers import timers

BATCH = 5000
#: groups among which the copied tasks are spread; the first is the worker's own
GROUPS = 10


def crowd(database: Database, case_id: str, size: int, *, own_group: str = "") -> None:
    """Add `size` copies of this case. With `own_group` the tasks are spread over GROUPS groups, that one among them."""
    with database.reading() as connection:
        case = _one(connection, cases, cases.c.id == case_id)
        waiting = _rows(connection, timers, timers.c.case_id == case_id)
        open_tasks = _rows(connection, tasks, tasks.c.case_id == case_id)
        candidates = _rows(
            connection, task_candidates, task_candidates.c.task_id.in_([task["id"] for task in open_tasks])
        )
    for first in range(0, size, BATCH):
        numbers = range(first, min(first + BATCH, size))
        with database.writing() as connection:
            _copy(
                connection,
                cases,
                [case],
                numbers,
                lambda row, n: {"id": f"{row['id']}-{n}", "number": f"{row['number']}-{n}"},
            )
            _copy(connection, timers, waiting, numbers, _of_case("task_id"))
            _copy(connection, tasks, open_tasks, numbers, _of_case("id"))
            _copy(
                connection,
                task_candidates,
                candidates,
                numbers,
                lambda row, n: {"task_id": f"{row['task_id']}-{n}", "group": _group(row["group"], n, own_group)},
            )


def _group(group: str, number: int, own_group: str) -> str:
    if not own_group or number % GROUPS == 0:
        return own_group or group
    return f"other{number % GROUPS}@nowhere"


def _of_case(key: str) -> Callable[[Mapping[str, Any], int], dict[str, Any]]:
    return lambda row, number: {key: f"{row[key]}-{number}", "case_id": f"{row['case_id']}-{number}"}


def _copy(
    connection: Connection,
    table: Table,
    originals: list[dict[str, Any]],
    numbers: range,
    changed: Callable[[Mapping[str, Any], int], dict[str, Any]],
) -> None:
    rows = [{**row, **changed(row, number)} for number in numbers for row in originals]
    if rows:
        connection.execute(insert(table), rows)


def _one(connection: Connection, table: Table, where: Any) -> dict[str, Any]:
    return _rows(connection, table, where)[0]


def _rows(connection: Connection, table: Table, where: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(table).where(where)).mappings()]
