"""The page of one task among very many open ones, as a browser asks for it: the 95th percentile.

The case is the first provincial meeting's, with fifteen opinions to be collated: the longest page of the procedure.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import quantiles

from engine.actions.house.office import open_office
from engine.actions.lists.inbox import of_my_groups
from engine.actions.signing_in.authenticate import known_actor
from engine.clock import MovableClock
from engine.diagrams.bundle import Bundle
from engine.rehearsals.player import play
from engine.rehearsals.scenario import Scenario, read_scenario
from engine.settings import Settings
from tests.acceptance.browser.stage import KEY
from tests.bench.counting import counting
from tests.bench.crowd import crowd
from tests.bench.place import Place
from tests.bench.rows import Row, timed
from webhooks.app import create_app
from webhooks.pages import sessions

PROCEDURE = Path(__file__).parents[3] / "processes" / "case_consultation"
PERSON, TASK = "officer", "collate_opinions"


def measure(place: Place) -> list[Row]:
    database = place.new_database("task_page")
    scenario = _up_to_collating()
    play(scenario, Bundle.read(PROCEDURE), database=database)
    clock = MovableClock(next(step.at for step in reversed(scenario.steps) if step.at is not None))
    office = open_office(Settings(var=place.folder, database=database, master_key=KEY), clock)
    try:
        officer = known_actor(office, PERSON)
        assert officer is not None
        task = next(row.task for row in of_my_groups(office, officer).rows if row.task.element == TASK)
        crowd(office.database, task.case_id, place.sizes.inbox, own_group=task.groups[0])
        client = create_app(office).test_client()
        client.set_cookie(sessions.COOKIE, sessions.open_for(office, PERSON))

        def ask() -> None:
            answer = client.get(f"/tasks/{task.id}", headers={"Accept": "text/html"})
            assert answer.status_code == 200, answer.text

        for _ in range(2):  # templates, compiled statements and the procedure are known from here on
            ask()
        with counting(office.database.engine) as counts:
            ask()
        durations = [timed(ask)[0] * 1000 for _ in range(max(place.sizes.repeats, 2))]
    finally:
        office.close()
    p95 = quantiles(durations, n=20, method="inclusive")[-1]
    return [
        Row("task_page.p95", round(p95, 2), sql_statements=counts.statements, commits=counts.commits, n=len(durations))
    ]


def _up_to_collating() -> Scenario:
    whole = read_scenario((PROCEDURE / "rehearsals" / "first_meeting.yaml").read_bytes())
    end = next(place for place, step in enumerate(whole.steps) if step.get("task") == TASK)
    return replace(whole, steps=whole.steps[:end])
