"""What stands above every tab of a case: number, subject, children by pseudonym, state, clock, risk, danger, rights."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.actions.case_page.content import Contents
from engine.actions.case_page.names import Names
from engine.actions.casework.due_days import Due, nearest
from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, require
from engine.actions.casework.work import CaseWork
from engine.actions.house.office import Office
from engine.actions.tasks.offers import Offer, offers_of_case
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.cases.risks import RiskGrade, read_grade
from engine.errors import Unknown
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import audit, deadlines, risk_grades, subjects
from engine.storage.cases import CaseRow

#: the field of an application that says in a line what the case is about; its form vouches that nobody is named
SUBJECT = "subject"
#: offered at places of their own on the page
ELSEWHERE = frozenset(
    {
        Act.REQUEST_REAL_DATA,
        Act.REFUSE_REAL_DATA,
        Act.GRANT_REAL_DATA,
        Act.END_REAL_DATA,
        Act.GRADE_RISK,
        Act.DRAW_PAPER,
        Act.VOID_PAPER,
        Act.KEEP_SCAN,
    }
)


class Tab(StrEnum):
    """A part of the page, with an address of its own. Its label is the sentence `case_pages.tab.<value>`."""

    INFO = "info"
    TIMELINE = "timeline"
    DIAGRAM = "diagram"
    OPINIONS = "opinions"
    FILES = "files"
    DEADLINES = "deadlines"
    LOG = "log"


#: the right that a tab asks beyond knowing of the case
_NEEDS = {Tab.TIMELINE: Act.VIEW_HISTORY, Tab.LOG: Act.VIEW_HISTORY, Tab.OPINIONS: Act.VIEW_CONTENT}


@dataclass(frozen=True, slots=True)
class Child:
    """A minor of the case as everybody may know them."""

    pseudonym: str
    age_band: str


@dataclass(frozen=True, slots=True)
class NamedOffer:
    """Something that may be done now, with the names of its step and of its part or decision."""

    offer: Offer
    step: str
    part: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a case for one reader."""

    case: CaseRow
    procedure: str
    subject: str
    children: tuple[Child, ...]
    due: Due | None
    risk: RiskGrade | None
    officer: str
    offers: tuple[NamedOffer, ...]
    tabs: tuple[Tab, ...]
    may_grade: bool
    may_read: bool
    may_request: bool

    @property
    def tasks(self) -> tuple[NamedOffer, ...]:
        """Own steps that wait in this case."""
        return tuple(one for one in self.offers if one.offer.task)

    @property
    def others(self) -> tuple[NamedOffer, ...]:
        """What else may be done, danger aside: that stands at hand on its own."""
        return tuple(one for one in self.offers if not one.offer.task and one.offer.act is not Act.MARK_DANGER)

    @property
    def danger_offer(self) -> NamedOffer | None:
        return next((one for one in self.offers if one.offer.act is Act.MARK_DANGER), None)


def view_head(office: Office, actor: Actor, case_id: str, lang: str) -> Head:
    """The head alone. Raises Unknown or Forbidden."""
    with reading_case(office, actor, case_id) as work:
        return head_of(work, Names(work, lang))


def head_of(work: CaseWork, names: Names) -> Head:
    """The head of a case that is being read. Raises Unknown or Forbidden for whom the case is not."""
    facts = case_facts(work)
    require(work, Act.VIEW_CASE, facts)
    clocks = deadlines.of_case(work.connection, work.case.id)
    due = nearest(clocks, work.now, work.ledger.calendar, work.office.settings.due_soon)
    grade = risk_grades.present(work.connection, [work.case.id]).get(work.case.id)
    return Head(
        case=work.case,
        procedure=work.loaded.procedure.definition.name,
        subject=_subject(work, names),
        children=tuple(
            Child(row["pseudonym"], row["age_band"]) for row in subjects.of_case(work.connection, work.case.id)
        ),
        due=due,
        risk=read_grade(grade),
        officer=names.person(facts.officer),
        offers=tuple(_named(offer, names) for offer in offers_of_case(work) if _shown(offer)),
        tabs=tabs_of(work),
        may_grade=may(work.actor, Act.GRADE_RISK, facts).allowed,
        may_read=may(work.actor, Act.VIEW_REAL_DATA, facts).allowed,
        may_request=may(work.actor, Act.REQUEST_REAL_DATA, facts).allowed,
    )


def tabs_of(work: CaseWork) -> tuple[Tab, ...]:
    """The tabs this reader may open."""
    facts = case_facts(work)
    return tuple(tab for tab in Tab if tab not in _NEEDS or may(work.actor, _NEEDS[tab], facts).allowed)


def require_tab(work: CaseWork, tab: Tab) -> None:
    """Raises Unknown or Forbidden for whom this part of the case is not."""
    facts = case_facts(work)
    require(work, Act.VIEW_CASE, facts)
    if tab in _NEEDS:
        require(work, _NEEDS[tab], facts)


def application_of(work: CaseWork) -> str:
    """The id of the submission that opened the case. Raises Unknown where none did."""
    opened = audit.read_word(work.connection, work.case.id, Word.CASE_OPENED.value, most=1)
    found = opened[0].record.details.get("submission") if opened else None
    if not found:
        raise Unknown("actions.nothing_to_read")
    return str(found)


def _shown(offer: Offer) -> bool:
    return offer.open and offer.act not in ELSEWHERE


def _named(offer: Offer, names: Names) -> NamedOffer:
    return NamedOffer(offer, names.element(offer.element), names.item(offer.item) if offer.item else "")


def _subject(work: CaseWork, names: Names) -> str:
    """What the case is about in a line, as corrected; empty for whom the application is not."""
    try:
        application = application_of(work)
    except Unknown:
        return ""
    contents = Contents.of(work, names, [application])
    row = contents.get(application)
    told = [contents.values(one) for one in (row, *contents.corrections(application)) if one is not None]
    return next((str(values[SUBJECT]) for values in reversed(told) if values.get(SUBJECT)), "")
