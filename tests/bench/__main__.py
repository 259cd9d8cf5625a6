"""`python -m tests.bench`: measure everything on SQLite and on PostgreSQL, print the table, write var/bench.json."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import structlog

from tests.bench.place import Place, postgresql_place, sqlite_place
from tests.bench.promises import held
from tests.bench.rows import Row, keep, table
from tests.bench.scenes import cold_start, expressions, growth, inbox, lists, sweep, task_page, three_user_tasks
from tests.bench.sizes import FULL, QUICK, Sizes

VAR = Path("var")
SCENES: dict[str, Callable[[Place], list[Row]]] = {
    "three_user_tasks": three_user_tasks.measure,
    "growth": growth.measure,
    "sweep": sweep.measure,
    "cold_start": cold_start.measure,
    "inbox": inbox.measure,
    "lists": lists.measure,
    "task_page": task_page.measure,
    "expressions": expressions.measure,
}
PLACES = {"sqlite": sqlite_place, "postgresql": postgresql_place}


def main() -> None:
    """Measure what was asked for; a part of the scenes writes no file, since a reader expects all of them in it."""
    asked = _arguments()
    silence()
    rows = list(measured(asked.on or list(PLACES), asked.only or list(SCENES), QUICK if asked.quick else FULL))
    print(table(rows))
    print("", *held(rows), sep="\n")
    if not asked.only and not asked.on:
        keep(rows, VAR / "bench.json")
        print(VAR / "bench.json")


def measured(places: list[str], scenes: list[str], sizes: Sizes) -> Iterator[Row]:
    """The rows of these scenes on these databases."""
    for kind in places:
        with PLACES[kind](VAR, sizes) as place:
            for scene in scenes:
                for found in SCENES[scene](place):
                    yield replace(found, name=found.name + place.suffix)


def silence() -> None:
    """Log lines are made as in operation but go nowhere: the terminal is not what is measured."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=StringIO()),
        cache_logger_on_first_use=True,
    )
    logging.disable(logging.INFO)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes: whether it runs, not how fast")
    parser.add_argument("--only", action="append", choices=SCENES)
    parser.add_argument("--on", action="append", choices=PLACES)
    return parser.parse_args()


if __name__ == "__main__":
    main()
