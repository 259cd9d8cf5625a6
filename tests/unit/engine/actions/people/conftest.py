"""The demonstration office on a database in memory, with a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

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


class House:
    """The office with short ways to ask it things."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def actor(self, login: str) -> Actor:
        found = known_actor(self.office, login)
        assert found is not None
        return found

    def records(self, chain: str = "people") -> list[str]:
        with self.office.database.reading() as connection:
            return [one.record.word for one in audit.read(connection, chain)]

    def events(self) -> list[str]:
        with self.office.database.reading() as connection:
            return [event.type for _, event in outbox.read(connection, most=1000)]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    settings = Settings(var=tmp_path, database="sqlite://")
    office = open_office(settings, MovableClock(START), migrate=True)
    load_office(office, yaml.safe_load(OFFICE.read_text(encoding="utf-8")))
    yield House(office)
    office.close()
