"""督办: an expert's task is shown by discipline and person, since whose delay it is cannot be that of all experts."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from engine.actions.house.office import Office
from engine.diagrams.bundle import Bundle
from engine.rehearsals.player import play
from engine.rehearsals.scenario import read_scenario
from tests.unit.webhooks.pages.conftest import Browser
from webhooks.app import create_app

PROCEDURE = Path(__file__).parents[5] / "processes" / "case_consultation"
#: steps up to the service on two units and an expert of law
SERVED = 5


def test_an_experts_task_is_shown_by_discipline_and_person(database_url: str) -> None:
    rows: list[str] = []

    def look(office: Office) -> None:
        page = Browser(create_app(office), office, "supervisor").get("/supervision")
        assert page.status_code == 200, page.text
        rows.extend(re.sub(r"<[^>]+>", " ", row) for row in re.findall(r'<tr id="row-.*?</tr>', page.text, re.DOTALL))

    scenario = read_scenario((PROCEDURE / "rehearsals" / "extension_granted.yaml").read_bytes())
    play(replace(scenario, steps=scenario.steps[:SERVED]), Bundle.read(PROCEDURE), database=database_url, behind=look)

    (expert,) = [row for row in rows if "法律专家" in row]
    assert "（虚构）" in expert
    assert len(rows) > 1
