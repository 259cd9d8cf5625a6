"""What does not agree is found and named; what agrees is left in peace."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from engine.actions.records.seal_day import seal_of
from engine.actions.records.verify import verify
from engine.storage import audit

CHANGES = {
    "actions.verify.record_altered": "UPDATE audit SET actor = 'nobody' WHERE seq = 2 AND chain = :case",
    "actions.verify.record_missing": "DELETE FROM audit WHERE seq = 2 AND chain = :case",
    "actions.verify.end_cut": (
        "DELETE FROM audit WHERE chain = :case AND seq = (SELECT audit_seq FROM cases WHERE id = :case)"
    ),
    "actions.verify.task_without_row": "UPDATE tasks SET status = 'cancelled' WHERE case_id = :case",
    "actions.verify.timer_without_row": "DELETE FROM timers WHERE case_id = :case",
    "actions.verify.timer_moved": "UPDATE timers SET due_at = NULL WHERE case_id = :case",
    "actions.verify.event_missing": "DELETE FROM outbox WHERE case_id = :case AND type = 'case.case.opened'",
    "actions.verify.cannot_restore": "UPDATE cases SET state = NULL WHERE id = :case",
    "actions.verify.chain_unknown": "UPDATE audit SET chain = 'strange' WHERE chain = :case",
}


def test_a_case_as_we_wrote_it_agrees(office, errand, ann, bob, do):
    assert verify(office) == []
    do(do(errand, ann, "prepare"), bob, "check")
    assert verify(office) == []


@pytest.mark.parametrize("cache_size", [0], indirect=True)
@pytest.mark.parametrize("key", CHANGES)
def test_a_change_by_hand_is_found(office, errand, key):
    with office.database.writing() as connection:
        assert connection.execute(text(CHANGES[key]), {"case": errand.case_id}).rowcount >= 1

    assert key in {fault.key for fault in verify(office)}


@pytest.mark.parametrize("cache_size", [0], indirect=True)
def test_only_the_first_bad_record_is_named(office, errand):
    with office.database.writing() as connection:
        connection.execute(
            text("UPDATE audit SET actor = 'nobody' WHERE seq >= 2 AND chain = :case"), {"case": errand.case_id}
        )

    assert [(fault.key, fault.params) for fault in verify(office)] == [("actions.verify.record_altered", {"seq": 2})]


@pytest.mark.parametrize("cache_size", [0], indirect=True)
def test_a_tail_cut_together_with_its_head_is_found_by_the_seal_outside(office, errand):
    # given a seal kept outside, and somebody who cut the chain and mended its head
    with office.database.reading() as connection:
        sealed = seal_of(audit.heads(connection), date(2022, 3, 28), office.clock.now())
    seal = {"day": sealed.day.isoformat(), "chains": sealed.chains}
    assert verify(office, [seal]) == []
    with office.database.writing() as connection:
        last = audit.read(connection, errand.case_id)[-2]
        connection.execute(
            text("DELETE FROM audit WHERE chain = :case AND seq > :seq"), {"case": errand.case_id, "seq": last.seq}
        )
        connection.execute(
            text("UPDATE cases SET audit_seq = :seq, audit_head = :head WHERE id = :case"),
            {"seq": last.seq, "head": last.hash, "case": errand.case_id},
        )

    # then the inside agrees with itself, and the outside tells
    assert [fault.key for fault in verify(office)] == []
    assert [(fault.key, fault.params["day"]) for fault in verify(office, [seal])] == [
        ("actions.verify.seal_broken", "2022-03-28")
    ]
