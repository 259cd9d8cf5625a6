"""What the house promises about its speed, held against the rows that were measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tests.bench.rows import Row


def held(rows: Sequence[Row]) -> list[str]:
    """One line a promise and database: what, how it was, how it may be."""
    suffixes = groupby(sorted(rows, key=_suffix), key=_suffix)
    return [
        line
        for suffix, found in suffixes
        for line in _lines(suffix, {one.name.partition("@")[0]: one for one in found})
    ]


def _suffix(one: Row) -> str:
    return one.name.partition("@")[2] or "sqlite"


def _lines(where: str, rows: dict[str, Row]) -> Iterator[str]:
    for what, figure, limit in _figures(rows):
        verdict = "kept" if figure <= limit else "NOT KEPT"
        yield f"{verdict:<9} {where:<11} {what}: {figure:g} (at most {limit:g})"


def _figures(rows: dict[str, Row]) -> Iterator[tuple[str, float, float]]:
    http = rows.get("three_user_tasks.http")
    if http and http.ratio and http.sql_statements is not None and http.commits is not None:
        yield "completion over HTTP, times the floor", http.ratio, 3
        yield "its statements", http.sql_statements, 15
        yield "its commits", http.commits, 1
    if {"loop_60.first10", "loop_60.last10"} <= rows.keys():
        growth = rows["loop_60.last10"].ours_ms / rows["loop_60.first10"].ours_ms
        yield "last ten of sixty rounds, times the first ten", round(growth, 2), 1.3
    if "big.http" in rows:
        yield "22 opinions in 3 rounds, times the floor", rows["big.http"].ratio or 0, 1
    if {"sweep.due_1000", "sweep.cold_completion"} <= rows.keys():
        each = rows["sweep.due_1000"].ours_ms / rows["sweep.cold_completion"].ours_ms
        yield "a due timer, times a cold completion beside it", round(each, 2), 1.5
    for notation in ("python", "juel", "feel"):
        if f"expressions.{notation}" in rows:
            yield f"a cached condition ({notation}) in µs", rows[f"expressions.{notation}"].ours_ms, 2
    for name, found in rows.items():
        if name.startswith(("lists.", "task_page")):
            yield f"{name} in ms", found.ours_ms, 50
    for name, limit in (("sweep.idle_100k", 10), ("inbox_100k", 30), ("cold_start", 2000)):
        if name in rows:
            yield f"{name} in ms", rows[name].ours_ms, limit
