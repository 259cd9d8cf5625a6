"""The benchmark itself runs, at small sizes: its figures are nobody's business here."""

from __future__ import annotations

import pytest

from tests.bench.place import sqlite_place
from tests.bench.scenes import expressions, growth, inbox, lists, sweep, three_user_tasks
from tests.bench.sizes import Sizes

TINY = Sizes(cases=1, loops=1, big=1, waiting=20, due=3, inbox=20, repeats=2)


@pytest.mark.parametrize(
    ("scene", "names"),
    [
        (three_user_tasks, ["three_user_tasks.action", "three_user_tasks.action_cold", "three_user_tasks.http",
                            "three_user_tasks.start_http"]),
        (growth, ["loop_60.first10", "loop_60.last10", "big.http"]),
        (sweep, ["sweep.idle_100k", "sweep.due_1000", "sweep.cold_completion"]),
        (inbox, ["inbox_100k"]),
        (lists, [f"lists.{name}.p95" for name in lists.PAGES]),
        (expressions, ["expressions.python", "expressions.juel", "expressions.feel"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_a_scene_gives_its_rows(tmp_path, scene, names):
    with sqlite_place(tmp_path, TINY) as place:
        rows = scene.measure(place)

    assert [row.name for row in rows] == names
    assert all(row.ours_ms > 0 for row in rows)


def test_a_completion_over_http_is_one_commit_and_at_most_fifteen_statements(tmp_path):
    with sqlite_place(tmp_path, TINY) as place:
        rows = {row.name: row for row in three_user_tasks.measure(place)}

    http = rows["three_user_tasks.http"]
    assert http.commits == 1
    assert http.sql_statements is not None
    assert http.sql_statements <= 15
