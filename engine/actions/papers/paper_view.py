"""Papers of a case for one reader: the list, and one paper filled again from what was sealed with it.

Every version that leaves the house is on record, and every look at one that is not covered (D10).
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

import orjson

from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.paper_kinds import PaperKind, kinds_of, title_of
from engine.actions.casework.paper_sources import Sources
from engine.actions.casework.paper_values import item_word
from engine.actions.casework.parts import UNIT
from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, require
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.actions.papers.paper_templates import compiled
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Forbidden, Unknown
from engine.people.actor import Actor
from engine.people.paper_rights import ADDRESSEE, CONCERNED, PaperFacts, Reading, may_read_paper
from engine.storage import cases, documents, paper_marks, people
from engine.storage.documents import PaperRow
from engine.storage.paper_marks import ScanRow

#: so long the pages of one paper are one look of one person, in one process
ONE_LOOK: Final = timedelta(minutes=10)
_LOOKS: dict[tuple[int, str, str], datetime] = {}


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper as its reader may know it. `may_read_real` tells whether an uncovered version is theirs to ask for."""

    id: str
    case_id: str
    case_number: str
    kind: str
    title: str
    layout: str
    item: str
    #: the decision it is about, in words; empty for the case as a whole
    about: str
    number: str
    addressees: tuple[str, ...]
    issued_on: date
    issued_by: str
    has_file: bool
    may_read_real: bool
    template: str
    retention: str
    scans: tuple[ScanRow, ...]
    voided_at: datetime | None
    voided_by: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper filled: the Word file, the name it is saved under (kind and number, never a person), its instant."""

    docx: bytes
    name: str
    at: datetime
    title: str


def list_papers(office: Office, actor: Actor, case_id: str, lang: str = "zh") -> list[PaperView]:
    """The papers of a case that this reader may read, oldest first. Raises Unknown or Forbidden."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_CASE, case_facts(work))
        read = [(row, reading_of(work, row)) for row in documents.papers_of(work.connection, case_id)]
        return _views(work, [(row, how) for row, how in read if how.verdict.allowed], lang)


def view_paper(office: Office, actor: Actor, paper_id: str, lang: str = "zh") -> PaperView:
    """One paper. Raises Unknown where it is not there or not this reader's to know, Forbidden."""
    row = _row(office, paper_id)
    with reading_case(office, actor, row.case_id) as work:
        require(work, Act.VIEW_CASE, case_facts(work))
        how = reading_of(work, row)
        how.verdict.require()
        return _views(work, [(row, how)], lang)[0]


def draw_paper_for(
    office: Office, actor: Actor, paper_id: str, *, real: bool, taken: str = "", lang: str = "zh"
) -> Drawn:
    """The paper filled, covered unless `real`. `taken` (docx, pdf, print) says in which form it leaves the house.

    Raises Unknown or Forbidden; Unknown for a paper that has no file of ours.
    """
    row, drawn = _row(office, paper_id), list[Drawn]()

    def look(work: CaseWork) -> Answer:
        require(work, Act.VIEW_CASE, case_facts(work))
        how = reading_of(work, row)
        how.verdict.require()
        if real and not how.real:
            raise Forbidden("people.right.real_data")
        drawn.append(filled(work, row, real=real, lang=lang))
        return Answer()

    def look_on_record(work: CaseWork) -> Answer:
        answer = look(work)
        if taken:
            work.record(Word.PAPER_EXPORTED, row.kind, row.item, paper=row.id, form=taken, real=real)
        else:
            work.record(Word.REAL_DATA_READ, row.kind, row.item, paper=row.id)
        return answer

    if taken or (real and _is_new_look(office, actor, paper_id)):
        work_on(office, actor, On(case_id=row.case_id), look_on_record)
        if real and not taken:
            _note_look(office, actor, paper_id)
    else:
        with reading_case(office, actor, row.case_id) as work:
            look(work)
    return drawn[0]


def _is_new_look(office: Office, actor: Actor, paper_id: str) -> bool:
    """Whether this is a look of its own, to be put on record; the pages of a paper seen one after the other are one."""
    last = _LOOKS.get((id(office), actor.id, paper_id))
    return last is None or not timedelta() <= office.clock.now() - last < ONE_LOOK


def _note_look(office: Office, actor: Actor, paper_id: str) -> None:
    """It is on record now; older looks are forgotten."""
    now = office.clock.now()
    for old in [one for one, at in list(_LOOKS.items()) if now - at >= ONE_LOOK]:
        _LOOKS.pop(old, None)
    _LOOKS[id(office), actor.id, paper_id] = now


def filled(work: CaseWork, row: PaperRow, *, real: bool, lang: str = "zh") -> Drawn:
    """The paper filled from what was sealed with it; the caller has asked for the right. Raises Unknown without one."""
    kind = kinds_of(work.case.procedure).get(row.kind)
    if kind is None or row.content is None or row.template is None or row.drawn_at is None:
        raise Unknown("papers.no_file")
    said: dict[str, Any] = orjson.loads(zlib.decompress(work.unseal(row.content, row.context)))
    values = said["real" if real else "covered"]
    title = f"{kind.title('zh')} {row.number or work.case.number}"
    template = compiled(work.connection, row.template)
    docx = template.fill(values, at=row.drawn_at, title=title, creator=values["paper"]["sender"])
    return Drawn(docx, _name(work, kind, row, lang), row.drawn_at, title)


def reading_of(work: CaseWork, row: PaperRow) -> Reading:
    """Whether and how the actor of this work reads this paper."""
    kind = kinds_of(work.case.procedure).get(row.kind)
    facts = PaperFacts(
        case_facts(work),
        row.author_unit or "",
        row.issued_by,
        frozenset(row.addressees or [row.addressee]) - {""},
        kind.readers if kind else ADDRESSEE if row.addressee else CONCERNED,
    )
    return may_read_paper(work.actor, facts)


def paper_row(work: CaseWork, paper_id: str) -> PaperRow:
    """A paper of this very case. Raises Unknown."""
    row = documents.get(work.connection, paper_id)
    if row is None or row.case_id != work.case.id:
        raise Unknown("papers.unknown")
    return row


def _row(office: Office, paper_id: str) -> PaperRow:
    with office.database.reading() as connection:
        row = documents.get(connection, paper_id)
        if row is None or cases.get(connection, row.case_id) is None:
            raise Unknown("papers.unknown")
        return row


def _name(work: CaseWork, kind: PaperKind, row: PaperRow, lang: str) -> str:
    """Kind and number; a unit's copy bears the unit too, an expert's the place in the round: never a person."""
    unit = next((part.unit for part in work.parts.rows if part.key == row.item and part.kind == UNIT), None)
    whose = Sources(work, row.issued_on).unit(unit) if unit else row.item
    return " ".join(one for one in (kind.title(lang), row.number or work.case.number, whose) if one)


def _views(work: CaseWork, read: list[tuple[PaperRow, Reading]], lang: str) -> list[PaperView]:
    kinds = kinds_of(work.case.procedure)
    scans = paper_marks.scans_of(work.connection, work.case.id) if read else []
    people_named = sorted({row.issued_by for row, _ in read} | {row.voided_by for row, _ in read if row.voided_by})
    names = people.names(work.connection, people_named)
    return [
        PaperView(
            id=row.id,
            case_id=row.case_id,
            case_number=work.case.number,
            kind=row.kind,
            title=title_of(work.case.procedure, row.kind, lang),
            layout=kinds[row.kind].layout if row.kind in kinds else "",
            item=row.item,
            about=item_word(row.item, lang),
            number=row.number or "",
            addressees=tuple(one for one in row.addressees or [row.addressee] if one),
            issued_on=row.issued_on,
            issued_by=names.get(row.issued_by, row.issued_by),
            has_file=row.content is not None,
            may_read_real=how.real,
            template=row.template or "",
            retention=row.retention or "",
            scans=tuple(scan for scan in scans if scan.paper == row.id),
            voided_at=row.voided_at,
            voided_by=names.get(row.voided_by or "", ""),
        )
        for row, how in read
    ]
