"""Reading a register: line by line for those who run the procedure, in suppressed counts for those who may see those.

Only whole quarters are counted: a number that grows from one day to the next would tell of the one case that came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from engine.actions.house.office import Office
from engine.actions.house.sort_keys import day_key, instant_key
from engine.actions.registers import register_lines
from engine.cases.acts import Act
from engine.clock import beijing_day
from engine.errors import FieldError, Invalid, Unknown
from engine.people.actor import Actor
from engine.people.rights import may
from engine.registers.books import Book, book_of
from engine.registers.periods import period
from engine.registers.suppression import Table, told
from engine.storage import register_facts, register_rows
from engine.storage.database import Connection
from engine.storage.register_facts import CaseNotes
from engine.storage.register_rows import Asked, Entry, Key

#: lines of one page
PAGE: Final = 50
#: the longest period of one question, in days
LONGEST: Final = 366 * 20
#: entries whose facts are read at a time
BUNDLE: Final = 500
QUARTERS: Final = 4
#: books whose entries are records: the column with the true day, which is not the day of record
_TRUE_DAYS: Final = {"extensions": "asked", "filings": "reported"}
#: years that may be asked for
FIRST_YEAR: Final = 1991
LAST_YEAR: Final = 2199
#: no number of cases is below one
NOTHING_HIDDEN: Final = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a book, its values by the names of the columns."""

    case_id: str
    #: the day by which it belongs to a period
    day: date
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Some lines of a book, the latest first, how many there are in all, and after which entry to go on."""

    book: Book
    lines: tuple[Line, ...]
    count: int
    next: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """The counts of a year by quarter and by a word of the book; the last row and column are sums."""

    book: Book
    year: int
    quarters: tuple[int, ...]
    words: tuple[str, ...]
    table: Table
    #: numbers below this one are hidden
    least: int

    @property
    def hides(self) -> bool:
        """Whether small numbers are hidden."""
        return self.least > NOTHING_HIDDEN


def wanted(
    book: str,
    today: date,
    *,
    from_on: date | None = None,
    until_on: date | None = None,
    unit: str = "",
    number: str = "",
    state: str = "",
    named: str = "",
) -> tuple[Book, Asked]:
    """What is asked for: the period named, such as `last_quarter`; else these days, this year where there are none.

    Raises Unknown for no book of ours, Invalid for days or a period that are none.
    """
    found = book_of(book)
    if found is None:
        raise Unknown("registers.unknown_book", book=book)
    days = period(named, today)
    if named and days is None:
        raise Invalid("registers.no_period", fields=[FieldError("period", "registers.no_period")])
    first, last = days or (from_on or date(today.year, 1, 1), until_on or date(today.year, 12, 31))
    if last < first or (last - first).days > LONGEST or not FIRST_YEAR <= first.year <= last.year <= LAST_YEAR:
        raise Invalid("registers.period", fields=[FieldError("until", "registers.period")])
    return found, Asked(first, last, unit, number.strip(), state)


def read_register(
    office: Office, actor: Actor, book: Book, asked: Asked, *, after: Sequence[str] | None = None, most: int = PAGE
) -> RegisterPage:
    """A page of the book. Raises Forbidden."""
    may(actor, Act.VIEW_REGISTERS).require()
    key: Key | None = day_key(after) if book.by_day else instant_key(after)
    with office.database.reading() as connection:
        found = register_rows.entries(connection, book.name, asked, after=key, most=most + 1)
        count = register_rows.count(connection, book.name, asked)
        lines = _lines(office, connection, book, found[:most])
    last = found[most - 1] if len(found) > most else None
    return RegisterPage(book, tuple(lines), count, (last.at.isoformat(), last.id) if last else None)


def all_lines(office: Office, book: Book, asked: Asked, report: Callable[[int, int], None]) -> list[Line]:
    """Every line, the oldest first, saying how far it is. The caller has asked for the right."""
    with office.database.reading() as connection:
        found = register_rows.entries(connection, book.name, asked)
    found.reverse()
    lines: list[Line] = []
    for start in range(0, len(found), BUNDLE):
        with office.database.reading() as connection:
            lines += _lines(office, connection, book, found[start : start + BUNDLE])
        report(len(lines), len(found))
    return lines


def statistics(office: Office, actor: Actor, book: Book, year: int) -> Statistics:
    """The counts of a year. Who may read the lines is told all of it; else only quarters that are over, small numbers
    hidden. Raises Forbidden, Invalid for a year in which nobody kept such books.
    """
    may(actor, Act.VIEW_STATISTICS).require()
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Invalid("registers.no_year", fields=[FieldError("year", "registers.no_year")])
    least = NOTHING_HIDDEN if may(actor, Act.VIEW_REGISTERS).allowed else office.settings.small_numbers
    today = beijing_day(office.clock.now())
    last = today if least > NOTHING_HIDDEN else date.max
    over = tuple(quarter for quarter in range(1, QUARTERS + 1) if _end(year, quarter) < last)
    if not over:
        return Statistics(book, year, (), (), Table(()), least)
    asked = Asked(date(year, 1, 1), _end(year, over[-1]))
    lines = all_lines(office, book, asked, lambda _done, _total: None)
    counted = Counter((_quarter(line.day), line.values[book.counted]) for line in lines)
    words = tuple(sorted({word for _, word in counted}))
    counts = [[counted[quarter, word] for word in words] for quarter in over]
    return Statistics(book, year, over, words, told(counts, least) if words else Table(()), least)


def _lines(office: Office, connection: Connection, book: Book, found: Sequence[Entry]) -> list[Line]:
    notes = register_facts.notes(connection, {entry.case_id for entry in found})
    calendar = office.reference(connection).calendar_at(office.clock.now())
    today = beijing_day(office.clock.now())
    entries = _with_receipts(connection, book, found)
    line = register_lines.LINES[book.name]
    return [
        _line(book, entry, notes[entry.case_id], line(entry, notes[entry.case_id], calendar, today))
        for entry in entries
    ]


def _line(book: Book, entry: Entry, notes: CaseNotes, values: dict[str, Any]) -> Line:
    at = values[_TRUE_DAYS[book.name]] if book.name in _TRUE_DAYS else entry.values.get("true_day") or entry.at
    named = {"number": notes.row["number"], "item": entry.item, **values}
    return Line(entry.case_id, register_lines.certain_day(at), named)


def _with_receipts(connection: Connection, book: Book, found: Sequence[Entry]) -> list[Entry]:
    if book.name != "guidance":
        return list(found)
    known = register_facts.receipts(connection, [entry.id for entry in found])
    sent = {entry.id: known.get(entry.id, (0, 0)) for entry in found}
    return [
        replace(entry, values={**entry.values, "sent": sent[entry.id][0], "received": sent[entry.id][1]})
        for entry in found
    ]


def _quarter(day: date) -> int:
    return (day.month + 2) // 3


def _end(year: int, quarter: int) -> date:
    """The last day of a quarter."""
    following = date(year + quarter // QUARTERS, quarter % QUARTERS * 3 + 1, 1)
    return following - timedelta(days=1)
