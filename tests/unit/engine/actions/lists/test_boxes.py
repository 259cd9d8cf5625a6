"""待办 shows what one holds and what is free, each once, in one order, however it is narrowed; numbers equal lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.actions.house.office import Office
from engine.actions.lists.boxes import todo
from engine.actions.lists.counts import MOST, counts_of, desk_counts
from engine.actions.lists.wanted import Wanted
from engine.clock import MovableClock
from engine.people.actor import Actor, Post
from engine.storage import tasks

#: the clock of these tests stands at Monday, 28 March 2022; 4 and 5 April were days off (清明节)
YESTERDAY, TODAY, SOON, LATER = date(2022, 3, 25), date(2022, 3, 28), date(2022, 4, 2), date(2022, 6, 1)
Person = Callable[..., Actor]


def ids(office: Office, actor: Actor, wanted: Wanted | None = None, most: int = 50) -> list[str]:
    """All pages, one after the other."""
    found: list[str] = []
    page = todo(office, actor, wanted or Wanted(), most=most)
    found += [row.task.id for row in page.rows]
    while page.next:
        page = todo(office, actor, wanted or Wanted(), after=page.next, most=most)
        found += [row.task.id for row in page.rows]
    return found


def test_one_sees_what_one_holds_and_what_is_free(office: Office, crowd: Any, person: Person) -> None:
    ann = person("ann", "bench")
    case = crowd.case()
    free = crowd.task(case, due=LATER)
    mine = crowd.task(case, groups=("elsewhere",), holder="ann", due=TODAY)
    crowd.task(case, holder="bob")
    crowd.task(case, groups=("elsewhere",))

    assert ids(office, ann) == [mine, free]
    assert counts_of(office, ann)["todo"] == 2


def test_claiming_takes_it_out_of_the_lists_of_others(office: Office, crowd: Any, person: Person) -> None:
    ann, bob = person("ann", "bench"), person("bob", "bench")
    task = crowd.task(crowd.case(), groups=("bench", "bench@bench"))
    assert ids(office, ann) == ids(office, bob) == [task]

    with office.database.writing() as connection:
        tasks.change(connection, task, {"claimed_by": "ann"})
    assert (ids(office, ann), ids(office, bob)) == ([task], [])

    with office.database.writing() as connection:
        tasks.change(connection, task, {"claimed_by": None})
    assert ids(office, bob) == [task]


@pytest.fixture
def varied(office: Office, crowd: Any, clock: MovableClock) -> dict[str, str]:
    """Tasks that differ in one thing each."""
    plain, urgent = crowd.case(), crowd.case(urgency="urgent", applicant="justice", child="乙")
    flash = crowd.case(danger=True, urgency="urgent")
    return {
        "overdue": crowd.task(plain, due=YESTERDAY),
        "today": crowd.task(plain, due=TODAY),
        "soon": crowd.task(plain, due=SOON),
        "later": crowd.task(plain, due=LATER),
        "none": crowd.task(plain, element="review", name="受理审查"),
        "urgent": crowd.task(urgent, due=LATER),
        "flash": crowd.task(flash, due=LATER),
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, {"overdue", "today", "soon", "later", "none", "urgent", "flash"}),
        ({"due": "overdue"}, {"overdue"}),
        ({"due": "today"}, {"today"}),
        ({"due": "soon"}, {"soon"}),
        ({"due": "later"}, {"later", "urgent", "flash"}),
        ({"due": "nonsense"}, {"overdue", "today", "soon", "later", "none", "urgent", "flash"}),
        ({"step": "review"}, {"none"}),
        ({"state": "implementing"}, set()),
        ({"applicant": "justice"}, {"urgent"}),
        ({"urgency": "urgent"}, {"urgent"}),
        ({"urgency": "flash"}, {"flash"}),
        ({"urgency": "plain", "due": "later"}, {"later"}),
        ({"search": "受理"}, {"none"}),
        ({"search": "slsc"}, {"none"}),
        ({"search": "乙"}, {"urgent"}),
        ({"search": "weichengnianrenyi"}, {"urgent"}),
        ({"search": "司法"}, {"urgent"}),
        ({"search": "2022-2"}, {"urgent"}),
        ({"search": "没有"}, set()),
        ({"search": "%"}, {"overdue", "today", "soon", "later", "none", "urgent", "flash"}),
        ({"search": "乙", "due": "today"}, set()),
        ({"new": "yes"}, {"overdue", "today", "soon", "later", "none", "urgent", "flash"}),
    ],
)
def test_a_list_is_narrowed(
    office: Office, varied: dict[str, str], person: Person, query: dict[str, str], expected: set[str]
) -> None:
    wanted = Wanted.read(query)
    found = ids(office, person("ann", "bench"), wanted, most=3)
    assert set(found) == {varied[name] for name in expected}
    assert len(found) == len(expected)
    assert ids(office, person("ann", "bench"), Wanted.read(query | {"order": "latest"})) == found[::-1]


def test_the_desk_counts_what_the_narrowed_list_shows(office: Office, varied: dict[str, str], person: Person) -> None:
    ann = person("ann", "bench")
    counts = desk_counts(office, ann)
    assert counts == {"overdue": 1, "today": 1, "soon": 1, "new": len(varied)}
    assert all(len(ids(office, ann, Wanted(due=due))) == counts[due] for due in ("overdue", "today", "soon"))


def test_counting_ends_where_a_badge_says_many(office: Office, crowd: Any, person: Person) -> None:
    case = crowd.case()
    for _ in range(MOST + 11):
        crowd.task(case, groups=("bench", "bench@bench"))
    assert counts_of(office, person("ann", "bench"))["todo"] == MOST + 1


def test_a_row_says_all_that_one_decides_by(office: Office, crowd: Any, person: Person) -> None:
    case = crowd.case(applicant="justice", urgency="urgent", child="丙")
    crowd.task(case, due=LATER, holder="ann", unit="education")
    (row,) = todo(office, person("ann", "bench")).rows
    assert (row.subject, row.applicant, row.urgency, row.person) == ("未成年人丙", "justice", "urgent", "ann（虚构）")
    assert (row.task.unit, row.state, row.for_whom) == ("education", "submitted", "")


def test_a_deputy_is_told_whose_work_it_is(office: Office, crowd: Any, person: Person) -> None:
    case = crowd.case()
    crowd.task(case, groups=("judge@court",))
    crowd.task(case, groups=("bench@bench",))
    ann = person("ann", "bench").standing_in("bob", [Post("judge", "court")])
    assert sorted(row.for_whom for row in todo(office, ann).rows) == ["", "bob（虚构）"]


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_paging_shows_each_row_once_while_rows_come_and_go_behind(
    office: Office, crowd: Any, data: st.DataObject
) -> None:
    """What was there all along is seen exactly once, in order, whatever is claimed, added or moved meanwhile."""
    name = f"reader{crowd.number}"
    reader = Actor(name, name, "education", (Post(name, "bench"),))
    groups = (name, f"{name}@bench")
    days = [None, *(date(2022, 4, day) for day in range(1, 8))]
    case = crowd.case()
    tasks_at = {
        crowd.task(case, groups=data.draw(st.sampled_from([groups, groups[:1]])), due=data.draw(st.sampled_from(days)))
        for _ in range(data.draw(st.integers(1, 14)))
    }
    latest_first = data.draw(st.booleans())
    wanted, most = Wanted(latest_first=latest_first), data.draw(st.integers(1, 4))
    seen: list[tuple[Any, str]] = []
    disturbed: set[str] = set()
    after = None
    while True:
        page = todo(office, reader, wanted, after=after, most=most)
        seen += [(row.task.due or date.max, row.task.id) for row in page.rows]
        if data.draw(st.booleans()) and seen:  # somebody claims what was shown, something new comes in before it
            gone = data.draw(st.sampled_from([task for _, task in seen]))
            with office.database.writing() as connection:
                tasks.change(connection, gone, {"claimed_by": "bob"})
            disturbed.add(crowd.task(case, groups=groups, due=date(2030, 1, 1) if latest_first else date(2000, 1, 1)))
        if page.next is None:
            break
        after = page.next
    assert seen == sorted(seen, reverse=latest_first)
    assert {task for _, task in seen} - disturbed == tasks_at
    assert len(seen) == len(set(seen))
