"""A notice reaches everybody it is for, once, deputies marked, never whoever caused it; letters as each one chose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from engine.actions.cases.urge import urge
from engine.actions.house.office import Office
from engine.actions.notices.send_due_notices import send_due_notices
from engine.actions.notices.telling import recipients, tell
from engine.clock import MovableClock
from engine.storage import mails, notice_preferences, notices, participations, people, posts, told
from engine.storage.notice_preferences import PreferenceRow
from engine.storage.notices import NoticeRow
from engine.storage.participations import ParticipationRow
from engine.storage.people import PersonRow
from engine.storage.posts import DeputyRow, PostRow

DAY = date(2022, 3, 28)


@pytest.fixture
def staff(office: Office, crowd: Any, clock: MovableClock) -> str:
    """Liaisons of two bodies, an expert, and a case in which all of them have a part."""
    at = clock.now()
    case = crowd.case()
    names = ("edu1", "edu2", "jus1", "stand", "expert", "gone")
    with office.database.writing() as connection:
        rows = [PersonRow(one, one, f"{one}（虚构）", None, None, "zh", one != "gone", False, at) for one in names]
        people.add(connection, rows)
        held = (("edu1", "education"), ("edu2", "education"), ("jus1", "justice"), ("gone", "education"))
        posts.assign(connection, [PostRow(who, "liaison", unit, date(2022, 1, 1)) for who, unit in held])
        posts.appoint_deputy(
            connection, DeputyRow("jus1", "stand", date(2022, 3, 1), date(2022, 3, 31), "liaison", "justice")
        )
        posts.appoint_deputy(connection, DeputyRow("expert", "stand", date(2022, 3, 1), date(2022, 3, 31)))
        parts = [("p01", "unit", "justice", None), ("p02", "expert", None, "expert")]
        participations.add(
            connection,
            [ParticipationRow(case, key, kind, unit, who, None, at, "ann") for key, kind, unit, who in parts],
        )
    return case


@pytest.mark.parametrize(
    ("to", "written_by", "told_of"),
    [
        (["liaison@education"], "", {"edu1": None, "edu2": None}),
        (["liaison@education"], "edu1", {"edu2": None}),
        (["liaison@justice"], "", {"jus1": None, "stand": "jus1"}),
        (["liaison"], "", {"edu1": None, "edu2": None, "jus1": None, "stand": "jus1"}),
        (["participant@p01"], "", {"jus1": None, "stand": "jus1"}),
        (["participant@p02"], "", {"expert": None}),  # an expert is asked in person
        (["participant@p09"], "", {}),
        (["edu1"], "", {"edu1": None}),
        (["jus1"], "", {"jus1": None}),  # the deputy holds one post, not the person's own letters
        (["stand", "liaison@justice"], "", {"stand": None, "jus1": None}),
        (["gone"], "", {}),
        (["nobody@nowhere", "liaison@education", "edu2"], "", {"edu1": None, "edu2": None}),
    ],
)
def test_who_is_told(
    office: Office, staff: str, to: list[str], written_by: str, told_of: dict[str, str | None], clock: MovableClock
) -> None:
    notice = NoticeRow(staff, "work", "", "urge", to, clock.now(), clock.now(), written_by=written_by)
    with office.database.reading() as connection:
        assert recipients(connection, notice, DAY) == told_of


def test_nobody_stands_in_after_the_last_day(office: Office, staff: str, clock: MovableClock) -> None:
    notice = NoticeRow(staff, "work", "", "urge", ["liaison@justice"], clock.now(), clock.now())
    with office.database.reading() as connection:
        assert recipients(connection, notice, date(2022, 4, 1)) == {"jus1": None}


def test_whose_part_has_ended_is_told_of_that(office: Office, staff: str, clock: MovableClock) -> None:
    with office.database.writing() as connection:
        participations.end(connection, staff, "p01", "unit", clock.now(), "excused")
    notice = NoticeRow(staff, "work", "", "excused", ["participant@p01"], clock.now(), clock.now())
    with office.database.reading() as connection:
        assert recipients(connection, notice, DAY) == {"jus1": None, "stand": "jus1"}


@pytest.mark.parametrize(
    ("address", "kinds", "digest", "kind", "letters", "in_digest"),
    [
        ("", {}, True, "urge", 0, False),
        ("a@x.test", {}, True, "urge", 1, False),
        ("a@x.test", {}, True, "minutes", 0, True),
        ("a@x.test", {}, False, "minutes", 0, False),
        ("a@x.test", {"urge": "off"}, True, "urge", 0, False),
        ("a@x.test", {"minutes": "at_once"}, True, "minutes", 1, False),
        ("a@x.test", {"urge": "digest"}, True, "urge", 0, True),
        ("a@x.test", {}, True, "another_procedures_own", 0, True),
    ],
)
def test_letters_go_out_as_each_one_chose(
    office: Office, staff: str, clock: MovableClock, address: str, kinds: dict[str, str], digest: bool, kind: str,
    letters: int, in_digest: bool,
) -> None:  # fmt: skip
    at = clock.now()
    notice = NoticeRow(staff, "work", "", kind, ["edu1"], at, at)
    with office.database.writing() as connection:
        notice_preferences.keep(connection, PreferenceRow("edu1", address, kinds, digest, at))
        notices.add(connection, [notice])
        (row,) = tell(connection, 1, notice, DAY, at, by_mail=True)
        assert len(mails.take(connection, at, 10)) == letters
    assert row.for_digest is in_digest


def test_an_urging_is_told_once_to_everybody_but_who_urged(play: Callable[..., Any]) -> None:
    running = play("circumstance_six", 8)
    office, officer = running.office, running.actor("officer")
    send_due_notices(office)
    urge(office, officer, running.case, {"reason": "请尽快办理（虚构）"})
    with office.database.reading() as connection:
        (notice_id, notice), *_ = notices.waiting(connection, office.clock.now(), 10)
        expected = set(recipients(connection, notice, office.clock.now().date()))
    assert notice.written_by == "officer"
    send_due_notices(office)
    send_due_notices(office)
    with office.database.reading() as connection:
        seen = {
            person: [one for one in told.of_person(connection, person, None, 99) if one.row.notice == notice_id]
            for person in expected | {"officer"}
        }
    assert {person: len(rows) for person, rows in seen.items()} == dict.fromkeys(expected, 1) | {"officer": 0}
