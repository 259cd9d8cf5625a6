"""Chains: each record holds the one before, and nothing can be changed unnoticed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.storage import audit, outbox
from engine.storage.audit import Head
from engine.storage.chain import BEGINNING, Record, link
from engine.storage.outbox import OutgoingEvent

AT = datetime(2026, 11, 24, 1, 2, 3, 456789, tzinfo=UTC)
RECORD = Record(AT, "officer", "case:task:completed", "review", "d1", {"choice": "accept"}, "evt_1")


@pytest.mark.parametrize(
    "change",
    [
        {"at": AT + timedelta(microseconds=1)},
        {"actor": "other"},
        {"word": "case:task:opened"},
        {"element": "x"},
        {"item": "d2"},
        {"details": {"choice": "decline"}},
        {"event": None},
    ],
)
def test_any_change_of_a_record_changes_its_hash(change):
    assert link(BEGINNING, "c", 1, replace(RECORD, **change)) != link(BEGINNING, "c", 1, RECORD)


def test_place_and_chain_are_part_of_the_hash():
    hashes = {link(BEGINNING, "c", 1, RECORD), link(BEGINNING, "c", 2, RECORD), link(BEGINNING, "d", 1, RECORD)}

    assert len(hashes) == 3


@given(st.dictionaries(st.text(max_size=5), st.integers(0, 9)))
def test_the_order_of_details_does_not_matter(details):
    turned = dict(reversed(list(details.items())))

    assert link(BEGINNING, "c", 1, replace(RECORD, details=details)) == link(
        BEGINNING, "c", 1, replace(RECORD, details=turned)
    )


def test_a_stored_chain_reads_back_as_it_was_linked(database):
    # given records written in two acts
    with database.writing() as connection:
        head = audit.append(connection, "chain", Head(), [RECORD, RECORD])
        head = audit.append(connection, "chain", head, [replace(RECORD, actor="other")])

    # then reading them gives the same hashes, page by page
    with database.reading() as connection:
        written = list(audit.walk(connection, "chain"))
        assert [one.seq for one in audit.read(connection, "chain", after=1, most=1)] == [2]
    seen = BEGINNING
    for one in written:
        seen = link(seen, "chain", one.seq, one.record)
        assert one.hash == seen
    assert head == Head(3, seen)


def test_chains_of_the_house_keep_their_own_heads(database):
    with database.writing() as connection:
        audit.append_to_house(connection, "people", [RECORD])
        audit.append_to_house(connection, "people", [RECORD])
        audit.append_to_house(connection, "calendar", [RECORD])
    with database.reading() as connection:
        assert {name: head.seq for name, head in audit.heads(connection).items()} == {"people": 2, "calendar": 1}
        assert audit.names(connection) == ["calendar", "people"]


def test_records_are_found_by_person_and_by_day(database):
    with database.writing() as connection:
        audit.append_to_house(connection, "people", [RECORD, replace(RECORD, actor="x", at=AT + timedelta(days=1))])
    with database.reading() as connection:
        assert [one.seq for one in audit.by_actor(connection, "officer", AT)] == [1]
        assert [one.seq for one in audit.since(connection, AT + timedelta(hours=1))] == [2]
        assert audit.since(connection, AT, ["no:such:word"]) == []


def test_days_are_sealed_once(database):
    with database.writing() as connection:
        audit.seal(connection, date(2026, 11, 23), b"h" * 32, 7, AT)
    with database.reading() as connection:
        assert audit.seals(connection) == [(date(2026, 11, 23), b"h" * 32, 7)]
        assert audit.seals(connection, date(2026, 11, 24)) == []


def test_a_record_without_its_event_is_found(database):
    event = OutgoingEvent("evt_1", None, "case.task.completed", AT, {"number": "1"})
    with database.writing() as connection:
        audit.append_to_house(connection, "people", [RECORD])
        assert outbox.untold(connection) == [("people", 1, "evt_1")]
        outbox.add(connection, [event])
        assert outbox.untold(connection) == []
        ((ordinal, read),) = outbox.read(connection)
        assert read == event
        assert outbox.read(connection, after=ordinal) == []
