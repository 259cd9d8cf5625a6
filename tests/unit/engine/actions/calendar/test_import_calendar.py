"""A notice arrives while clocks run."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from engine.actions.calendar.calendar_text import import_lines
from engine.actions.calendar.follow_calendar import follow_calendar, next_notice
from engine.actions.calendar.import_calendar import import_calendar
from engine.actions.house.read_calendar import read_calendar
from engine.actions.worker.fire_due_timers import fire_due_timers
from engine.clock import at_beijing
from engine.errors import Conflict, Forbidden, Invalid
from engine.people.actor import Actor, Post
from engine.storage import audit, calendar_mark, cases, deadlines, outbox, timers
from engine.storage.tables.timers import calendars

SYSTEM = Actor.system()


def due_days(office, case_id):
    with office.database.reading() as connection:
        return [row.due for row in deadlines.of_case(connection, case_id)]


def due_timers(office, case_id):
    with office.database.reading() as connection:
        rows = timers.of_case(connection, case_id).values()
    return {row.element: row.due_at for row in rows}


def imported_tables(office):
    with office.database.reading() as connection:
        return list(connection.execute(select(calendars.c.year)).scalars())


def everything(office):
    with office.database.reading() as connection:
        versions = {case_id: cases.get(connection, case_id).version for case_id in cases.open_ids(connection)}
        return imported_tables(office), versions, audit.heads(connection)


def test_an_undetermined_clock_gets_its_day_and_its_timers(office, open_case, notice_2027):
    # given a term that crosses into a year nobody has published
    open_case("c1", "2026-11-23")
    assert (due_days(office, "c1"), due_timers(office, "c1")) == ([None], {"late": None, "look_again": None})

    # when the notice is imported
    office.clock.move_to(at_beijing(date(2026, 12, 2), 10))
    imported = import_calendar(office, SYSTEM, notice_2027())

    # then the day, the timer on it and the timer of its own are known, and the case's version moved
    assert due_days(office, "c1") == [date(2027, 1, 5)]
    assert due_timers(office, "c1") == {
        "late": at_beijing(date(2027, 1, 6)),
        "look_again": at_beijing(date(2027, 1, 19), 9),
    }
    assert [(move.old_due, move.new_due, move.moved) for move in imported.recount.moves] == [
        (None, date(2027, 1, 5), True)
    ]
    assert read_calendar(office).version == "2027.1"
    with office.database.reading() as connection:
        assert cases.get(connection, "c1").version == 3


def test_every_case_moves_in_one_transaction_and_all_of_it_is_on_record(office, open_case, notice_2027):
    for number, start in enumerate(("2026-11-18", "2026-11-19", "2026-11-23")):
        open_case(f"c{number}", start)
    office.clock.move_to(at_beijing(date(2026, 12, 2), 10))

    imported = import_calendar(office, SYSTEM, notice_2027())

    assert [day for number in range(3) for day in due_days(office, f"c{number}")] == [
        date(2026, 12, 29),  # 30 December, a make-up Sunday nearer
        date(2026, 12, 30),
        date(2027, 1, 5),
    ]
    assert len(imported.recount.moves) == 3
    with office.database.reading() as connection:
        words = [one.record.word for chain in ("c0", "c1", "c2") for one in audit.read(connection, chain)]
        [notice] = audit.read(connection, "calendar")
        assert outbox.untold(connection) == []
    assert words.count("case:deadline:recomputed") == 3
    assert notice.record.details == {"notices": ["2027.1"], "calendar": "2027.1", "moved": 3, "left": []}


def test_a_timer_fires_by_the_new_day(office, open_case, notice_2027):
    open_case("c1", "2026-11-19")  # due 31 December, soon a holiday
    office.clock.move_to(at_beijing(date(2026, 12, 2), 10))
    import_calendar(office, SYSTEM, notice_2027())

    office.clock.move_to(at_beijing(date(2026, 12, 31)))
    fired = fire_due_timers(office)

    assert fired == 2  # the day is missed, and its timer fires
    with office.database.reading() as connection:
        assert {row.element for row in timers.of_case(connection, "c1").values()} == {"look_again"}


def test_a_dry_run_shows_the_same_and_changes_nothing(office, open_case, notice_2027):
    open_case("c1", "2026-11-23")
    office.clock.move_to(at_beijing(date(2026, 12, 2), 10))
    before = everything(office)

    shown = import_calendar(office, SYSTEM, notice_2027(), dry_run=True)

    assert everything(office) == before
    assert due_days(office, "c1") == [None]
    assert read_calendar(office).version == "2026.1"
    done = import_calendar(office, SYSTEM, notice_2027())
    assert (done.recount, done.diff.days) == (shown.recount, shown.diff.days)


def test_the_same_notice_again_changes_nothing(office, open_case, notice_2027):
    open_case("c1", "2026-11-23")
    office.clock.move_to(at_beijing(date(2026, 12, 2), 10))
    import_calendar(office, SYSTEM, notice_2027())
    before = everything(office)

    again = import_calendar(office, SYSTEM, notice_2027())

    assert again.diff.is_empty
    assert everything(office) == before


def test_a_later_version_of_the_year_comes_on_top(office, open_case, notice_2027):
    open_case("c1", "2026-11-23")
    office.clock.move_to(at_beijing(date(2026, 12, 2), 10))
    import_calendar(office, SYSTEM, notice_2027())
    table = notice_2027()
    change = table["notices"][0] | {
        "version": 2,
        "title": "关于调整2027年元旦假期的通知（虚构）",
        "arrangements": [{"occasion": "元旦", "off": ["2027-01-04"]}],
    }

    import_calendar(office, SYSTEM, table | {"notices": [*table["notices"], change]})

    assert due_days(office, "c1") == [date(2027, 1, 6)]
    assert imported_tables(office) == [2027, 2027]


def test_what_has_passed_stands(office, open_case, notice_2027):
    """Published on 1 December, imported on the 31st: 30 December has gone by, so 31 December remains."""
    open_case("c1", "2026-11-19")
    office.clock.move_to(at_beijing(date(2026, 12, 31), 10))

    imported = import_calendar(office, SYSTEM, notice_2027())

    assert due_days(office, "c1") == [date(2026, 12, 31)]
    assert [move.moved for move in imported.recount.moves] == [False]
    assert "仍为2026年12月31日" in "\n".join(import_lines(imported, "zh"))


def test_a_halted_case_is_left_and_named(office, open_case, notice_2027):
    open_case("c1", "2026-11-23")
    office.clock.move_to(at_beijing(date(2026, 12, 2), 10))
    with office.database.writing() as connection:
        cases.raise_incident(connection, "c1", "actions.state_missing", {}, office.clock.now(), halt=True)

    imported = import_calendar(office, SYSTEM, notice_2027())

    assert imported.recount.left == ("虚构〔2026〕c1号",)
    assert "虚构〔2026〕c1号" in "\n".join(import_lines(imported, "zh"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_of_it_is_told(office, open_case, notice_2027, lang):
    open_case("c1", "2026-11-23")
    open_case("c2", "2026-11-19")
    office.clock.move_to(at_beijing(date(2026, 12, 2), 10))

    text = "\n".join(import_lines(import_calendar(office, SYSTEM, notice_2027(), dry_run=True), lang))

    assert "deadlines." not in text
    assert "{" not in text
    assert "虚构〔2026〕c1号" in text


def test_a_notice_of_tomorrow_is_not_taken_in(office, notice_2027):
    with pytest.raises(Invalid) as refused:
        import_calendar(office, SYSTEM, notice_2027())

    assert refused.value.params["published_on"] == "2026-12-01"


def test_a_known_notice_that_says_something_else_is_a_conflict(office, notice_2027):
    office.clock.move_to(at_beijing(date(2026, 12, 2), 10))
    import_calendar(office, SYSTEM, notice_2027())

    with pytest.raises(Conflict):
        import_calendar(office, SYSTEM, notice_2027(title="别的通知（虚构）"))


def test_only_those_who_keep_the_calendar_import(office, notice_2027):
    liaison = Actor("p-1", "虚构联络员", "education", (Post("liaison", "education"),))

    with pytest.raises(Forbidden):
        import_calendar(office, liaison, notice_2027())


def test_a_notice_that_nobody_imported_is_followed_once(office, open_case, notice_2027):
    """A newer edition of the house brings the table along; it counts from the day it was published."""
    open_case("c1", "2026-11-23")
    assert follow_calendar(office)
    assert not follow_calendar(office)

    office.tables.append(notice_2027())
    office.known = None
    assert next_notice(office) == at_beijing(date(2026, 12, 1))
    assert not follow_calendar(office)
    office.clock.move_to(at_beijing(date(2026, 12, 1)))

    assert follow_calendar(office)
    assert due_days(office, "c1") == [date(2027, 1, 5)]
    assert not follow_calendar(office)
    assert next_notice(office) is None
    with office.database.reading() as connection:
        assert calendar_mark.followed(connection) == 12
