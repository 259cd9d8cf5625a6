"""A case that units, an expert and the office have to do with, in the office of these tests; all invented (虚构)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from engine.actions.house.office import Office
from engine.actions.opening.open_case import open_case
from engine.actions.signing_in.authenticate import known_actor
from engine.actions.tasks.complete_task import complete
from engine.people.actor import Actor
from engine.storage import cases, tasks

CHILD = "虚构姓名甲"
SCHOOL = "虚构小学乙"
APPLICATION = {
    "subject": "跨部门安置（虚构）",
    "claimed": ["2"],
    "applicant_class": "city_group",
    "subjects": [{"pseudonym": "未成年人甲", "child_name": CHILD, "school": SCHOOL, "age_band": "under_14"}],
    "summary": "虚构案情",
    "questions": "由谁牵头安置（虚构）",
    "cross_region": "none",
    "special_case": "no",
    "needs_multi_dept": "yes",
    "major_matter": "yes",
    "needs_provincial_multi_dept": "yes",
    "deaths": 0,
    "serious_injuries": 0,
    "minor_victims": 0,
    "law_gap": "no",
    "pressing": "no",
    "affected_minors": 1,
    "is_request": "no",
    "complex_matter": "no",
    "assigned_by_level": "none",
    "assigned_by": "none",
    "important": "no",
    "assignment_evidence": "none",
    "classification": "internal",
}
MATTERS = {"matters": "安置（虚构）", "facts": "虚构事实", "legal_basis": "虚构依据", "classification": "internal"}
PREPARED = {
    "consultation_items": "如何安置（虚构）",
    "units": ["education", "health"],
    "experts": [{"person": "expert.law1", "discipline": "law"}],
    "meeting_date": "2026-04-20",
    "meeting_place": "虚构会议室",
    "urgent": "no",
}


@dataclass
class Opened:
    """A case in the collection of opinions."""

    office: Office
    id: str
    number: str

    def actor(self, person: str) -> Actor:
        found = known_actor(self.office, person)
        assert found is not None
        return found

    def do(self, person: str, element: str, form: dict[str, Any]) -> None:
        """Complete the open task of this element that the person may do."""
        with self.office.database.reading() as connection:
            rows = list(tasks.open_of_case(connection, self.id).values())
        row = next(row for row in rows if row.element == element)
        complete(self.office, self.actor(person), row.id, form)


@pytest.fixture
def opened(office: Office) -> Callable[[], Opened]:
    """Makes a case: applied for by Luoyang, accepted, served on two units and an expert."""

    def make() -> Opened:
        applicant = known_actor(office, "luoyang.liaison")
        assert applicant is not None
        answer = open_case(office, applicant, "case_consultation", APPLICATION)
        with office.database.reading() as connection:
            row = cases.get(connection, answer.case_id)
        assert row is not None
        case = Opened(office, row.id, row.number)
        case.do("officer", "review_application", {"choice": "accept", "confirmed": ["2"], "reason": "符合（虚构）"})
        case.do("luoyang.liaison", "submit_matters", MATTERS)
        case.do("officer", "prepare_consultation", PREPARED)
        return case

    return make
