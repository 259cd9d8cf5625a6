"""What the registers are made of: for each book its entries in a period, and what is known of their cases beside them.

Nothing here opens sealed content: days and answers are read off the record, the deadlines and the rows of papers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Select, Text, and_, bindparam, cast, exists, func, literal, or_, select, tuple_

from engine.cases.audit_words import Word
from engine.clock import at_beijing
from engine.storage.column_types import Instant
from engine.storage.database import Connection
from engine.storage.tables.cases import cases
from engine.storage.tables.meetings import guidance, meeting_cases, meetings
from engine.storage.tables.participation import participations, services
from engine.storage.tables.records import audit, submissions

HELD: Final = "held"
LEAD: Final = "lead"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries are wanted: of these days, both inclusive; of this unit; of cases with this in their number, or in
    this state.
    """

    from_on: date
    until_on: date
    unit: str = ""
    number: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a book as its own table has it. `at` and `id` are its place in the order."""

    at: Any
    id: str
    case_id: str
    item: str
    values: Mapping[str, Any]


Key = tuple[Any, str]


def entries(
    connection: Connection, book: str, asked: Asked, *, after: Key | None = None, most: int | None = None
) -> list[Entry]:
    """The entries of this book, the latest first; from behind the entry at `after`, at most so many."""
    question, parameters = _asked(book, asked)
    if after is not None:
        # typed by hand: parameters in a tuple do not take the types of the columns they are compared with
        last = tuple_(bindparam("last_at", type_=_AT[book].type), bindparam("last_id", type_=Text))
        question = question.where(tuple_(_AT[book], _ID[book]) < last)
        parameters |= {"last_at": after[0], "last_id": after[1]}
    question = question.order_by(_AT[book].desc(), _ID[book].desc())
    if most is not None:
        question = question.limit(most)
    return [
        Entry(row["at"], row["id"], row["case_id"], row["item"], dict(row))
        for row in connection.execute(question, parameters).mappings()
    ]


def count(connection: Connection, book: str, asked: Asked) -> int:
    """How many entries there are."""
    question, parameters = _asked(book, asked)
    return int(connection.execute(select(func.count()).select_from(question.subquery()), parameters).scalar_one())


def _asked(book: str, asked: Asked) -> tuple[Select[Any], dict[str, Any]]:
    question = _BASES[book]()
    parameters: dict[str, Any] = {}
    if isinstance(_AT[book].type, Instant):
        parameters |= {"first": at_beijing(asked.from_on), "end": at_beijing(asked.until_on + timedelta(days=1))}
    else:
        parameters |= {"first": asked.from_on, "end": asked.until_on + timedelta(days=1)}
    if book in _TRUE_DAYS:
        question = question.where(_in_period(_AT[book], _TRUE_DAYS[book]()))
        parameters |= {"first_day": asked.from_on, "last_day": asked.until_on}
    else:
        question = question.where(_AT[book] >= bindparam("first"), _AT[book] < bindparam("end"))
    if asked.unit:
        question = question.where(_UNIT[book]())
        parameters["unit"] = asked.unit
    if asked.number:
        question = question.where(cases.c.number.contains(bindparam("number", type_=Text), autoescape=False))
        parameters["number"] = asked.number
    if asked.state:
        question = question.where(cases.c.status == bindparam("state", type_=Text))
        parameters["state"] = asked.state
    return question, parameters


def _of_cases() -> Select[Any]:
    return select(cases.c.opened_at.label("at"), cases.c.id.label("id"), cases.c.id.label("case_id"), _NONE)


def _of_meetings() -> Select[Any]:
    joined = meetings.join(meeting_cases, meeting_cases.c.meeting == meetings.c.id)
    columns = (meetings.c.met_on.label("at"), _ID["meetings"].label("id"), meeting_cases.c.case_id, _NONE)
    more = (meetings.c.id.label("meeting"), meeting_cases.c.round)
    joined = joined.join(cases, cases.c.id == meeting_cases.c.case_id)
    return select(*columns, *more).select_from(joined).where(meetings.c.status == HELD)


def _of_decisions() -> Select[Any]:
    columns = (participations.c.bound_at.label("at"), _ID["decisions"].label("id"), participations.c.case_id)
    joined = participations.join(cases, cases.c.id == participations.c.case_id)
    chosen = select(*columns, participations.c.key.label("item"), participations.c.unit.label("lead"))
    chosen = chosen.add_columns(_agreed().label("true_day"))
    return chosen.select_from(joined).where(participations.c.kind == LEAD)


def _of_word(book: str, word: Word) -> Select[Any]:
    columns = (audit.c.at.label("at"), _ID[book].label("id"), audit.c.chain.label("case_id"), audit.c.item)
    joined = audit.join(cases, cases.c.id == audit.c.chain)
    return select(*columns, audit.c.seq).select_from(joined).where(audit.c.word == word.value)


def _of_services() -> Select[Any]:
    columns = (services.c.served_at.label("at"), services.c.id.label("id"), services.c.case_id, services.c.item)
    more = (services.c.subject, services.c.recipient, services.c.how, services.c.paper, services.c.receipt_on)
    return select(*columns, *more).select_from(services.join(cases, cases.c.id == services.c.case_id))


def _of_guidance() -> Select[Any]:
    columns = (guidance.c.published_at.label("at"), guidance.c.id.label("id"), guidance.c.case_id, _NONE)
    more = (guidance.c.number.label("paper"), guidance.c.circumstances, guidance.c.protections, guidance.c.withdrawn_at)
    return select(*columns, *more).select_from(guidance.join(cases, cases.c.id == guidance.c.case_id))


_NONE = literal("", Text).label("item")
_AUDIT_ID = audit.c.chain + literal("#", Text) + cast(audit.c.seq, Text)
_AT: dict[str, Any] = {
    "acceptance": cases.c.opened_at,
    "meetings": meetings.c.met_on,
    "decisions": participations.c.bound_at,
    "extensions": audit.c.at,
    "services": services.c.served_at,
    "filings": audit.c.at,
    "guidance": guidance.c.published_at,
}
_ID: dict[str, Any] = {
    "acceptance": cases.c.id,
    "meetings": meetings.c.id + literal("#", Text) + meeting_cases.c.case_id,
    "decisions": cast(participations.c.id, Text),
    "extensions": _AUDIT_ID,
    "services": services.c.id,
    "filings": _AUDIT_ID,
    "guidance": guidance.c.id,
}
_BASES: dict[str, Callable[[], Select[Any]]] = {
    "acceptance": _of_cases,
    "meetings": _of_meetings,
    "decisions": _of_decisions,
    "extensions": lambda: _of_word("extensions", Word.EXTENSION_ASKED),
    "services": _of_services,
    "filings": lambda: _of_word("filings", Word.REPORT_MADE),
    "guidance": _of_guidance,
}


def _recorded() -> Any:
    """The true day of what a record tells, where it was entered afterwards."""
    return (
        select(func.max(submissions.c.true_day))
        .where(submissions.c.case_id == audit.c.chain, submissions.c.element == audit.c.element)
        .where(submissions.c.item == audit.c.item, submissions.c.written_at == audit.c.at)
        .scalar_subquery()
    )


def _agreed() -> Any:
    """The true day of a decision whose meeting was entered afterwards."""
    return (
        select(func.max(submissions.c.true_day))
        .where(submissions.c.case_id == participations.c.case_id, submissions.c.item == "")
        .where(submissions.c.written_at == participations.c.bound_at)
        .scalar_subquery()
    )


#: books whose entries may have been written down long after their day, with that day
_TRUE_DAYS: Final[Mapping[str, Callable[[], Any]]] = {
    "decisions": _agreed,
    "extensions": _recorded,
    "filings": _recorded,
}


def _in_period(written_at: Any, true_day: Any) -> Any:
    """Whether the true day of an entry lies in the period; the day it was written, unless it was entered afterwards."""
    written = and_(written_at >= bindparam("first"), written_at < bindparam("end"))
    return or_(true_day.between(bindparam("first_day"), bindparam("last_day")), and_(true_day.is_(None), written))


def _applicants() -> Any:
    return cases.c.applicant_unit == bindparam("unit", type_=Text)


def _leads() -> Any:
    """Whether the unit leads the item that the entry is about."""
    lead = participations.alias("lead")
    return exists().where(
        lead.c.case_id == audit.c.chain,
        lead.c.key == audit.c.item,
        lead.c.kind == LEAD,
        lead.c.unit == bindparam("unit", type_=Text),
    )


def _recipients() -> Any:
    part = participations.alias("part")
    named = and_(part.c.case_id == services.c.case_id, part.c.key == services.c.recipient)
    unit = bindparam("unit", type_=Text)
    return or_(services.c.recipient == unit, exists().where(named, part.c.unit == unit))


_UNIT: dict[str, Callable[[], Any]] = {
    "acceptance": _applicants,
    "meetings": _applicants,
    "decisions": lambda: participations.c.unit == bindparam("unit", type_=Text),
    "extensions": _leads,
    "services": _recipients,
    "filings": _leads,
    "guidance": _applicants,
}


def beside(connection: Connection, question: Select[Any], ids: Collection[str]) -> list[Mapping[str, Any]]:
    """The rows of a question over the cases in `ids`, asked in bundles."""
    listed = sorted(ids)
    found: list[Mapping[str, Any]] = []
    for start in range(0, len(listed), BUNDLE):
        rows = connection.execute(question, {"ids": listed[start : start + BUNDLE]}).mappings()
        found.extend(dict(row) for row in rows)
    return found


#: ids asked for in one statement
BUNDLE: Final = 500
