"""The demonstration office on a fresh database of either kind, with a clock that stands still."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.actions.house.office import Office
from engine.actions.signing_in.authenticate import known_actor
from engine.actions.taking_in.load_office import load_office
from engine.people.actor import Actor
from engine.storage import audit, outbox

OFFICE = Path(__file__).parents[5] / "processes" / "demonstration" / "office.yaml"
DOCUMENT = yaml.safe_load(OFFICE.read_text(encoding="utf-8"))


class House:
    """The office with short ways to ask it things."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def actor(self, login: str) -> Actor:
        found = known_actor(self.office, login)
        assert found is not None
        return found

    def load(self) -> dict[str, Any]:
        return load_office(self.office, DOCUMENT)

    def records(self, chain: str = "people") -> list[str]:
        with self.office.database.reading() as connection:
            return [one.record.word for one in audit.read(connection, chain)]

    def events(self) -> list[str]:
        with self.office.database.reading() as connection:
            return [event.type for _, event in outbox.read(connection, most=1000)]


@pytest.fixture
def cache_size() -> int:
    """No case is touched here, so one size will do."""
    return 0


@pytest.fixture
def house(office: Office) -> House:
    loaded = House(office)
    loaded.load()
    return loaded
