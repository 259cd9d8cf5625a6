"""What stands in the books after written scenarios were played, on both databases; true days, not days of record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.actions.house.office import Office
from engine.actions.registers.read_register import Line, read_register, statistics, wanted
from engine.actions.signing_in.authenticate import known_actor
from engine.actions.taking_in.load_cases import load_cases
from engine.clock import beijing_day
from engine.diagrams.bundle import Bundle
from engine.errors import Forbidden, Invalid, Unknown
from engine.people.actor import Actor, Post
from engine.registers.books import ACCEPTANCE, BOOKS, DECISIONS, Book
from engine.rehearsals.player import play
from engine.rehearsals.scenario import read_scenario
from engine.rehearsals.stage import set_stage
from engine.rehearsals.yaml_text import read_yaml
from engine.storage.register_rows import Asked

PROCESSES = Path(__file__).parents[5] / "processes"
PROCEDURE = PROCESSES / "case_consultation"
Lines = dict[str, list[dict[str, Any]]]
VIEWER = Actor("viewer", "旁观（虚构）", "province_office", (Post("viewer", "province_office"),))


def everything(office: Office, **narrowed: Any) -> Lines:
    """Every line of every book."""
    actor, found = known_actor(office, "officer"), {}
    assert actor is not None
    for book in BOOKS:
        _, asked = wanted(book.name, date(2026, 1, 1), from_on=date(2020, 1, 1), until_on=date(2030, 1, 1), **narrowed)
        page = read_register(office, actor, book, asked)
        assert (page.count, page.next) == (len(page.lines), None)
        assert line_by_line(office, actor, book, asked) == list(page.lines)
        found[book.name] = [line.values for line in page.lines]
        for line in page.lines:
            assert set(line.values) >= {column.name for column in book.columns}
    return found


def line_by_line(office: Office, actor: Actor, book: Book, asked: Asked) -> list[Line]:
    """The book read in pages of one line each."""
    lines: list[Line] = []
    page = read_register(office, actor, book, asked, most=1)
    while page.lines:
        lines += page.lines
        if page.next is None:
            break
        assert len(lines) <= page.count, "a page begins again what was read"
        page = read_register(office, actor, book, asked, after=page.next, most=1)
    return lines


@pytest.fixture
def played(database_url: str) -> Callable[[str, Callable[[Office], Any]], Any]:
    """Play a scenario, then look at the office behind it."""

    def look(name: str, seen: Callable[[Office], Any]) -> Any:
        results: list[Any] = []
        scenario = read_scenario((PROCEDURE / "rehearsals" / f"{name}.yaml").read_bytes())
        play(scenario, Bundle.read(PROCEDURE), database=database_url, behind=lambda one: results.append(seen(one)))
        return results[0]

    return look


def test_an_extension_from_request_to_filing(played: Any) -> None:
    lines = played("extension_granted", everything)

    (extension,) = lines["extensions"]
    days = {name: str(extension[name]) for name in ("asked", "old_due", "decided", "new_due")}
    assert days == {"asked": "2024-04-12", "old_due": "2024-04-25", "decided": "2024-04-22", "new_due": "2024-06-28"}
    assert (extension["extension"], extension["decided_by"], extension["lead"]) == (
        "granted",
        "director",
        "civil_affairs",
    )
    (decision,) = lines["decisions"]
    told = (str(decision["first_due"]), str(decision["due"]), decision["carried_out"])
    assert told == ("2024-04-25", "2024-06-28", "in_time")
    (case,) = lines["acceptance"]
    assert (case["decision"], str(case["opened"]), case["children"]) == ("accepted", "2024-02-19", "未成年人甲")
    (meeting,) = lines["meetings"]
    assert (str(meeting["met"]), meeting["consensus"], meeting["units_present"]) == (
        "2024-03-13",
        "consensus_reached",
        2,
    )


def test_what_came_too_late_is_told_with_its_working_days(played: Any) -> None:
    decisions = {line["item"]: line for line in played("overdue_ladder", everything)["decisions"]}
    late = [line for line in decisions.values() if line["carried_out"] in ("late", "overdue")]
    assert late
    assert all(line["days_late"] > 0 for line in late)


def test_a_report_that_was_returned_has_a_line_of_its_own(played: Any) -> None:
    filings = played("report_returned", everything)["filings"]

    assert [line["filing"] for line in filings] == ["filed", "returned"]
    assert [bool(line["paper"]) for line in filings] == [True, False]
    assert filings[1]["reported"] <= filings[1]["reviewed"] <= filings[0]["reported"] <= filings[0]["reviewed"]


def test_a_declined_application_stays_in_the_book(played: Any) -> None:
    lines = played("declined", everything)

    assert "not_accepted" in {line["decision"] for line in lines["acceptance"]}


def test_lines_are_narrowed_by_unit_number_and_days(played: Any) -> None:
    def seen(office: Office) -> tuple[Lines, Lines, Lines]:
        return (
            everything(office, unit="high_court"),
            everything(office, number="〔2022〕1号"),
            everything(office, number="〔1999〕"),
        )

    by_unit, by_number, none = played("first_meeting", seen)
    assert [line["lead"] for line in by_unit["decisions"]] == ["high_court"]
    assert {line["recipient"] for line in by_unit["services"]} == {"high_court"}
    assert by_unit["acceptance"] == []
    assert len(by_number["guidance"]) == 1
    assert none == {book.name: [] for book in BOOKS}


def test_who_only_looks_on_is_told_no_small_number(played: Any) -> None:
    def seen(office: Office) -> tuple[Any, Any]:
        officer = known_actor(office, "officer")
        assert officer is not None
        with pytest.raises(Forbidden):
            read_register(office, VIEWER, ACCEPTANCE, wanted("acceptance", date(2026, 1, 1))[1])
        with pytest.raises(Invalid):
            statistics(office, VIEWER, ACCEPTANCE, 1066)
        return statistics(office, VIEWER, DECISIONS, 2022), statistics(office, officer, DECISIONS, 2022)

    told, exact = played("first_meeting", seen)
    assert told.hides
    assert set(sum(told.table.cells, ())) <= {None, 0}
    assert exact.table.cells[-1][-1] == 2


def test_what_was_entered_afterwards_stands_on_its_true_day(database_url: str) -> None:
    # given cases that ran on paper and were all taken in today
    scenario = read_scenario((PROCEDURE / "rehearsals" / "declined.yaml").read_bytes())
    office, clock, _ = set_stage(scenario, Bundle.read(PROCEDURE), database=database_url)
    assert load_cases(office, read_yaml((PROCESSES / "demonstration" / "cases.yaml").read_bytes())) > 1
    today, lines = beijing_day(clock.now()), everything(office)
    office.close()

    # then the books tell the days of the paper
    taken_in = [line for line in lines["acceptance"] if line["decided"]]
    assert taken_in
    assert all(line["opened"] <= line["decided"] <= line["review_due"] < today for line in taken_in)
    assert lines["filings"]
    assert all(line["reported"] <= line["reviewed"] < today for line in lines["filings"] if line["reviewed"])
    assert all(line["begun"] <= line["reported"] for line in lines["decisions"] if line["reported"])


def test_a_meeting_entered_afterwards_agreed_on_its_true_day(database_url: str) -> None:
    # given a meeting of 13 March that is entered on the 14th
    told = (PROCEDURE / "rehearsals" / "extension_granted.yaml").read_text("utf-8")
    entered = told.replace(
        "- at: 2024-03-13 17:00\n    as: officer\n    do: complete\n    task: record_meeting\n",
        "- at: 2024-03-14 09:00\n    as: officer\n    do: enter_afterwards\n    task: record_meeting\n"
        "    true_day: 2024-03-13\n    done_by: officer\n    reason: 会后补录（虚构）\n",
    )
    assert entered != told
    counted: dict[str, Any] = {}

    def seen(office: Office) -> None:
        actor = known_actor(office, "officer")
        assert actor is not None
        for day in (date(2024, 3, 13), date(2024, 3, 14)):
            page = read_register(office, actor, *wanted("decisions", day, from_on=day, until_on=day))
            counted[day.isoformat()] = [line.day for line in page.lines]
        by_state = [wanted("decisions", date(2024, 6, 1), state=one) for one in ("closed", "submitted")]
        counted["states"] = [read_register(office, actor, *asked).count for asked in by_state]
        counted["quarter"] = read_register(
            office, actor, *wanted("decisions", date(2024, 6, 1), named="last_quarter")
        ).count

    scenario = read_scenario(entered.encode())
    play(scenario, Bundle.read(PROCEDURE), database=database_url, behind=seen)

    # then it is found on the day it was held
    days = {"2024-03-13": [date(2024, 3, 13)], "2024-03-14": []}
    assert counted == {**days, "states": [1, 0], "quarter": 1}


def test_no_other_book() -> None:
    with pytest.raises(Invalid):
        wanted("acceptance", date(2026, 1, 1), named="someday")
    with pytest.raises(Unknown):
        wanted("nothing", date(2026, 1, 1))
    with pytest.raises(Invalid):
        wanted("acceptance", date(2026, 1, 1), from_on=date(2026, 2, 1), until_on=date(2026, 1, 1))
