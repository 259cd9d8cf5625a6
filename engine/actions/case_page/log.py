"""操作日志: the record of a case as it lies in its chain, checked link by link, and carried away on record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.actions.case_page.log_words import detail_words
from engine.actions.case_page.names import Names
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, require
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.cases.act_words import word_of
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.clock import BEIJING
from engine.people.actor import SYSTEM_ID, Actor
from engine.people.rights import may
from engine.storage import audit
from engine.storage.audit import Head, Written
from engine.storage.chain import BEGINNING, link
from engine.texts.catalogue import say

#: words that people look for together; a filter's label is the sentence `case_pages.log.<name>`
FILTERS = {
    "human": (),
    "real_data": ("case:real_data:",),
    "deadlines": ("case:deadline:", "case:timer:"),
    "corrections": ("case:record:", "case:value:", "case:token:", "case:incident:"),
    "people": ("case:participants:", "case:participant:", "case:conflict:", "case:matters:", "case:receipt:"),
}
#: cells that a spreadsheet would run as a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class LogLine:
    """One record in words."""

    seq: int
    at: datetime
    word: str
    label: str
    who: str
    unit: str
    system: bool
    step: str
    part: str
    details: tuple[tuple[str, str], ...]  #: in words
    recorded: Mapping[str, Any]  #: as recorded
    hash: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking the chain came to: `broken_at` is the first record that does not fit, None where all do."""

    records: int
    head: str
    broken_at: int | None


@dataclass(frozen=True, slots=True)
class LogPage:
    """Records, newest first; `next` is the number to go on before."""

    lines: tuple[LogLine, ...]
    next: int | None
    checked: Checked
    may_export: bool


def words_of(wanted: str) -> tuple[str, ...]:
    """The words a filter lets through; all of them for no filter and for one nobody knows."""
    prefixes = FILTERS.get(wanted, ())
    return tuple(sorted(word.value for word in Word if word.value.startswith(tuple(prefixes)))) if prefixes else ()


def view_log(
    office: Office, actor: Actor, case_id: str, lang: str, *, before: int = 0, wanted: str = "", most: int = 100
) -> LogPage:
    """The record of the case, newest first, checked from its beginning. Raises Unknown or Forbidden."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_HISTORY, case_facts(work))
        return log_of(work, Names(work, lang), before=before, wanted=wanted, most=most)


def log_of(work: CaseWork, names: Names, *, before: int = 0, wanted: str = "", most: int = 100) -> LogPage:
    """The same for a case that is being read already."""
    written = audit.newest(
        work.connection,
        work.case.id,
        before=before,
        words=words_of(wanted),
        but_by=SYSTEM_ID if wanted == "human" else "",
        most=most + 1,
    )
    lines = tuple(_lines(written[:most], names))
    may_export = may(work.actor, Act.EXPORT_CASE, case_facts(work)).allowed
    return LogPage(lines, lines[-1].seq if len(written) > most else None, check(work), may_export)


def check(work: CaseWork) -> Checked:
    """Follow the chain from its beginning and hold its end against the one the case keeps."""
    seq, hash_ = 0, BEGINNING
    for one in audit.walk(work.connection, work.case.id):
        seq, hash_ = seq + 1, link(hash_, work.case.id, seq + 1, one.record)
        if (one.seq, one.hash) != (seq, hash_):
            return Checked(seq, work.case.audit_head.hex(), one.seq)
    fits = Head(seq, hash_) == Head(work.case.audit_seq, work.case.audit_head)
    return Checked(seq, work.case.audit_head.hex(), None if fits else seq + 1)


def export_log(office: Office, actor: Actor, case_id: str, lang: str) -> bytes:
    """The whole record as CSV for spreadsheets, the export itself on record. Raises Unknown or Forbidden."""
    exported: list[bytes] = []

    def verb(work: CaseWork) -> Answer:
        require(work, Act.EXPORT_CASE, case_facts(work))
        work.record(word_of(Act.EXPORT_CASE), what="log")
        exported.append(_csv(audit.walk(work.connection, work.case.id), Names(work, lang)))
        return Answer()

    work_on(office, actor, On(case_id=case_id), verb)
    return exported[0]


def _lines(written: Iterable[Written], names: Names) -> Iterable[LogLine]:
    rows = list(written)
    names.gather(one.record.actor for one in rows)
    for one in rows:
        record = one.record
        system = record.actor == SYSTEM_ID
        yield LogLine(
            seq=one.seq,
            at=record.at,
            word=record.word,
            label=Word(record.word).label(names.lang),
            who=names.person(record.actor),
            unit="" if system else names.unit(names.unit_of(record.actor)),
            system=system,
            step=names.element(record.element),
            part=names.item(record.item) if record.item else "",
            details=tuple(detail_words(record.details, names)),
            recorded=record.details,
            hash=one.hash.hex(),
        )


def _csv(written: Iterable[Written], names: Names) -> bytes:
    """Rows with a head in words, as UTF-8 with the mark by which spreadsheets know it."""
    told = io.StringIO()
    table = csv.writer(told, lineterminator="\r\n")
    columns = ("seq", "at", "label", "who", "unit", "step", "part", "details", "hash")
    table.writerow([say(f"case_pages.log.column.{name}", names.lang) for name in columns])
    for line in _lines(written, names):
        at = line.at.astimezone(BEIJING).isoformat(sep=" ", timespec="seconds")
        details = "; ".join(f"{key}={value}" for key, value in line.recorded.items() if value not in (None, "", []))
        row = (str(line.seq), at, line.label, line.who, line.unit, line.step, line.part, details, line.hash)
        table.writerow([harmless(cell) for cell in row])
    return told.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """The cell as text that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
