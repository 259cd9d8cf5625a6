"""Rows are plain JSON, and only their events are read back."""

from __future__ import annotations

import json

from engine.deadlines.rows import from_rows, to_row


def test_a_row_survives_json_and_its_columns_are_not_trusted(opened, noon):
    ledger = opened()
    ledger.suspend("implementation", "d1", reason="r", by="p-2", at=noon("2022-04-27"))
    deadline = ledger.get("implementation", "d1")

    row = json.loads(json.dumps(to_row(deadline))) | {"due": "1999-01-01"}

    assert from_rows([row]) == [deadline]


def test_the_columns_that_storage_searches(opened):
    row = to_row(opened().get("implementation", "d1"))

    assert (row["due"], row["original_due"], row["ends_at"]) == (
        "2022-06-02",
        "2022-06-02",
        "2022-06-02T16:00:00+00:00",
    )
    assert (row["is_open"], row["certainty"], row["calendar"]) == (True, "final", "2026.1")
