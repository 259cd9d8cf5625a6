"""The demonstration office on a database in memory, with a clock that stands still."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.actions.authenticate import known_actor
from engine.actions.load_office import load_office
from engine.actions.office import Office, open_office
from engine.clock import MovableClock
from engine.people.actor import Actor
from engine.settings import Settings
from engine.storage import audit, outbox

OFFICE = Path(__file__).parents[5] / "processes" / "demonstration" / "office.yaml"
START = datetime(2022, 3, 28, 2, tzinfo=UTC)


def document() -> Any:
    return yaml.safe_load(OFFICE.read_text(encoding="utf-8"))


class House:
    """The office with short ways to ask it things."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def actor(self, login: str) -> Actor:
        found = known_actor(self.office, login)
        assert found is not None
        return found

    def load_again(self) -> dict[str, Any]:
        return load_office(self.office, document())

    def records(self, chain: str = "people") -> list[str]:
        with self.office.database.reading() as connection:
            return [one.record.word for one in audit.read(connection, chain)]

    def events(self) -> list[str]:
        with self.office.database.reading() as connection:
            return [event.type for _, event in outbox.read(connection, most=1000)]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the office loaded once; each test gets a copy."""
    folder = tmp_path_factory.mktemp("office")
    office = open_office(Settings(var=folder), MovableClock(START), migrate=True)
    load_office(office, document())
    office.close()
    return folder


@pytest.fixture
def house(loaded: Path, tmp_path: Path) -> Iterator[House]:
    folder = tmp_path / "var"
    shutil.copytree(loaded, folder)
    office = open_office(Settings(var=folder), MovableClock(START))
    yield House(office)
    office.close()
