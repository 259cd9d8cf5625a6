"""Every scenario that ships with the procedure is played and must go as it says, hot and cold."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from engine.actions.records.verify import Fault, verify
from engine.diagrams.bundle import Bundle
from engine.rehearsals.player import play
from engine.rehearsals.scenario import read_scenario

PROCEDURE = Path(__file__).parents[2] / "processes" / "case_consultation"
SCENARIOS = sorted((PROCEDURE / "rehearsals").iterdir())
#: what the office must be able to rehearse, one file each and nothing else
EXPECTED = {
    "first_meeting",
    "returned_for_correction",
    "declined",
    "round_closed_early",
    "no_consensus_second_round",
    "overdue_ladder",
    "extension_granted",
    "extension_refused",
    "extension_asked_on_due_day",
    "asked_too_late",
    "two_decisions",
    "circumstance_six",
    "danger_in_round",
    "report_returned",
    "minutes_back_to_meeting",
    "paper_receipt",
    "calendar_notice",
}


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return Bundle.read(PROCEDURE)


@pytest.fixture(scope="module")
def drawn(bundle: Bundle) -> set[str | None]:
    """Ids of everything in the diagrams."""
    sources = bundle.named(".bpmn").values()
    return {element.get("id") for source in sources for element in etree.fromstring(source).iter()}


def test_each_scenario_has_one_file_and_there_is_nothing_else():
    assert {path.stem for path in SCENARIOS} == EXPECTED


@pytest.mark.parametrize("cache_size", [0, 100], ids=["cold", "hot"])
@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_it_goes_as_it_says(path: Path, bundle: Bundle, drawn: set[str | None], cache_size: int):
    # given a scenario, when it is played
    faults: list[Fault] = []
    performance = play(
        read_scenario(path.read_bytes()),
        bundle,
        cache_size=cache_size,
        behind=lambda office: faults.extend(verify(office)),
    )

    # then nothing differs, everything that was kept agrees with itself, and each act names the element it moved
    assert performance.failures == []
    assert faults == []
    assert {event.element for event in performance.events} <= drawn


def test_a_wrong_story_is_noticed(bundle: Bundle):
    # given a scenario whose golden story lost a line
    path = PROCEDURE / "rehearsals" / "declined.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    gone = next(line for line in lines if "notify_decline" in line and line.startswith("    20"))
    shortened = "\n".join(line for line in lines if line != gone)

    # when it is played
    performance = play(read_scenario(shortened.encode()), bundle)

    # then the difference is told
    assert any("notify_decline" in failure for failure in performance.failures)
