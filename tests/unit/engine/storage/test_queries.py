"""Queries that carry a promise of their own: content kept once, answers kept once, due cases found in order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from engine.errors import Conflict
from engine.storage import cases, definitions, idempotency, inboxes, notices, submissions, tasks, timers
from engine.storage.chain import BEGINNING
from engine.storage.definitions import VersionRow
from engine.storage.notices import NoticeRow
from engine.storage.submissions import SubmissionRow
from engine.storage.tasks import TaskRow
from engine.storage.timers import TimerRow

AT = datetime(2026, 11, 24, 1, tzinfo=UTC)
FILES = {"a.bpmn": b"<a/>", "b.form": b"{}"}


@pytest.fixture
def connection(database):
    with database.writing() as connection:
        definitions.store_bundle(connection, "digest", FILES, AT)
        for number in ("1", "2", "3"):
            cases.add(connection, a_case(number))
        yield connection


def a_case(number: str) -> dict[str, object]:
    return {
        "id": f"case{number}",
        "number": number,
        "procedure": "p",
        "procedure_version": 1,
        "digest": "digest",
        "process": "p",
        "version": 0,
        "status": "submitted",
        "item_states": {},
        "settings": {},
        "facts": {"number": number},
        "applicant_unit": "u",
        "applicant_class": "",
        "opened_by": "ann",
        "opened_at": AT,
        "danger": False,
        "halted": False,
        "state": b"state",
        "state_format": 1,
        "audit_seq": 0,
        "audit_head": BEGINNING,
    }


def a_task(number: int, case: str = "case1", groups: tuple[str, ...] = ("bench",), due: date | None = None) -> TaskRow:
    return TaskRow(
        f"t{number:03}",
        case,
        "work",
        "",
        "Work",
        "",
        "complete",
        None,
        list(groups),
        "open",
        None,
        None,
        None,
        None,
        due,
        AT,
    )


def a_timer(case: str, due_at: datetime | None, element: str = "late") -> TimerRow:
    return TimerRow(f"{case}-token", case, element, "", None, "", "at", 0, due_at)


def test_a_file_that_two_bundles_share_is_kept_once(connection):
    assert definitions.store_bundle(connection, "other", {**FILES, "c.form": b"{ }"}, AT)
    assert not definitions.store_bundle(connection, "other", FILES, AT)

    assert definitions.bundle(connection, "digest") == FILES
    assert definitions.bundle(connection, "other") == {**FILES, "c.form": b"{ }"}
    assert definitions.bundle(connection, "nothing") == {}


def test_a_case_opens_on_the_newest_version_in_force(connection):
    definitions.keep_procedure(connection, "p", {"zh": "流程"}, AT)
    for number, effective in ((1, date(2026, 1, 1)), (2, date(2026, 6, 1)), (3, None)):
        row = VersionRow("p", number, "digest", "p", {}, [], AT, "designer", AT, "designer2", effective)
        definitions.add_version(connection, row)

    versions = {day: definitions.effective(connection, "p", date(2026, *day)) for day in ((5, 31), (6, 1))}
    assert {day: row.version for day, row in versions.items() if row} == {(5, 31): 1, (6, 1): 2}
    assert definitions.effective(connection, "p", date(2025, 12, 31)) is None
    assert definitions.last_version(connection, "p") == 3


def test_a_case_changes_only_at_the_version_that_was_seen(connection):
    cases.change(connection, "case1", 0, {"status": "accepted"})

    with pytest.raises(Conflict):
        cases.change(connection, "case1", 0, {"status": "closed"})
    assert cases.get(connection, "case1").status == "accepted"
    assert cases.get(connection, "case1").version == 1


def test_due_cases_come_once_each_the_longest_waiting_first(connection):
    # given cases with a due timer, with two, with one still to come, and one without an instant
    timers.add(
        connection, [a_timer("case1", AT), a_timer("case2", AT - timedelta(hours=2)), a_timer("case2", AT, "more")]
    )
    timers.add(connection, [a_timer("case3", AT + timedelta(hours=1)), a_timer("case3", None, "undetermined")])

    assert timers.due_cases(connection, AT, 10) == ["case2", "case1"]
    assert timers.due_cases(connection, AT, 1) == ["case2"]
    assert timers.next_due(connection, AT) == AT + timedelta(hours=1)

    # and a halted case is left alone
    cases.raise_incident(connection, "case2", "actions.state_missing", {"case": "2"}, AT, halt=True)
    assert timers.due_cases(connection, AT, 10) == ["case1"]


def test_an_answer_is_kept_for_its_person_and_key(connection):
    idempotency.put(connection, "ann", "key", "digest", {"version": 1}, AT)

    assert idempotency.get(connection, "ann", "key") == ("digest", {"version": 1})
    assert idempotency.get(connection, "bob", "key") is None
    assert idempotency.forget(connection, AT) == 0
    assert idempotency.forget(connection, AT + timedelta(days=1)) == 1


def test_a_notice_is_sent_once(connection):
    notices.add(connection, [NoticeRow("case1", "urge", "", "urge", ["bench"], AT, AT + timedelta(hours=1))])

    assert notices.waiting(connection, AT, 10) == []
    assert notices.next_send(connection, AT) == AT + timedelta(hours=1)
    ((notice, _),) = notices.waiting(connection, AT + timedelta(hours=1), 10)
    assert notices.mark_sent(connection, notice, AT)
    assert not notices.mark_sent(connection, notice, AT)


def test_an_ended_task_leaves_every_inbox(connection):
    tasks.add(connection, [a_task(1), a_task(2)])
    tasks.end(connection, [("t001", tasks.DONE, "ann")], AT)

    assert [one.task.id for one in inboxes.of_groups(connection, ["bench"], "bob", [], None, 10)] == ["t002"]
    assert tasks.doers(connection, "case1", ["work"], [""]) == {"ann"}
    assert [one.task.id for one in inboxes.done_by(connection, "ann", None, 10)] == ["t001"]


def test_an_inbox_merges_groups_by_due_day_and_shows_a_task_once(connection):
    tasks.add(
        connection,
        [
            a_task(1, groups=("bench", "clerk"), due=date(2026, 12, 3)),
            a_task(2, groups=("clerk",), due=date(2026, 12, 1)),
            a_task(3, groups=("bench",)),
            a_task(4, groups=("others",)),
        ],
    )

    first = inboxes.of_groups(connection, ["bench", "clerk"], "x", [], None, 2)
    assert [one.task.id for one in first] == ["t002", "t001"]
    rest = inboxes.of_groups(connection, ["bench", "clerk"], "x", [], (date(2026, 12, 3), "t001"), 2)
    assert [one.task.id for one in rest] == ["t003"]


def test_a_moved_due_day_moves_the_task_in_the_inbox(connection):
    tasks.add(connection, [a_task(1, due=date(2026, 12, 1)), a_task(2, due=date(2026, 12, 2))])
    tasks.move_due(connection, [a_task(1, due=date(2026, 12, 9))])

    assert [one.task.id for one in inboxes.of_groups(connection, ["bench"], "x", [], None, 9)] == ["t002", "t001"]


def test_a_task_given_to_other_groups_is_theirs_alone(connection):
    tasks.add(connection, [a_task(1)])
    tasks.change_groups(connection, a_task(1, groups=("clerk",)))

    assert inboxes.of_groups(connection, ["bench"], "x", [], None, 9) == []
    assert [one.task.groups for one in inboxes.of_groups(connection, ["clerk"], "x", [], None, 9)] == [["clerk"]]


def test_drafts_are_no_content_of_the_case(connection):
    draft = SubmissionRow("s1", "case1", "t001", "work", "", None, submissions.DRAFT, b"x", AT, "ann", "ann")
    final = SubmissionRow("s2", "case1", "t001", "work", "", None, submissions.FINAL, b"y", AT, "ann", "ann")
    submissions.add(connection, [draft, final])

    assert [row.id for row in submissions.of_case(connection, "case1")] == ["s2"]
    submissions.drop_drafts(connection, ["s1", "s2"])
    assert submissions.get(connection, "s1") is None
    assert submissions.get(connection, "s2") == final
    assert final.context == "case1/s2"
