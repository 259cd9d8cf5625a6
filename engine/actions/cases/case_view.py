"""One case for one reader: how it stands, its clocks with their explanation, its drawing, and what may be done now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.actions.casework.due_days import Due, nearest
from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, require
from engine.actions.casework.work import CaseWork
from engine.actions.house.case_readers import reader_of
from engine.actions.house.office import Office
from engine.actions.house.sort_keys import instant_key
from engine.actions.tasks.offers import Offer, offers_of_case, visible_tasks
from engine.cases.acts import Act
from engine.clock import beijing_day
from engine.deadlines.day_by_day import Proof, prove
from engine.deadlines.deadline import Deadline
from engine.deadlines.explain import explain
from engine.deadlines.status import ClockState
from engine.diagrams.views import Position
from engine.people.actor import Actor
from engine.storage import audit, case_lists, deadlines, definitions, people
from engine.storage.audit import Written
from engine.storage.case_lists import Filters, ListedCase
from engine.storage.cases import CaseRow
from engine.storage.tasks import TaskRow


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as its reader may see it."""

    case: CaseRow
    tasks: tuple[TaskRow, ...]
    offers: tuple[Offer, ...]
    due: Due | None


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """One deadline with its state, the working days left, its explanation, a line each, and the same day by day."""

    deadline: Deadline
    status: ClockState
    days_left: int | None
    explanation: tuple[str, ...]
    proof: Proof


@dataclass(frozen=True, slots=True)
class CaseInList:
    """A case in a list, with the deadline that falls due first."""

    case: ListedCase
    due: Due | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page; `next` is the sort key to go on after."""

    rows: tuple[CaseInList, ...]
    next: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Records in their order with the names of who acted; `next` is the number to go on after."""

    records: tuple[Written, ...]
    names: Mapping[str, str]
    next: int | None


@dataclass(frozen=True, slots=True)
class DiagramView:
    """The files a case is pinned to, and where it stands in them."""

    digest: str
    files: Mapping[str, bytes]
    positions: tuple[Position, ...]


def view_case(office: Office, actor: Actor, case_id: str) -> CaseView:
    """The case, its tasks as far as this reader may know them, and every act with its answer. Raises Unknown."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_CASE, case_facts(work))
        clocks = deadlines.of_case(work.connection, case_id)
        due = nearest(clocks, work.now, work.ledger.calendar, office.settings.due_soon)
        return CaseView(work.case, tuple(visible_tasks(work)), tuple(offers_of_case(work)), due)


def list_cases(
    office: Office, actor: Actor, filters: Filters, *, after: Sequence[str] | None = None, most: int = 50
) -> CasePage:
    """Cases this reader has to do with, the latest opened first."""
    key = instant_key(after)
    now = office.clock.now()
    reader = replace(reader_of(actor), today=beijing_day(now))
    with office.database.reading() as connection:
        calendar = office.reference(connection).calendar_at(now)
        found = case_lists.read(connection, reader, filters, key, most + 1)
        clocks = deadlines.of_cases(connection, [one.id for one in found[:most]])
    by_case: dict[str, list[deadlines.DeadlineRow]] = {}
    for clock in clocks:
        by_case.setdefault(clock.case_id, []).append(clock)
    rows = tuple(
        CaseInList(one, nearest(by_case.get(one.id, []), now, calendar, office.settings.due_soon))
        for one in found[:most]
    )
    last = found[most - 1] if len(found) > most else None
    return CasePage(rows, (last.opened_at.isoformat(), last.id) if last else None)


def view_deadlines(office: Office, actor: Actor, case_id: str, lang: str) -> list[DeadlineView]:
    """Every deadline of the case with its explanation in this language. Raises Unknown."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_CASE, case_facts(work))
        return [_deadline(work, one, lang) for one in work.ledger.deadlines]


def view_history(office: Office, actor: Actor, case_id: str, *, after: int = 0, most: int = 50) -> HistoryPage:
    """The record of the case. Raises Unknown or Forbidden."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_HISTORY, case_facts(work))
        written = audit.read(work.connection, case_id, after, most + 1)
        names = people.names(work.connection, sorted({one.record.actor for one in written}))
    shown = tuple(written[:most])
    return HistoryPage(shown, names, shown[-1].seq if len(written) > most else None)


def view_diagram(office: Office, actor: Actor, case_id: str) -> DiagramView:
    """The drawing the case is pinned to, with its live positions. Raises Unknown."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_CASE, case_facts(work))
        files = definitions.bundle(work.connection, work.case.digest)
        positions = work.loaded.instance.positions() if work.loaded.instance else []
        return DiagramView(work.case.digest, files, tuple(positions))


def _deadline(work: CaseWork, deadline: Deadline, lang: str) -> DeadlineView:
    return DeadlineView(
        deadline,
        work.ledger.state(deadline, work.now),
        work.ledger.days_left(deadline, work.now),
        tuple(explain(deadline, work.ledger.calendar, lang)),
        prove(deadline, work.ledger.calendar, work.now),
    )
