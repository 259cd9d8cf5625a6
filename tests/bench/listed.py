"""A crowd as lists meet it: cases with a pseudonym and keys to be found by, tasks with clocks that fall due all year.

Half the tasks are claimed, each case has a clock of its own, a fifth of everything is late.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select

from engine.calendar_files import shipped_tables
from engine.cases.search_keys import keys_of_case
from engine.clock import at_beijing
from engine.deadlines.ledger import Ledger
from engine.deadlines.rows import to_row
from engine.deadlines.working_days import WorkingDays
from engine.storage.database import Database
from engine.storage.tables.cases import cases, subjects
from engine.storage.tables.lists import case_keys
from engine.storage.tables.tasks import task_candidates, tasks
from engine.storage.tables.timers import deadlines

BATCH = 4000
#: clocks as a procedure has them: lists ask for one by its name
CLOCKS = ("acceptance", "opinion", "minutes", "countersign", "implementation", "filing", "task_sheet", "danger")
#: groups among which the tasks are spread; the first is the reader's own, every second task of it claimed by somebody
GROUPS = 10
UNITS = ("education", "justice", "health", "civil_affairs", "public_security")
CHILDREN = "甲乙丙丁戊"


def listed_crowd(database: Database, case_id: str, size: int, own_group: str, today: date) -> None:
    """Add `size` copies of this case, which has one task; each copy has it under a clock of its own."""
    with database.reading() as connection:
        case = dict(connection.execute(select(cases).where(cases.c.id == case_id)).mappings().one())
        task = dict(connection.execute(select(tasks).where(tasks.c.case_id == case_id)).mappings().one())
    clock = _clock(today)
    for first in range(0, size, BATCH):
        numbers = range(first, min(first + BATCH, size))
        with database.writing() as connection:
            for table, make in _ROWS:
                rows = [row for n in numbers for row in make(n, case, task, clock, own_group, _due(n, today))]
                connection.execute(insert(table), rows)


def _clock(today: date) -> dict[str, Any]:
    """The row of a clock as the ledger keeps it."""
    calendar = WorkingDays.from_tables(shipped_tables())
    ledger, opened = Ledger((), calendar), {"start": today, "start_rule": "'today'", "basis": "虚构", "proposed": True}
    clock = ledger.open(CLOCKS[0], "", length=5, unit="working_days", at=at_beijing(today), by="system", **opened)
    body = to_row(clock)
    del body["events"]
    return {"item": "", "occurrence": 1, "body": body, "is_open": True}


def _due(number: int, today: date) -> date:
    """Spread over a year, a fifth of it past."""
    return today + _due_in(number)


def _due_in(number: int) -> timedelta:
    return timedelta(days=number * 37 % 365 - 73)


def _case(n: int, case: Any, *_: Any) -> list[dict[str, Any]]:
    named = {"id": f"{case['id']}-{n}", "number": _number(n), "urgency": "urgent" if n % 9 == 0 else ""}
    return [
        {
            **case,
            **named,
            "applicant_unit": UNITS[n % len(UNITS)],
            "opened_by": f"somebody{n % 50}",
            "officer": f"officer{n % 30}",
            "status": "implementing" if n % 3 else "submitted",
        }
    ]


def _subject(n: int, case: Any, *_: Any) -> list[dict[str, Any]]:
    row = {"pseudonym": f"未成年人{CHILDREN[n % len(CHILDREN)]}", "age_band": "", "blind_index": n.to_bytes(32, "big")}
    return [{"case_id": f"{case['id']}-{n}", **row}]


def _keys(n: int, case: Any, *_: Any) -> list[dict[str, Any]]:
    keys = keys_of_case(_number(n), [f"未成年人{CHILDREN[n % len(CHILDREN)]}"])
    return [{"case_id": f"{case['id']}-{n}", "key": key} for key in keys]


def _task(n: int, case: Any, task: Any, _clock: Any, _own: str, due: date) -> list[dict[str, Any]]:
    claimed = {"claimed_by": f"somebody{n % 50}"} if n // GROUPS % 2 else {}
    place = {"id": f"{task['id']}-{n}", "case_id": f"{case['id']}-{n}", "unit": UNITS[n % len(UNITS)]}
    claimed["deadline"] = CLOCKS[n % len(CLOCKS)]
    return [{**task, **place, "due": due, "opened_at": at_beijing(_opened(n, due)), **claimed}]


def _opened(n: int, due: date) -> date:
    """In the sixty days up to today, of each day as many; long ago where it has been due long."""
    today = due - _due_in(n)
    return min(due - timedelta(days=30), today - timedelta(days=n // 7 % 60))


def _candidates(n: int, _case: Any, task: Any, _clock: Any, own: str, due: date) -> list[dict[str, Any]]:
    group = own if n % GROUPS == 0 else f"other{n % GROUPS}@nowhere"
    holder = f"somebody{n % 50}" if n // GROUPS % 2 else None
    return [{"task_id": f"{task['id']}-{n}", "group": group, "due_order": due, "held_by": holder}]


def _clock_row(n: int, case: Any, _task: Any, clock: Any, _own: str, due: date) -> list[dict[str, Any]]:
    ends_at = at_beijing(due + timedelta(days=1))
    body = {**clock["body"], "due": due.isoformat(), "ends_at": ends_at.isoformat()}
    return [
        {
            **clock,
            "case_id": f"{case['id']}-{n}",
            "name": CLOCKS[n % len(CLOCKS)],
            "body": body,
            "due": due,
            "lapses_at": ends_at,
        }
    ]


def _number(n: int) -> str:
    return f"虚构会商〔2026〕{n + 100_000}号"


_ROWS: tuple[tuple[Any, Callable[..., list[dict[str, Any]]]], ...] = (
    (cases, _case),
    (subjects, _subject),
    (case_keys, _keys),
    (tasks, _task),
    (task_candidates, _candidates),
    (deadlines, _clock_row),
)
