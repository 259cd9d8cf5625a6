"""A register line by line, its counts by quarter, and either as a workbook."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from engine.actions.house.names import unit_words
from engine.actions.registers import export_register, read_register
from engine.actions.registers.export_register import DIRECT
from engine.actions.registers.register_words import cell, word
from engine.cases.acts import Act
from engine.clock import beijing_day
from engine.documents.sheets import MEDIA
from engine.errors import Invalid
from engine.people.rights import may
from engine.registers.books import BOOKS, Book
from engine.registers.periods import periods
from engine.storage.register_rows import Asked
from webhooks.pages.answers import Answer, Bytes, Goto, Screen
from webhooks.pages.lists.room import state_choices
from webhooks.pages.page import page
from webhooks.pages.pager import address, after, paging
from webhooks.pages.registers.room import asked_of, query_of, registers
from webhooks.pages.visits import Visit
from webhooks.paging import a_day, a_text, an_instant

#: years back for which counts are offered
YEARS: Final = 6
FIRST: Final = BOOKS[0].name


@page(registers, "GET", "/registers")
def show_first(_visit: Visit) -> Answer:
    """The first book."""
    return Goto(f"/registers/{FIRST}")


@page(registers, "GET", "/registers/<book>")
def show_book(visit: Visit, book: str) -> Answer:
    """The lines of a book; the counts for those who may not see lines."""
    if not may(visit.actor, Act.VIEW_REGISTERS).allowed:
        return Goto(f"/registers/{quote(book)}/statistics")
    found, asked, wrong = _asked(visit, book)
    key = after(visit, a_day if found.by_day else an_instant, a_text)
    listed = read_register.read_register(visit.office, visit.actor, found, asked, after=key)
    path, query = f"/registers/{found.name}", query_of(asked)
    values = {
        **_shared(visit, found),
        **paging(visit, path, query, listed.next),
        "asked": asked,
        "query": query,
        "wrong": wrong,
        "count": listed.count,
        "rows": _rows(visit, found, listed.lines),
        "units": unit_words(visit.office, visit.lang),
        "direct": DIRECT,
        "periods": periods(beijing_day(visit.office.clock.now())),
        "states": state_choices(visit.lang),
        "link": lambda first, last: address(path, {**query, "from": first.isoformat(), "until": last.isoformat()}),
    }
    return Screen("registers/book.html", values, status=422 if wrong else 200)


@page(registers, "POST", "/registers/<book>/export")
def take_book(visit: Visit, book: str) -> Answer:
    """The lines as a workbook; many of them as long work."""
    found, asked = asked_of(visit, book)
    made = export_register.export_register(visit.office, visit.actor, found, asked, visit.lang)
    if made.work:
        return Goto(f"/progress/{made.work}")
    return Bytes(made.content, MEDIA, f"{found.name}-{asked.from_on}-{asked.until_on}.xlsx")


@page(registers, "GET", "/registers/<book>/statistics")
def show_statistics(visit: Visit, book: str) -> Answer:
    """The counts of a year by quarter, small ones hidden."""
    found, _ = read_register.wanted(book, beijing_day(visit.office.clock.now()))
    year = _year(visit)
    counted = read_register.statistics(visit.office, visit.actor, found, year)
    column = found.column(found.counted)
    values = {
        **_shared(visit, found),
        "counted": counted,
        "words": [word(column.words, one, visit.lang) for one in counted.words],
        "years": _years(visit),
        "may_see_lines": may(visit.actor, Act.VIEW_REGISTERS).allowed,
    }
    return Screen("registers/statistics.html", values)


@page(registers, "POST", "/registers/<book>/statistics/export")
def take_statistics(visit: Visit, book: str) -> Answer:
    """The counts as a workbook."""
    found, _ = read_register.wanted(book, beijing_day(visit.office.clock.now()))
    year = _year(visit)
    content = export_register.export_statistics(visit.office, visit.actor, found, year, visit.lang)
    return Bytes(content, MEDIA, f"{found.name}-{year}.xlsx")


def _asked(visit: Visit, book: str) -> tuple[Book, Asked, str]:
    """What is asked for; days that are none show this year and are told at the field."""
    try:
        return (*asked_of(visit, book), "")
    except Invalid as refused:
        return (*read_register.wanted(book, beijing_day(visit.office.clock.now())), refused.key)


def _shared(visit: Visit, book: Book) -> dict[str, Any]:
    return {"books": BOOKS, "book": book, "may_export": may(visit.actor, Act.EXPORT_REGISTER).allowed}


def _rows(visit: Visit, book: Book, lines: tuple[read_register.Line, ...]) -> list[dict[str, Any]]:
    units, people = unit_words(visit.office, visit.lang), export_register.people_of(visit.office, book, lines)
    return [
        {
            "case": line.case_id,
            "cells": [(one, cell(one, line.values[one.name], units, people, visit.lang)) for one in book.columns],
            "is_late": bool(line.values.get("days_late")) or line.values.get("in_time") == "late",
        }
        for line in lines
    ]


def _years(visit: Visit) -> list[int]:
    this = beijing_day(visit.office.clock.now()).year
    return list(range(this, this - YEARS, -1))


def _year(visit: Visit) -> int:
    """The year asked for: this one where none is named, or none that is offered."""
    said = (visit.query or visit.form).get("year", "")
    years = _years(visit)
    return int(said) if said.isdigit() and int(said) in years else years[0]
