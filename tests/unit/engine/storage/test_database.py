"""Transactions: all or nothing, one writer at a time, and failures told apart."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from engine.errors import Conflict, Incident, Unavailable
from engine.storage import database as module
from engine.storage import notices, reference, workers
from engine.storage.column_types import Instant
from engine.storage.database import Database
from engine.storage.failures import TryAgain, translated
from engine.storage.tables.people import reference_version


def test_an_exception_leaves_nothing(database):
    def writes_and_fails():
        with database.writing() as connection:
            reference.count_up(connection)
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        writes_and_fails()
    with database.reading() as connection:
        assert reference.version(connection) == 0


def test_counting_up_is_seen_by_everyone(database):
    for expected in (1, 2):
        with database.writing() as connection:
            reference.count_up(connection)
        with database.reading() as connection:
            assert reference.version(connection) == expected


def test_sqlite_is_durable_and_keeps_its_foreign_keys(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'folder' / 'new.db'}")
    with database.reading() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    database.close()

    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


def test_a_second_writer_waits_and_is_then_told_to_try_again(tmp_path, monkeypatch):
    # given somebody who holds the write lock for longer than we wait
    monkeypatch.setattr(module, "BUSY_TIMEOUT", 50)
    url = f"sqlite:///{tmp_path / 'busy.db'}"
    first, second = Database(url), Database(url)

    # then the second is refused with nothing done, and later succeeds
    with first.writing(), pytest.raises(TryAgain), second.writing():
        pass
    with second.writing():
        pass
    first.close()
    second.close()


def test_readers_do_not_wait_for_the_writer(database):
    with database.writing() as writer:
        reference.count_up(writer)
        with database.reading() as reader:
            assert reference.version(reader) == 0


def test_reading_at_once_sees_one_moment(database):
    with database.reading_at_once() as reader:
        assert reference.version(reader) == 0
        with database.writing() as writer:
            reference.count_up(writer)
        assert reference.version(reader) == 0


def test_two_threads_write_one_after_the_other(database):
    with database.writing() as connection:
        reference.count_up(connection)
    barrier = threading.Barrier(2)

    def count():
        barrier.wait()
        for _ in range(10):
            with database.writing() as connection:
                reference.count_up(connection)

    threads = [threading.Thread(target=count) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as connection:
        assert reference.version(connection) == 21


def test_a_clash_is_a_conflict_and_a_broken_statement_an_incident(database):
    twice = [{"name": "twice", "version": 1}] * 2
    with pytest.raises(Conflict) as refused, database.writing() as connection:
        connection.execute(reference_version.insert(), twice)
    assert refused.value.key == "storage.clash"
    with pytest.raises(Incident), database.writing() as connection:
        connection.execute(text("SELECT no_such_column FROM cases"))


def test_an_absent_server_is_unavailable():
    database = Database("postgresql://nobody@/nothing?host=/nonexistent-socket-folder")

    with pytest.raises(Unavailable) as refused, database.reading():
        pass
    assert refused.value.key == "storage.unavailable"


class _Raised(Exception):
    def __init__(self, sqlstate: str) -> None:
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("sqlstate", "kind"),
    [("40001", TryAgain), ("40P01", TryAgain), ("55P03", TryAgain), ("57P01", Unavailable), ("53100", Unavailable)],
)
def test_what_the_server_says_is_told_apart(sqlstate, kind):
    assert type(translated(OperationalError("", {}, _Raised(sqlstate)))) is kind


def test_instants_come_back_in_utc_whatever_zone_they_were_given_in(database):
    given = datetime(2026, 11, 24, 8, 0, 0, 123456, tzinfo=timezone(timedelta(hours=8)))
    with database.writing() as connection:
        workers.beat(connection, "one", given)
    with database.reading() as connection:
        kept = workers.latest(connection)

    assert kept == given
    assert kept.tzinfo is UTC


def test_a_naive_instant_is_refused(database):
    with database.reading() as connection, pytest.raises(ValueError, match="aware"):
        Instant().process_bind_param(datetime(2026, 1, 1), connection.dialect)  # noqa: DTZ001


def test_notices_wait_for_their_instant(database):
    with database.reading() as connection:
        assert notices.waiting(connection, datetime(2026, 1, 1, tzinfo=UTC), 10) == []
        assert notices.next_send(connection, datetime(2026, 1, 1, tzinfo=UTC)) is None
