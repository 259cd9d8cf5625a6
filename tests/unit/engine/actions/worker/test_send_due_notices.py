"""A notice goes out on a working morning, once, and its sending is on record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.actions.notices.send_due_notices import send_due_notices
from engine.storage import notices
from engine.storage.notices import NoticeRow

SENT = "case:notice:sent"


def of_case(play: Any) -> list[NoticeRow]:
    with play.office.database.reading() as connection:
        return notices.of_case(connection, play.case)


def test_each_notice_is_sent_once(play: Callable[..., Any]) -> None:
    at_meeting = play("circumstance_six", 8)
    waiting = [row for row in of_case(at_meeting) if row.sent_at is None]
    at_meeting.clock.move_to(max((row.send_at for row in of_case(at_meeting)), default=at_meeting.clock.now()))
    before = at_meeting.words().count(SENT)
    assert send_due_notices(at_meeting.office) == len(waiting)
    assert send_due_notices(at_meeting.office) == 0
    assert all(row.sent_at for row in of_case(at_meeting))
    assert at_meeting.words().count(SENT) == before + len(waiting)
    assert before + len(waiting) > 0


def test_a_notice_written_on_a_rest_day_waits(play: Callable[..., Any]) -> None:
    running = play("circumstance_six", 8)
    with running.office.database.writing() as connection:
        later = NoticeRow(
            running.case,
            "notify_meeting",
            "",
            "reminder",
            ["liaison@education"],
            running.clock.now(),
            running.clock.now().replace(year=running.clock.now().year + 1),
        )
        notices.add(connection, [later])
    send_due_notices(running.office)
    assert [row.kind for row in of_case(running) if row.sent_at is None] == ["reminder"]
