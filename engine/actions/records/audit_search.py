"""Reading and exporting the record, for the auditor: by day, person and kind of event, over every chain."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from typing import Any

import orjson

from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.clock import BEIJING, at_beijing
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import audit, cases, people
from engine.storage.audit import AuditFilter, Written
from engine.storage.database import Connection
from engine.texts.catalogue import say

#: rows of one export; whoever needs more narrows the days
MOST_EXPORTED = 20_000
#: a spreadsheet takes cells that begin so for formulas
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the auditor looks for; empty parts narrow nothing. `actor` is an id, a login or a name, `chain` a chain or
    the number of a case.

    Days are Beijing days, both inclusive.
    """

    chain: str = ""
    actor: str = ""
    word: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Records, newest first, with the names of who did them; `more` tells whether older ones follow."""

    rows: tuple[Written, ...]
    names: dict[str, str]
    more: bool


def search_record(
    office: Office, actor: Actor, asked: Asked, *, before: tuple[str, str, int] | None = None, most: int = 50
) -> AuditPage:
    """One page of records; `before` is the place (instant, chain, number) to go on from. Raises Forbidden."""
    may(actor, Act.VIEW_AUDIT).require()
    with office.database.reading() as connection:
        rows = audit.search(connection, _filter(connection, asked), before, most + 1)
        names = people.names(connection, sorted({row.record.actor for row in rows}))
    return AuditPage(tuple(rows[:most]), names, len(rows) > most)


def export_record(office: Office, actor: Actor, asked: Asked, lang: str) -> bytes:
    """The records as a table (CSV, UTF-8 with mark), newest first. The export itself is on record. Raises Forbidden."""
    found: list[bytes] = []

    def verb(work: HouseWork) -> dict[str, Any]:
        rows = audit.search(work.connection, _filter(work.connection, asked), None, MOST_EXPORTED)
        names = people.names(work.connection, sorted({row.record.actor for row in rows}))
        found.append(_table(rows, names, lang))
        details: dict[str, Any] = {"chain": asked.chain, "person": asked.actor, "event": asked.word, "rows": len(rows)}
        details |= {name: day.isoformat() for name, day in (("since", asked.since), ("until", asked.until)) if day}
        work.record(Word.RECORDS_EXPORTED, **details)
        return {}

    work_in_house(office, actor, Act.EXPORT_AUDIT, verb)
    return found[0]


def _filter(connection: Connection, asked: Asked) -> AuditFilter:
    """A person may be named by id, login or name; an id that nobody bears is looked for as it is (`system`)."""
    since = at_beijing(asked.since) if asked.since else None
    until = at_beijing(asked.until + timedelta(days=1)) if asked.until else None
    actors = (asked.actor, *people.called(connection, asked.actor)) if asked.actor else None
    case = cases.numbered(connection, asked.chain) if asked.chain else None
    return AuditFilter(case.id if case else asked.chain, actors, asked.word, since, until)


def _table(rows: list[Written], names: dict[str, str], lang: str) -> bytes:
    heads = ("at", "person", "event", "chain", "number", "element", "item", "details", "hash")
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow([say(f"identity.audit.{head}", lang) for head in heads])
    for row in rows:
        record = row.record
        cells = (
            f"{record.at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}",
            names.get(record.actor, record.actor),
            _label(record.word, lang),
            row.chain,
            str(row.seq),
            record.element,
            record.item,
            orjson.dumps(record.details).decode(),
            row.hash.hex(),
        )
        writer.writerow([_safe(cell) for cell in cells])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _label(word: str, lang: str) -> str:
    return Word(word).label(lang) if word in Word.__members__.values() else word


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
