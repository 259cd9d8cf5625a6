"""The stage of a rehearsal: an office in memory with its own clock, people, procedure and calendar."""

from __future__ import annotations

from base64 import b64encode
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from engine.actions.calendar.follow_calendar import follow_calendar
from engine.actions.house.office import Office, open_office
from engine.actions.taking_in.load_office import load_office
from engine.actions.versions.publish_diagram import deploy
from engine.calendar_files import shipped_tables
from engine.clock import MovableClock, beijing_day
from engine.diagrams.bundle import Bundle
from engine.rehearsals.scenario import Scenario
from engine.settings import Settings
from engine.storage import definitions, people
from engine.storage.database import IN_MEMORY

#: a rehearsal keeps no secret: its database is gone when it ends
KEY = b64encode(bytes(32)).decode()
SETTINGS_FILE = "settings.yaml"
#: from here on a value given by a scenario holds
ALWAYS = date(1991, 1, 1)
DEMONSTRATION = Path(__file__).parents[2] / "processes" / "demonstration" / "office.yaml"


def set_stage(
    scenario: Scenario, bundle: Bundle, *, cache_size: int = 100, database: str = IN_MEMORY
) -> tuple[Office, MovableClock, str]:
    """The office, its clock at the first instant of the scenario, and the key of the procedure.

    Raises DiagramRefused where the procedure cannot run.
    """
    clock = MovableClock(_first_instant(scenario))
    settings = Settings(database=database, master_key=KEY, cache_size=cache_size)
    office = open_office(settings, clock, migrate=True)
    office.tables = [table for table in map(_until(scenario.published_until), shipped_tables()) if table["notices"]]
    load_office(office, yaml.safe_load(DEMONSTRATION.read_bytes()))
    published = deploy(office, _with_settings(bundle, scenario), effective_on=beijing_day(clock.now()))
    follow_calendar(office)
    return office, clock, str(published["procedure"])


def names_of(office: Office, procedure: str) -> dict[str, str]:
    """What people and elements are called, by id."""
    with office.database.reading() as connection:
        version = definitions.effective(connection, procedure, beijing_day(office.clock.now()))
        assert version is not None, "the stage has published it"  # noqa: S101
        elements = office.procedures.get(connection, version.digest, version.process).definition.elements
        persons = {row.id: row.name for row in people.search(connection, most=1000)}
    return {info.id: info.name for info in elements.values()} | persons


def shipped_table(year: int) -> dict[str, Any] | None:
    """The whole table of a year as it ships with the house."""
    return next((table for table in shipped_tables() if table["year"] == year), None)


def _first_instant(scenario: Scenario) -> datetime:
    first = scenario.steps[0].at
    assert first is not None, "the reader refuses a first step without an instant"  # noqa: S101
    return first


def _until(last: date | None) -> Any:
    def cut(table: dict[str, Any]) -> dict[str, Any]:
        kept = [one for one in table["notices"] if last is None or one["published_on"] <= last.isoformat()]
        return {**table, "notices": kept}

    return cut


def _with_settings(bundle: Bundle, scenario: Scenario) -> Bundle:
    """The bundle with the settings this scenario replaces."""
    if not scenario.settings:
        return bundle
    settings = yaml.safe_load(bundle.files.get(SETTINGS_FILE, b"{}"))
    for name, value in scenario.settings.items():
        kept = settings[name][0] if settings.get(name) else {}
        settings[name] = [{**kept, "from": ALWAYS, "value": value}]
    written = yaml.safe_dump(settings, allow_unicode=True).encode()
    return Bundle({**bundle.files, SETTINGS_FILE: written})
