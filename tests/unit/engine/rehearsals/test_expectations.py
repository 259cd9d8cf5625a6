"""What differs from a scenario is told in one sentence; what agrees is not mentioned."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from engine.rehearsals import expectations
from engine.rehearsals.sight import Sight
from engine.rehearsals.story import Event

CLOCK = {
    "for": "implementation:d1",
    "start": "2022-04-20",
    "original_due": "2022-06-02",
    "due": "2022-06-02",
    "estimate": None,
    "status": "overdue",
    "days_left": -1,
}
SIGHT = Sight("号", "implementing", None, {"d1": "extended"}, False, ("a", "b:p01", "b:p02"), (CLOCK,))
AT = datetime(2022, 6, 2, 16, tzinfo=UTC)
NOTICE = Event("main", AT, "system", "notice", "send_urge", "d1", "urge", ("liaison@education",))


def failures(expect):
    return list(expectations.of_step(expect, SIGHT, [NOTICE], "en"))


@pytest.mark.parametrize(
    "expect",
    [
        {"state": "implementing", "danger": False, "items": {"d1": "extended"}},
        {"open": ["a", "b:p01", "b:p02"]},
        {"open": ["a", "b*2"]},
        {"has": ["a"], "has_not": ["c"]},
        {"deadlines": [{"for": "implementation:d1", "due": "2022-06-02", "days_left": -1}]},
        {"notices": ["urge"], "notified": {"urge": ["liaison@education"]}},
    ],
)
def test_what_agrees_is_not_mentioned(expect):
    assert failures(expect) == []


@pytest.mark.parametrize(
    ("expect", "told"),
    [
        ({"state": "closed"}, "state"),
        ({"danger": True}, "danger"),
        ({"items": {"d1": "filed"}}, "items.d1"),
        ({"open": ["a"]}, "open"),
        ({"open": ["a", "b*3"]}, "open"),
        ({"has": ["c"]}, "c"),
        ({"has_not": ["a"]}, "a"),
        ({"deadlines": [{"for": "implementation:d1", "due": "2022-06-06"}]}, "implementation:d1.due"),
        ({"deadlines": [{"for": "implementation:d9"}]}, "implementation:d9"),
        ({"notices": []}, "notices"),
        ({"notified": {"urge": ["liaison@justice"]}}, "notified.urge"),
        ({"stat": "closed"}, "stat"),
    ],
)
def test_what_differs_is_told(expect, told):
    (failure,) = failures(expect)

    assert told in failure


def test_a_deadline_of_a_listed_name_must_be_listed_in_the_end():
    expect = {"deadlines": [{"for": "implementation:d2"}]}

    told = list(expectations.of_end(expect, {"main": SIGHT}, "main", "en"))

    assert len(told) == 2


def test_the_story_is_compared_line_by_line_and_blanks_do_not_count():
    lines = ["2022-06-03  system   notice  send_urge:d1"]

    assert list(expectations.of_story("2022-06-03 system notice send_urge:d1\n", lines)) == []
    (difference,) = expectations.of_story("2022-06-03 system notice other:d1\n", lines)
    assert "+2022-06-03 system notice send_urge:d1" in difference


def test_an_event_reads_in_beijing_days():
    assert NOTICE.line("main").split() == ["2022-06-03", "system", "notice", "send_urge:d1"]
    assert NOTICE.line("other").startswith("main: ")
    assert (NOTICE.to_json()["at"], NOTICE.to_json()["time"]) == ("2022-06-03", "00:00")
