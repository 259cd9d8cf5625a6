"""The demonstration's cases are alive on whatever day they are taken in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from engine.actions.house.office import open_office
from engine.actions.taking_in.load_cases import load_cases
from engine.actions.taking_in.load_office import load_office
from engine.actions.versions.publish_diagram import deploy
from engine.clock import MovableClock
from engine.diagrams.bundle import Bundle
from engine.errors import Invalid
from engine.rehearsals.sight import look
from engine.rehearsals.yaml_text import read_yaml
from engine.settings import Settings
from engine.storage import case_lists
from engine.storage.case_lists import Filters, Reader

PROCESSES = Path(__file__).parents[5] / "processes"
DOCUMENT = read_yaml((PROCESSES / "demonstration" / "cases.yaml").read_bytes())
DAYS = {
    "an ordinary Wednesday": datetime(2026, 9, 16, 2, tzinfo=UTC),
    "a Sunday": datetime(2026, 6, 14, 2, tzinfo=UTC),
    "in the holidays of spring": datetime(2026, 2, 18, 2, tzinfo=UTC),
    "late in a published year": datetime(2026, 12, 14, 2, tzinfo=UTC),
}


@pytest.fixture
def office_on(tmp_path):
    """A demonstration office without cases on a given day."""
    opened = []

    def begin(at):
        office = open_office(Settings(var=tmp_path), MovableClock(at), migrate=True)
        load_office(office, yaml.safe_load((PROCESSES / "demonstration" / "office.yaml").read_text("utf-8")))
        deploy(office, Bundle.read(PROCESSES / "case_consultation"))
        opened.append(office)
        return office

    yield begin
    for office in opened:
        office.close()


def states(office):
    with office.database.reading() as connection:
        found = case_lists.read(connection, Reader(everything=True, person="officer"), Filters(), None, 50)
    return {one.id: one.status for one in found}


@pytest.mark.parametrize("at", DAYS.values(), ids=DAYS)
def test_each_case_stands_where_the_document_says(office_on, at):
    # given an office without cases
    office = office_on(at)

    # when the demonstration's cases are taken in
    taken = load_cases(office, DOCUMENT)

    # then all are there: two in implementation, one collecting opinions, one to review
    assert taken == len(DOCUMENT["cases"])
    assert sorted(states(office).values()) == ["collecting_opinions", "implementing", "implementing", "submitted"]

    # and of the two implementations one has run out and one has not
    clocks = [
        clock
        for case_id, state in states(office).items()
        if state == "implementing"
        for clock in look(office, case_id).deadlines
        if clock["for"] == "implementation:d1"
    ]
    assert sorted(clock["status"] == "overdue" for clock in clocks) == [False, True]


def test_they_come_once(office_on):
    office = office_on(DAYS["an ordinary Wednesday"])
    load_cases(office, DOCUMENT)

    assert load_cases(office, DOCUMENT) == 0
    assert len(states(office)) == len(DOCUMENT["cases"])


@pytest.mark.parametrize(
    ("at", "taken"),
    [
        pytest.param(datetime(2026, 12, 31, 2, tzinfo=UTC), 3, id="its meeting would lie in an unpublished year"),
        pytest.param(datetime(2028, 3, 15, 2, tzinfo=UTC), 0, id="no year is published"),
    ],
)
def test_cases_of_unpublished_days_are_left_out(office_on, at, taken):
    assert load_cases(office_on(at), DOCUMENT) == taken


def test_the_clerk_must_be_known(office_on):
    office = office_on(DAYS["an ordinary Wednesday"])

    with pytest.raises(Invalid, match="unknown_person"):
        load_cases(office, {**DOCUMENT, "clerk": "nobody"})
