"""Taking a register away as a workbook: on record with who, which and how many lines; a large one as long work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.names import unit_words
from engine.actions.house.office import Office
from engine.actions.registers.read_register import Line, Statistics, all_lines, statistics
from engine.actions.registers.register_words import Cell, cell
from engine.actions.worker.long_work import Report, Result, ask_for
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.cases.states import read_state
from engine.clock import BEIJING, beijing_day
from engine.documents.sheets import MEDIA, Head, Mark, workbook
from engine.errors import Unknown
from engine.people.actor import Actor
from engine.people.rights import may
from engine.registers.books import Book, Kind, book_of
from engine.storage import people, register_rows
from engine.storage.register_rows import Asked
from engine.texts.catalogue import say

#: name of this kind of long work
KIND: Final = "register"
#: lines that are written while somebody waits; more is long work
DIRECT: Final = 1_000
#: how the lines of long work are told: reading is the first half, writing the second
HALVES: Final = 2


@dataclass(frozen=True, slots=True)
class Export:
    """A workbook at once, or the long work that makes it."""

    content: bytes = b""
    work: str = ""


def export_register(office: Office, actor: Actor, book: Book, asked: Asked, lang: str) -> Export:
    """The lines of a book as a workbook. Raises Forbidden, Conflict where too much is waiting already."""
    _require(actor)
    with office.database.reading() as connection:
        count = register_rows.count(connection, book.name, asked)
    if count > DIRECT:
        return Export(work=ask_for(office, actor, KIND, _plain(book, asked, lang)))
    made = _made(office, actor, book, asked, lang, lambda _done, _total: None)
    work_in_house(office, actor, Act.EXPORT_REGISTER, lambda work: _record(work, made))
    return Export(made.content)


def do_export(office: Office, actor: Actor, asked: Mapping[str, Any], report: Report) -> Result:
    """The same as long work."""
    _require(actor)
    book = book_of(asked["book"])
    if book is None:
        raise Unknown("registers.unknown_book", book=asked["book"])
    days = {name: date.fromisoformat(asked[name]) for name in ("from_on", "until_on")}
    wanted = Asked(unit=asked["unit"], number=asked["number"], state=asked["state"], **days)
    return _made(office, actor, book, wanted, asked["lang"], report)


def export_statistics(office: Office, actor: Actor, book: Book, year: int, lang: str) -> bytes:
    """The counts of a year as a workbook, hidden numbers as a mark. Raises Forbidden."""
    may(actor, Act.EXPORT_REGISTER).require()
    found = statistics(office, actor, book, year)
    content = _counts(office, actor, found, lang)

    def verb(work: HouseWork) -> dict[str, Any]:
        work.record(Word.REGISTER_EXPORTED, register=book.name, what="statistics", year=year)
        return {}

    work_in_house(office, actor, Act.EXPORT_REGISTER, verb)
    return content


def _require(actor: Actor) -> None:
    may(actor, Act.VIEW_REGISTERS).require()
    may(actor, Act.EXPORT_REGISTER).require()


def _plain(book: Book, asked: Asked, lang: str) -> dict[str, Any]:
    """What was asked, as it is stored and recorded."""
    days = {"from_on": asked.from_on.isoformat(), "until_on": asked.until_on.isoformat()}
    return {**asdict(asked), **days, "book": book.name, "lang": lang}


def _made(office: Office, actor: Actor, book: Book, asked: Asked, lang: str, report: Report) -> Result:
    lines = all_lines(office, book, asked, lambda done, total: report(done, total * HALVES))
    rows = _rows(office, book, lines, lang)
    heads = [Head(say(f"registers.column.{one.name}", lang), one.width) for one in book.columns]
    period = say("registers.period_said", lang, first=asked.from_on.isoformat(), last=asked.until_on.isoformat())
    about = [period, say("registers.lines_said", lang, count=len(lines))]
    if asked.unit:
        about.append(unit_words(office, lang).get(asked.unit, asked.unit))
    if asked.number:
        about.append(asked.number)
    if asked.state:
        known = read_state(asked.state)
        about.append(known.label(lang) if known else asked.state)
    title = say(f"registers.book.{book.name}", lang)
    content = workbook(title, about, heads, rows, _mark(office, actor, lang))
    report(len(lines) * HALVES, len(lines) * HALVES)
    told = {key: value for key, value in _plain(book, asked, lang).items() if key not in ("book", "lang")}

    def record(work: HouseWork) -> None:
        work.record(Word.REGISTER_EXPORTED, register=book.name, what="lines", lines=len(lines), **told)

    return Result(content, MEDIA, record)


def _record(work: HouseWork, made: Result) -> dict[str, Any]:
    made.record(work)
    return {}


def people_of(office: Office, book: Book, lines: Sequence[Line]) -> dict[str, str]:
    """The names of the people of the office whom these lines name."""
    columns = [one.name for one in book.columns if one.kind is Kind.PERSON]
    persons = {str(line.values[name]) for line in lines for name in columns if line.values[name]}
    with office.database.reading() as connection:
        return people.names(connection, sorted(persons))


def _rows(office: Office, book: Book, lines: Sequence[Line], lang: str) -> list[list[Cell]]:
    units, names = unit_words(office, lang), people_of(office, book, lines)
    return [[cell(one, line.values[one.name], units, names, lang) for one in book.columns] for line in lines]


def _counts(office: Office, actor: Actor, found: Statistics, lang: str) -> bytes:
    column = found.book.column(found.book.counted)
    words = [say(f"registers.{column.words}.{one}", lang) for one in found.words]
    heads = [Head(say("registers.quarter", lang), 14), *(Head(one, 14) for one in (*words, say("registers.sum", lang)))]
    hidden = say("registers.hidden", lang)
    named = [say("registers.quarter_said", lang, quarter=one) for one in found.quarters] + [say("registers.sum", lang)]
    rows = [
        [name, *(hidden if value is None else value for value in values)]
        for name, values in zip(named, found.table.cells, strict=False)
    ]
    about = [say("registers.year_said", lang, year=found.year)]
    about += [say("registers.hidden_said", lang, least=found.least)] if found.hides else []
    title = say(f"registers.book.{found.book.name}", lang)
    return workbook(title, about, heads, rows, _mark(office, actor, lang))


def _mark(office: Office, actor: Actor, lang: str) -> Mark:
    now = office.clock.now().astimezone(BEIJING)
    at = f"{beijing_day(now).isoformat()} {now:%H:%M}"
    text = say("registers.taken_by", lang, name=actor.name, at=at)
    return Mark(text, f"{actor.login or actor.id} {at}", now)
