"""Case rows: locked first by everyone, changed once at the end of each act, and listed for screens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Update, bindparam, func, insert, select, update

from engine.errors import Conflict
from engine.storage.database import Connection
from engine.storage.tables.cases import cases, incidents
from engine.storage.tables.people import reference_version
from engine.storage.tables.tasks import tasks


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case without its state. `reference` is the version of units and calendars at this moment."""

    id: str
    number: str
    procedure: str
    procedure_version: int
    digest: str
    process: str
    version: int
    status: str
    item_states: dict[str, str]
    settings: dict[str, Any]
    facts: dict[str, Any]
    applicant_unit: str
    applicant_class: str
    officer: str | None
    opened_by: str
    opened_at: datetime
    closed_at: datetime | None
    outcome: str | None
    danger: bool
    halted: bool
    urgency: str
    state_format: int
    key_wrapped: bytes | None
    key_master: str | None
    audit_seq: int
    audit_head: bytes
    reference: int


_COLUMNS = tuple(cases.c[field.name] for field in fields(CaseRow) if field.name != "reference")
_REFERENCE = func.coalesce(
    select(reference_version.c.version).where(reference_version.c.name == "reference").scalar_subquery(), 0
)
_READ = select(*_COLUMNS, _REFERENCE)
_GET = _READ.where(cases.c.id == bindparam("case_id"))
_LOCK = _GET.with_for_update(of=cases)
_LOCK_SKIPPING = _GET.with_for_update(of=cases, skip_locked=True)
_LOCK_BY_TASK = (
    _READ.join_from(cases, tasks, tasks.c.case_id == cases.c.id)
    .where(tasks.c.id == bindparam("task_id"))
    .with_for_update(of=cases)
)
_STATE = select(cases.c.state).where(cases.c.id == bindparam("case_id"))
_OPEN_IDS = select(cases.c.id).where(cases.c.closed_at.is_(None)).order_by(cases.c.id)


def lock(connection: Connection, case_id: str, *, skip_locked: bool = False) -> CaseRow | None:
    """The case, locked until the end of the transaction; None if there is none, or if somebody holds it and we skip."""
    found = connection.execute(_LOCK_SKIPPING if skip_locked else _LOCK, {"case_id": case_id}).one_or_none()
    return _case(found)


def lock_by_task(connection: Connection, task_id: str) -> CaseRow | None:
    """The case that this task belongs or belonged to, locked until the end of the transaction."""
    found = connection.execute(_LOCK_BY_TASK, {"task_id": task_id}).one_or_none()
    return _case(found)


def get(connection: Connection, case_id: str) -> CaseRow | None:
    """The case as last committed."""
    found = connection.execute(_GET, {"case_id": case_id}).one_or_none()
    return _case(found)


def numbered(connection: Connection, number: str) -> CaseRow | None:
    """The case that bears this number."""
    return _case(connection.execute(_READ.where(cases.c.number == number)).one_or_none())


def state(connection: Connection, case_id: str) -> bytes | None:
    """The diagram's state; None before it started."""
    return connection.execute(_STATE, {"case_id": case_id}).scalar()


def open_ids(connection: Connection) -> list[str]:
    """Ids of all cases that have not ended."""
    return list(connection.execute(_OPEN_IDS).scalars())


def add(connection: Connection, values: dict[str, Any]) -> None:
    """A new case. Its number must be new."""
    connection.execute(insert(cases), values)


def change(connection: Connection, case_id: str, seen_version: int, values: dict[str, Any]) -> None:
    """Write what changed and count the version up. Raises Conflict when another act came between."""
    statement = _change(tuple(sorted(values)))
    if connection.execute(statement, {**values, "b_case": case_id, "b_seen": seen_version}).rowcount != 1:
        raise Conflict("storage.changed_meanwhile")


@cache
def _change(columns: tuple[str, ...]) -> Update:
    """The statement that writes these columns; kept, because building one takes as long as running it."""
    known = update(cases).where(cases.c.id == bindparam("b_case"), cases.c.version == bindparam("b_seen"))
    written: dict[str, Any] = {name: bindparam(name, type_=cases.c[name].type) for name in columns}
    return known.values(version=bindparam("b_seen", type_=cases.c.version.type) + 1, **written)


def raise_incident(
    connection: Connection, case_id: str, key: str, params: dict[str, Any], at: datetime, *, halt: bool = False
) -> None:
    """Keep that the engine could not go on. A halted case is left alone by the sweep until a person resolves it.

    No version is counted: the case itself did not change.
    """
    if halt:
        connection.execute(update(cases).where(cases.c.id == case_id), {"halted": True})
    if any((row.key, row.params) == (key, params) for row in open_incidents_of(connection, case_id)):
        return  # the same trouble again is no second incident
    connection.execute(insert(incidents), {"case_id": case_id, "at": at, "key": key, "params": params})


def incident(connection: Connection, number: int) -> Any | None:
    """One incident, open or resolved."""
    return connection.execute(select(incidents).where(incidents.c.id == number)).one_or_none()


def open_incidents_of(connection: Connection, case_id: str) -> list[Any]:
    """The incidents of a case that nobody has resolved, oldest first."""
    waiting = (incidents.c.case_id == case_id) & incidents.c.resolved_at.is_(None)
    return list(connection.execute(select(incidents).where(waiting).order_by(incidents.c.id)))


def resolve_incident(connection: Connection, case_id: str, number: int, at: datetime, by: str) -> None:
    """Settle one incident; the case goes on when it was the last."""
    connection.execute(update(incidents).where(incidents.c.id == number), {"resolved_at": at, "resolved_by": by})
    if not open_incidents_of(connection, case_id):
        connection.execute(update(cases).where(cases.c.id == case_id), {"halted": False})


def resolve_incidents(connection: Connection, case_id: str, at: datetime, by: str) -> int:
    """Let the case go on. Gives the number of incidents that were open."""
    waiting = (incidents.c.case_id == case_id) & incidents.c.resolved_at.is_(None)
    connection.execute(update(cases).where(cases.c.id == case_id), {"halted": False})
    return connection.execute(update(incidents).where(waiting), {"resolved_at": at, "resolved_by": by}).rowcount


def _case(found: Any) -> CaseRow | None:
    return CaseRow(*found) if found else None


def keys_wrapped_otherwise(connection: Connection, master: str) -> list[tuple[str, bytes, str]]:
    """Keys of cases that another master key wrapped, as (case id, wrapped key, name of its master key)."""
    columns = (cases.c.id, cases.c.key_wrapped, cases.c.key_master)
    question = select(*columns).where(cases.c.key_wrapped.is_not(None), cases.c.key_master != master)
    return [(row[0], row[1], row[2]) for row in connection.execute(question.order_by(cases.c.id).with_for_update())]


def rewrap_keys(connection: Connection, wrapped: Mapping[str, bytes], master: str) -> None:
    """Put these wrapped keys in the place of the old ones. The content they open stays as it is."""
    known = update(cases).where(cases.c.id == bindparam("b_case"))
    statement = known.values(key_wrapped=bindparam("b_wrapped"), key_master=bindparam("b_master"))
    rows = [{"b_case": case_id, "b_wrapped": key, "b_master": master} for case_id, key in wrapped.items()]
    if rows:
        connection.execute(statement, rows)
