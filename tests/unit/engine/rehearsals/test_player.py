"""The player stops at every instant that matters, and tells what was refused against the scenario's word."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagrams.bundle import Bundle
from engine.errors import Invalid
from engine.rehearsals.player import play
from engine.rehearsals.scenario import read_scenario

PROCEDURE = Path(__file__).parents[4] / "processes" / "case_consultation"
BUNDLE = Bundle.read(PROCEDURE)
DECLINED = (PROCEDURE / "rehearsals" / "declined.yaml").read_text(encoding="utf-8")
APPLICATION = DECLINED[DECLINED.index("    form:") : DECLINED.index("    expect:")]


def scenario(*steps: str) -> bytes:
    opened = f"  - at: 2023-03-06 10:00\n    as: civil_affairs.liaison\n    do: open_case\n{APPLICATION}"
    return ("fictional: true\nsteps:\n" + opened + "".join(f"  - {step}\n" for step in steps)).encode()


def test_timers_fire_at_their_own_instant_on_the_way():
    # given a review whose reminder falls due on the way to a much later day
    performance = play(read_scenario(scenario("until: 2023-06-01 00:00")), BUNDLE)

    # then it fired on its own day
    fired = [event for event in performance.events if event.act == "timer"]
    assert [(event.element, event.at.date().isoformat()) for event in fired] == [("acceptance_due_soon", "2023-03-10")]


def test_what_fell_due_while_the_house_was_off_fires_at_its_return():
    performance = play(read_scenario(scenario("down: 2023-06-01 00:00")), BUNDLE)

    fired = [event for event in performance.events if event.act == "timer"]
    assert [(event.element, event.at.date().isoformat()) for event in fired] == [("acceptance_due_soon", "2023-05-31")]


def test_an_unexpected_refusal_and_a_missing_one_are_failures():
    # given an act that must fail and one that must not
    wrong = scenario(
        "{as: education.liaison, do: complete, task: review_application, form: {}}",
        "{as: officer, do: claim, task: review_application, refused: conflict}",
    )

    # when it is played, then both are told with their step
    failures = play(read_scenario(wrong), BUNDLE, lang="en").failures
    assert [failure.split(" ")[1] for failure in failures[:2]] == ["2", "3"]


def test_the_clock_never_goes_back():
    with pytest.raises(Invalid) as refused:
        play(read_scenario(scenario("until: 2023-01-01 00:00")), BUNDLE)

    assert refused.value.key == "rehearsals.clock_goes_back"


def test_nobody_acts_who_is_not_in_the_office():
    with pytest.raises(Invalid) as refused:
        play(read_scenario(scenario("{as: nobody, do: claim, task: review_application}")), BUNDLE)

    assert refused.value.key == "rehearsals.unknown_person"
