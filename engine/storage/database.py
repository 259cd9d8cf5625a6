"""The database: how it is opened, how a transaction begins and ends, and what its failures are called.

Writing transactions on SQLite take the write lock at once (BEGIN IMMEDIATE), so that two acts wait for each other
instead of failing late; on PostgreSQL the case row is locked by the first query.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from engine.storage.failures import translated

__all__ = ["IN_MEMORY", "Connection", "Database"]

IN_MEMORY = "sqlite://"
#: how long a statement waits for another writer, in milliseconds, before the caller is told to try again
BUSY_TIMEOUT = 5000
#: connections kept open by one process, and how many more it may open under load
POOL_SIZE = 10
POOL_OVERFLOW = 20
SECONDS_FOR_A_CONNECTION = 10
#: a machine that vanished without a word lets its locks go after idle + count * interval seconds, not after two hours
KEEPALIVE = "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3"
WRITING = {"huishang_writing": True}


class Database:
    """One database, SQLite or PostgreSQL. Threads share it; each transaction has its own connection."""

    def __init__(self, url: str) -> None:
        """`url` is an SQLAlchemy address; `postgresql://` means psycopg 3. The folder of an SQLite file is made."""
        address = make_url(url)
        if address.drivername in ("postgresql", "postgres"):
            address = address.set(drivername="postgresql+psycopg")
        self.is_sqlite = address.get_backend_name() == "sqlite"
        if self.is_sqlite and address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        self.engine = _sqlite(str(address), not address.database) if self.is_sqlite else _postgresql(address)
        #: PostgreSQL gives each statement its own view, so a bracket around reading would only cost two trips
        self._reading = self.engine if self.is_sqlite else self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._at_once = (
            self.engine if self.is_sqlite else self.engine.execution_options(isolation_level="REPEATABLE READ")
        )

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that may write; committed at the end, rolled back by any exception.

        Raises TryAgain for a lost race of the database, Unavailable when it does not answer.
        """
        try:
            with self.engine.connect() as connection:
                if self.is_sqlite:
                    connection = connection.execution_options(**WRITING)
                with connection.begin():
                    yield connection
        except SQLAlchemyError as failure:
            raise translated(failure) from failure

    @contextmanager
    def trying(self) -> Iterator[Database]:
        """A database in which everything may be done and of which nothing is ever kept: to see what an act would do."""
        try:
            with self.engine.connect() as connection:
                if self.is_sqlite:
                    connection = connection.execution_options(**WRITING)
                transaction = connection.begin()
                try:
                    yield _Trial(self, connection)
                finally:
                    transaction.rollback()
        except SQLAlchemyError as failure:
            raise translated(failure) from failure

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """For reading; nothing is committed. Raises Unavailable when the database does not answer."""
        with self._connected(self._reading) as connection:
            yield connection

    @contextmanager
    def reading_at_once(self) -> Iterator[Connection]:
        """For reading what must fit together: every statement sees the same moment, whatever is written meanwhile."""
        with self._connected(self._at_once) as connection:
            yield connection

    @contextmanager
    def _connected(self, engine: Engine) -> Iterator[Connection]:
        try:
            with engine.connect() as connection:
                yield connection
        except SQLAlchemyError as failure:
            raise translated(failure) from failure

    def close(self) -> None:
        """Give all connections back to the database."""
        self.engine.dispose()


class _Trial(Database):
    """A database whose transactions all belong to one that will be undone."""

    def __init__(self, whole: Database, connection: Connection) -> None:
        self.is_sqlite = whole.is_sqlite
        self.engine = self._reading = self._at_once = whole.engine
        self._connection = connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one transaction; it is not committed at the end."""
        yield self._connection

    @contextmanager
    def _connected(self, _engine: Engine) -> Iterator[Connection]:
        yield self._connection


def _sqlite(url: str, in_memory: bool) -> Engine:
    options: dict[str, Any] = {"connect_args": {"check_same_thread": False, "timeout": BUSY_TIMEOUT / 1000}}
    if in_memory:
        options["poolclass"] = StaticPool
    else:
        options |= {"pool_size": POOL_SIZE, "max_overflow": POOL_OVERFLOW, "pool_timeout": SECONDS_FOR_A_CONNECTION}
    engine = create_engine(url, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(raw: Any, _record: Any) -> None:
    """Durable, with readers beside one writer. Transactions are begun by us, not by the driver."""
    raw.isolation_level = None
    cursor = raw.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("huishang_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _postgresql(address: Any) -> Engine:
    return create_engine(
        address,
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        pool_timeout=SECONDS_FOR_A_CONNECTION,
        pool_use_lifo=True,
        connect_args={"options": f"-c timezone=UTC -c lock_timeout={BUSY_TIMEOUT} {KEEPALIVE}", "connect_timeout": 5},
    )
