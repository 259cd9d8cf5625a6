"""Counts what is said to the database: statements (many rows at once are one) and commits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine, event

#: said by us to the driver, no statement of ours
BRACKETS = ("BEGIN", "COMMIT", "ROLLBACK")


@dataclass(slots=True)
class Counts:
    statements: int = 0
    commits: int = 0


@contextmanager
def counting(engine: Engine) -> Iterator[Counts]:
    """Counts everything said to this database meanwhile."""
    counts = Counts()

    def executed(connection, cursor, statement, parameters, context, executemany) -> None:
        counts.statements += not statement.lstrip().upper().startswith(BRACKETS)

    def committed(connection) -> None:
        counts.commits += 1

    event.listen(engine, "before_cursor_execute", executed)
    event.listen(engine, "commit", committed)
    try:
        yield counts
    finally:
        event.remove(engine, "before_cursor_execute", executed)
        event.remove(engine, "commit", committed)
