"""What cases are found by, and the steps that ever waited for somebody: written once, searched by range of an index."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import insert as insert_on_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_on_sqlite

from engine.storage.database import Connection
from engine.storage.tables.lists import case_keys, steps

#: keys of one case that may have one beginning, such as a character that stands in it several times
KEYS_OF_A_CASE = 4
#: sorts behind every character of a key
END = "\U0010ffff"


def add(connection: Connection, case_id: str, keys: Collection[str]) -> None:
    """The keys of a new case."""
    connection.execute(insert(case_keys), [{"case_id": case_id, "key": key} for key in sorted(keys)])


def add_missing(connection: Connection, case_id: str, keys: Collection[str]) -> None:
    """Keys that came to a case later."""
    rows = [{"case_id": case_id, "key": key} for key in sorted(keys)]
    if rows:
        connection.execute(_unless_there(connection, case_keys), rows)


def renew(connection: Connection, case_id: str, keys: Collection[str]) -> None:
    """The keys of a case that is called otherwise from now on."""
    connection.execute(delete(case_keys).where(case_keys.c.case_id == case_id))
    add(connection, case_id, keys)


def cases_found(connection: Connection, beginning: str, most: int) -> list[str] | None:
    """Cases with a key of this beginning, in no order; None where they are more than `most`.

    Doubles are told apart here: asked for distinct cases, SQLite reads the whole table in the order of cases.
    """
    enough = most * KEYS_OF_A_CASE
    keys = connection.execute(select(case_keys.c.case_id).where(begins(beginning)).limit(enough)).scalars().all()
    found = list(dict.fromkeys(keys))
    return found if len(keys) < enough and len(found) <= most else None


def begins(beginning: str) -> Any:
    """The condition over `case_keys` that a key has this beginning."""
    return (case_keys.c.key >= beginning) & (case_keys.c.key < beginning + END)


def all_steps(connection: Connection) -> list[tuple[str, str]]:
    """Element and name of every step, by name."""
    found = connection.execute(select(steps.c.element, steps.c.name).order_by(steps.c.name, steps.c.element))
    return [(element, name) for element, name in found]


def add_steps(connection: Connection, found: Collection[tuple[str, str]]) -> None:
    """Steps that waited for somebody for the first time, whoever else enters them at this moment."""
    rows = [{"element": element, "name": name} for element, name in sorted(found)]
    connection.execute(_unless_there(connection, steps), rows)


def _unless_there(connection: Connection, table: Any) -> Any:
    on_sqlite = connection.dialect.name == "sqlite"
    return (insert_on_sqlite(table) if on_sqlite else insert_on_postgresql(table)).on_conflict_do_nothing()
