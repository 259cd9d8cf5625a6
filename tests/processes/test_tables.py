"""The two decision tables against the rule they come from, told a second time without a table."""

from __future__ import annotations

from functools import cache

import pytest

from engine.decisions.library import Library
from engine.decisions.model_reader import read_models
from engine.errors import Refusal
from tests.processes.bundle_files import FOLDER

EDGES = (0, 1, 2, 3, 9, 10, 29, 30, 49, 50, 99, 100)
NOTHING = {
    "cross_region": "none", "special_case": "no", "needs_multi_dept": "no", "major_matter": "no",
    "needs_provincial_multi_dept": "no", "minor_victims": 0, "accident_grade": "below_grade", "law_gap": "no",
    "pressing": "no", "affected_minors": 1, "applicant_class": "member_unit", "is_request": "no",
    "complex_matter": "no", "assigned_by_level": "none", "assigned_by": "none", "important": "no",
    "assignment_evidence": "none",
}  # fmt: skip
CROSS = {"cross_region": "cross_city", "special_case": "yes", "needs_multi_dept": "yes"}
MAJOR = {"major_matter": "yes", "needs_provincial_multi_dept": "yes"}
GAP = {"law_gap": "yes", "pressing": "yes", "affected_minors": 2}
REQUEST = {"applicant_class": "city_office", "is_request": "yes", "complex_matter": "yes"}
ASSIGNED = {
    "assigned_by_level": "superior",
    "assigned_by": "government",
    "important": "yes",
    "assignment_evidence": "document_number",
}


@cache
def table(name: str) -> Library:
    library = read_models({name: (FOLDER / f"{name}.dmn").read_bytes()})
    assert library.findings == ()
    return library


def grade(deaths: object, serious: object) -> str:
    given = {"deaths": deaths, "serious_injuries": serious}
    outcome = table("accident_grade").evaluate("accident_grade", given, strict=True)
    return outcome.value("singleEntry")


def circumstances(**said: object) -> list[str]:
    found = table("circumstances").evaluate("circumstances", NOTHING | said, strict=True).value("collectEntries")
    assert "examined" in found
    return [one for one in found if one != "examined"]


def higher_of_both(deaths: int, serious: int) -> str:
    by_deaths = [floor <= deaths for floor in (1, 3, 10, 30)]
    by_injuries = [floor <= serious for floor in (1, 10, 50, 100)]
    grades = ("below_grade", "ordinary", "large", "serious", "extraordinary")
    return grades[max(sum(by_deaths), sum(by_injuries))]


@pytest.mark.parametrize("deaths", EDGES)
@pytest.mark.parametrize("serious", EDGES)
def test_the_higher_of_deaths_and_injuries_gives_the_grade(deaths, serious):
    assert grade(deaths, serious) == higher_of_both(deaths, serious)


@pytest.mark.parametrize("broken", [-1, None, "3", 2.5])
def test_a_broken_number_is_never_a_grade(broken):
    with pytest.raises(Refusal):
        grade(broken, 0)


@pytest.mark.parametrize(
    ("said", "met"),
    [
        ({}, []),
        (CROSS, ["1"]),
        (CROSS | {"cross_region": "cross_province"}, ["1"]),
        (CROSS | {"cross_region": "none"}, []),
        (CROSS | {"special_case": "unknown"}, ["unclear_1"]),
        (CROSS | {"needs_multi_dept": "unknown"}, ["unclear_1"]),
        (CROSS | {"special_case": "no", "needs_multi_dept": "unknown"}, []),
        (MAJOR, ["2"]),
        (MAJOR | {"major_matter": "unknown"}, ["unclear_2"]),
        (MAJOR | {"needs_provincial_multi_dept": "no"}, []),
        ({"minor_victims": 1, "accident_grade": "ordinary"}, ["3"]),
        ({"minor_victims": 1, "accident_grade": "extraordinary"}, ["3"]),
        ({"minor_victims": 0, "accident_grade": "extraordinary"}, []),
        ({"minor_victims": 1, "accident_grade": "below_grade"}, []),
        (GAP, ["4"]),
        (GAP | {"affected_minors": 1}, []),
        (GAP | {"pressing": "unknown"}, ["unclear_4"]),
        (REQUEST, ["5"]),
        (REQUEST | {"applicant_class": "city_group"}, ["5"]),
        (REQUEST | {"applicant_class": "member_unit"}, []),
        (REQUEST | {"is_request": "no"}, []),
        (REQUEST | {"complex_matter": "unknown"}, ["unclear_5"]),
        (ASSIGNED, ["6"]),
        (ASSIGNED | {"assignment_evidence": "recorded_instruction"}, ["6"]),
        (ASSIGNED | {"assignment_evidence": "missing"}, ["unclear_6"]),
        (ASSIGNED | {"important": "unknown"}, ["unclear_6"]),
        (ASSIGNED | {"assigned_by": "none"}, []),
        (CROSS | MAJOR | GAP | REQUEST | ASSIGNED, ["1", "2", "4", "5", "6"]),
    ],
)
def test_each_circumstance_stands_alone_and_unknown_is_not_no(said, met):
    assert circumstances(**said) == met


def test_both_readings_of_the_third_circumstance_are_told():
    text = (FOLDER / "accident_grade.dmn").read_text("utf-8")

    assert "照字面只限“一般”等级" in text
    assert "“一般”等级及其以上" in text
