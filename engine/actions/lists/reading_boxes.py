"""待阅 and 已阅: what was sent to somebody for reading, and one circulation with who has read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.actions.cases.entitled import Entitled, entitled
from engine.actions.casework.paper_kinds import title_of
from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, require
from engine.actions.casework.work import CaseWork
from engine.actions.house.office import Office
from engine.actions.house.sort_keys import instant_key
from engine.actions.lists.boxes import PAGE
from engine.actions.tasks.box_rows import BETWEEN
from engine.cases.acts import Act
from engine.errors import Unknown
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import box_rows, circulations, documents, people, submissions
from engine.storage.circulations import CirculationRow, ReaderRow


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One circulation in a list."""

    circulation: CirculationRow
    number: str
    subject: str
    state: str
    sender: str
    sender_unit: str
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """One page; `next` is the sort key to go on after."""

    rows: tuple[ReadingRow, ...]
    next: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader with the name; neither read nor recalled means not yet read."""

    row: ReaderRow
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class CirculationView:
    """One circulation for one who sent or got it: the reason in words, the paper, and who has read it."""

    row: CirculationRow
    number: str
    subject: str
    state: str
    reason: str
    paper: str
    sender: str
    readers: tuple[Reader, ...]
    mine: ReaderRow | None
    may_recall: bool


def to_read(office: Office, actor: Actor, *, after: Sequence[str] | None = None, most: int = PAGE) -> ReadingPage:
    """待阅, the latest sent first."""
    return _page(office, actor, False, after, most)


def have_read(office: Office, actor: Actor, *, after: Sequence[str] | None = None, most: int = PAGE) -> ReadingPage:
    """已阅, the latest read first."""
    return _page(office, actor, True, after, most)


def view_circulation(office: Office, actor: Actor, circulation: str, lang: str = "zh") -> CirculationView:
    """One circulation. Raises Unknown for whom neither sent nor got it and may not send the case round either."""
    with office.database.reading() as connection:
        row = circulations.get(connection, circulation)
    if row is None:
        raise Unknown("lists.circulation.unknown")
    with reading_case(office, actor, row.case_id) as work:
        require(work, Act.VIEW_CASE, case_facts(work))
        return _view(work, row, lang)


def circulations_of_case(office: Office, actor: Actor, case_id: str, lang: str = "zh") -> list[CirculationView]:
    """Every circulation of a case, for those who may send it round; readers see their own. Raises Unknown."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_CASE, case_facts(work))
        rows = circulations.of_case(work.connection, case_id)
        views = []
        for row in rows:
            try:
                views.append(_view(work, row, lang))
            except Unknown:
                continue
        return views


def possible_readers(office: Office, actor: Actor, case_id: str) -> list[Entitled]:
    """Whom the actor may send the case to. Raises Unknown, Forbidden."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.CIRCULATE, case_facts(work))
        return entitled(work)


def _view(work: CaseWork, row: CirculationRow, lang: str) -> CirculationView:
    found = circulations.readers(work.connection, row.id)
    mine = next((one for one in found if one.person == work.actor.id and one.recalled_at is None), None)
    may_send = may(work.actor, Act.CIRCULATE, case_facts(work)).allowed
    if mine is None and not may_send:
        raise Unknown("lists.circulation.unknown")
    names = people.names(work.connection, [row.sent_by, *(one.person for one in found)])
    units = people.units_of(work.connection, [one.person for one in found])
    kept = submissions.get(work.connection, row.submission)
    children = box_rows.pseudonyms(work.connection, [row.case_id]).get(row.case_id, [])
    return CirculationView(
        row=row,
        number=work.case.number,
        subject=BETWEEN.join(children),
        state=work.case.status,
        reason=str(work.opened(kept).get("reason", "")) if kept else "",
        paper=_paper(work, row, lang),
        sender=names.get(row.sent_by, row.sent_by),
        readers=tuple(Reader(one, names.get(one.person, one.person), units.get(one.person, "")) for one in found),
        mine=mine,
        may_recall=may_send and (row.sent_by == work.actor.id or "director" in work.actor.roles),
    )


def _paper(work: CaseWork, row: CirculationRow, lang: str) -> str:
    """What the paper is and its number, if it is one that was sent round."""
    papers = documents.papers_of(work.connection, row.case_id) if row.document else []
    paper = next((one for one in papers if one.id == row.document), None)
    return f"{title_of(work.case.procedure, paper.kind, lang)} {paper.number or ''}".strip() if paper else ""


def _page(office: Office, actor: Actor, was_read: bool, after: Sequence[str] | None, most: int) -> ReadingPage:
    key = instant_key(after)
    read = circulations.have_read if was_read else circulations.to_read
    with office.database.reading() as connection:
        found = read(connection, actor.id, key, most + 1)
        shown = found[:most]
        children = box_rows.pseudonyms(connection, {one.circulation.case_id for one in shown})
        senders = sorted({one.circulation.sent_by for one in shown})
        names, units = people.names(connection, senders), people.units_of(connection, senders)
    rows = tuple(
        ReadingRow(
            one.circulation,
            one.number,
            BETWEEN.join(children.get(one.circulation.case_id, ())),
            one.case_status,
            names.get(one.circulation.sent_by, one.circulation.sent_by),
            units.get(one.circulation.sent_by, ""),
            one.read_at,
        )
        for one in shown
    )
    last = shown[-1] if len(found) > most else None
    at = (last.read_at or last.circulation.sent_at) if last else None
    return ReadingPage(rows, (at.isoformat(), last.circulation.id) if last and at else None)
