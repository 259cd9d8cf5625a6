"""A child's name, seeded into every free field of every form, is found nowhere but in the sealed forms (D6)."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import LargeBinary, select

from engine.diagrams.bundle import Bundle
from engine.rehearsals.player import play
from engine.rehearsals.scenario import read_scenario
from engine.storage.tables.all_tables import metadata
from engine.storage.tables.records import submissions

PROCEDURE = Path(__file__).parents[2] / "processes" / "case_consultation"
#: an invented name that no other text holds; scenarios mark what they invent with the word it replaces
NAME = "虚构姓名欧阳雪梅"
MARK = "虚构"
SCENARIOS = ["first_meeting", "danger_in_round", "minutes_back_to_meeting", "extension_granted", "paper_receipt"]


def everything_kept(office: Any) -> list[tuple[str, str]]:
    """Every value of every column of every table as text, by table and column."""
    kept = []
    with office.database.engine.connect() as connection:
        for table in metadata.tables.values():
            for row in connection.execute(select(table)).mappings():
                for column, value in row.items():
                    place = f"{table.name}.{column}"
                    kept.append((place, value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)))
    return kept


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_seeded_name_is_found_nowhere(name: str, caplog: pytest.LogCaptureFixture):
    # given a scenario whose every invented text holds the name
    text = (PROCEDURE / "rehearsals" / f"{name}.yaml").read_text(encoding="utf-8")
    story = text.index("  story: |")
    seeded = text[:story].replace(MARK, NAME)
    assert seeded.count(NAME) > 20
    kept: list[tuple[str, str]] = []
    outside: list[Any] = []

    def look(office: Any) -> None:
        kept.extend(everything_kept(office))

    # when it is played, with every log line kept
    with caplog.at_level(logging.DEBUG):
        performance = play(read_scenario(seeded.encode()), Bundle.read(PROCEDURE), behind=look)
    outside.extend(event.to_json() for event in performance.events)

    # then forms were kept, and the name stands neither in the database nor in logs nor in what is told outside
    assert sum(place == "submissions.content" for place, _ in kept) > 10
    assert [place for place, value in kept if NAME in value] == []
    assert NAME not in caplog.text
    assert NAME not in str(outside)


def test_sealed_forms_are_bytes():
    assert isinstance(submissions.c.content.type, LargeBinary)
