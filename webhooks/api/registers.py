"""Registers (台账) line by line, and their counts; `long_work` takes them away as workbooks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint

from engine.actions.registers.read_register import read_register, statistics, wanted
from engine.clock import beijing_day
from engine.registers.books import Book
from engine.storage.register_rows import Asked
from webhooks.operations import Call, Reply, operation
from webhooks.paging import a_day, a_text, an_instant, cursor_of, key_of, limit_of
from webhooks.shapes import registers as shapes

registers = Blueprint("register_lines", __name__)


@operation(
    registers,
    "GET",
    "/registers/<book>",
    query=shapes.QUERY,
    answer=shapes.LINES,
    answer_example=shapes.LINES_EXAMPLE,
    tag="cases",
)
def read_lines(call: Call, book: str) -> Reply:
    """Lines of a register, the latest first; this year where no days are named."""
    found, asked = asked_for(call, book, call.query)
    key = key_of(call.query.get("cursor"), a_day if found.by_day else an_instant, a_text)
    page = read_register(call.office, call.actor, found, asked, after=key, most=limit_of(call.query))
    items = [{"case": line.case_id, "values": line.values} for line in page.lines]
    return Reply({"items": items, "next": cursor_of(page.next), "count": page.count})


@operation(
    registers,
    "GET",
    "/registers/<book>/statistics/<int:year>",
    answer=shapes.COUNTS,
    answer_example=shapes.COUNTS_EXAMPLE,
    tag="cases",
)
def read_counts(call: Call, book: str, year: int) -> Reply:
    """Counts of a year by quarter and by word, sums last; null is a number that is not told."""
    found, _ = wanted(book, beijing_day(call.office.clock.now()))
    counted = statistics(call.office, call.actor, found, year)
    rows = [list(row) for row in counted.table.cells]
    told = {"year": year, "quarters": list(counted.quarters), "words": list(counted.words), "rows": rows}
    return Reply({**told, "hides": counted.hides})


def asked_for(call: Call, book: str, said: Mapping[str, Any]) -> tuple[Book, Asked]:
    """The book and what of it is wanted. Raises Unknown for no book of ours, Invalid for days."""
    return wanted(
        book,
        beijing_day(call.office.clock.now()),
        from_on=_day(said.get("from")),
        until_on=_day(said.get("until")),
        unit=said.get("unit", ""),
        number=said.get("number", ""),
        state=said.get("state", ""),
        named=said.get("period", ""),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
