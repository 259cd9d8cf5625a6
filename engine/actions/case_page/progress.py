"""流程图: where a case stands in its drawing: done, current, overdue, halted, and how far each round of many is.

The drawing itself never changes while the case is pinned to it, so it is handed out apart from its progress.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

import orjson

from engine.actions.case_page.names import Names
from engine.actions.casework.due_days import Due, due_of_task
from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, participation, require
from engine.actions.casework.work import CaseWork
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.deadlines.status import ClockState
from engine.diagrams.bundle import Bundle
from engine.diagrams.elements import ElementInfo
from engine.diagrams.layout.drawing import drawn
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import audit, cases, deadlines, definitions, tasks
from engine.storage.deadlines import DeadlineRow
from engine.storage.tasks import TaskRow

DRAWING = ".bpmn"


class Stand(StrEnum):
    """How an element stands. Its label is the sentence `case_pages.stand.<value>`."""

    DONE = "done"
    CURRENT = "current"  #: somebody, or a program, can do it now
    RUNNING = "running"  #: something inside it is being done
    WAITING = "waiting"  #: for a message or an instant; nobody is late for it
    OVERDUE = "overdue"
    HALTED = "halted"


#: where somebody must act
PRESSING = frozenset({Stand.CURRENT, Stand.OVERDUE, Stand.HALTED})


@dataclass(frozen=True, slots=True)
class Member:
    """One participant or decision at an element that many pass. `name` is empty for whom it is not theirs to know."""

    name: str
    done: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One element of the drawing that was passed or is being passed."""

    element: str
    name: str
    process: str
    stand: Stand
    done: int
    all: int
    members: tuple[Member, ...]
    since: datetime | None
    status: str  #: of its clock, empty without one
    days_left: int | None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the case stands. `tag` changes when anything of it does."""

    tag: str
    places: tuple[Place, ...]
    current: tuple[str, ...]
    calls: Mapping[str, str]  #: element that calls → process that it calls
    ended: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The diagrams a case is pinned to, by process. `main` is the one it began in."""

    digest: str
    main: str
    files: Mapping[str, str]


def view_drawing(office: Office, actor: Actor, case_id: str) -> Drawing:
    """The diagrams as XML; one that came without a drawing is laid out. Raises Unknown or Forbidden."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_CASE, case_facts(work))
        bundle = drawn(Bundle(definitions.bundle(work.connection, work.case.digest)))
        texts = {name: content.decode() for name, content in bundle.named(DRAWING).items()}
        return Drawing(work.case.digest, work.case.process, _by_process(work, texts))


def view_progress(office: Office, actor: Actor, case_id: str, lang: str) -> Progress:
    """How far the case is. Raises Unknown or Forbidden."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_CASE, case_facts(work))
        return progress_of(work, Names(work, lang))


def progress_of(work: CaseWork, names: Names) -> Progress:
    """The same for a case that is being read already."""
    elements = work.loaded.procedure.definition.elements
    rows = tasks.of_case(work.connection, work.case.id)
    clocks = deadlines.of_case(work.connection, work.case.id)
    standing = _standing(work)
    halted = _halted(work, standing)
    passed = audit.elements(work.connection, work.case.id) | {row.element for row in rows if row.status == tasks.DONE}
    shown = sorted((passed | standing.keys()) & elements.keys(), key=lambda one: elements[one].order)
    by_element = _by_element(rows)
    knows = may(work.actor, Act.VIEW_HISTORY, case_facts(work)).allowed
    places = tuple(
        _place(work, names, elements[one], by_element.get(one, ()), standing, clocks, halted, knows) for one in shown
    )
    current = tuple(place.element for place in places if place.stand in PRESSING)
    calls = {one.id: one.call.fixed for one in elements.values() if one.call is not None and one.call.fixed}
    told = orjson.dumps([asdict(place) for place in places] + [names.lang, work.case.closed_at is not None])
    tag = hashlib.sha256(told).hexdigest()[:32]
    return Progress(tag, places, current, calls, work.case.closed_at is not None)


def _standing(work: CaseWork) -> dict[str, Stand]:
    """Elements at which a token stands, and how: one that can be done outweighs one that waits."""
    found: dict[str, Stand] = {}
    elements = work.loaded.procedure.definition.elements
    for position in work.loaded.instance.positions() if work.loaded.instance else ():
        info = elements.get(position.element)
        works = position.state == "open" or (info is not None and info.service is not None)
        stand = Stand.CURRENT if works else Stand.RUNNING if position.state == "running" else Stand.WAITING
        if found.get(position.element) is not Stand.CURRENT:
            found[position.element] = stand
    return found


def _halted(work: CaseWork, standing: Mapping[str, Stand]) -> set[str]:
    """Where the engine cannot go on: at the element an incident names, else wherever a halted case stands."""
    incidents = cases.open_incidents_of(work.connection, work.case.id)
    named = {str(one.params["element"]) for one in incidents if one.params.get("element")}
    return named or (set(standing) if work.case.halted else set())


def _place(
    work: CaseWork,
    names: Names,
    info: ElementInfo,
    rows: Iterable[TaskRow],
    standing: Mapping[str, Stand],
    clocks: list[DeadlineRow],
    halted: set[str],
    knows: bool,
) -> Place:
    latest = _latest_round(rows)
    open_rows = [row for row in latest if row.status == tasks.OPEN]
    due = _most_pressing(work, open_rows, clocks)
    members = tuple(_members(work, names, latest, knows))
    return Place(
        element=info.id,
        name=info.name,
        process=info.process,
        stand=_stand(info.id, standing, halted, due),
        done=sum(1 for row in latest if row.status == tasks.DONE and row.item),
        all=sum(1 for row in latest if row.item),
        members=members,
        since=min((row.opened_at for row in open_rows), default=None),
        status=due.status.value if due else "",
        days_left=due.days_left if due else None,
    )


def _stand(element: str, standing: Mapping[str, Stand], halted: set[str], due: Due | None) -> Stand:
    if element in halted:
        return Stand.HALTED
    if element not in standing:
        return Stand.DONE
    return Stand.OVERDUE if due is not None and due.status is ClockState.OVERDUE else standing[element]


def _latest_round(rows: Iterable[TaskRow]) -> list[TaskRow]:
    """The last task of each item; whoever left before doing anything is counted no more."""
    last: dict[str, TaskRow] = {}
    for row in rows:
        if row.status != tasks.CANCELLED or row.item not in last:
            last[row.item] = row
    return [row for row in last.values() if row.status != tasks.CANCELLED]


def _members(work: CaseWork, names: Names, rows: Iterable[TaskRow], knows: bool) -> Iterator[Member]:
    """Those at an element of many. Who the others are is for whoever may read the history."""
    own = {part.key for part in work.parts.rows if participation(part).held_by(work.actor)}
    for row in rows:
        if row.item:
            named = knows or row.item in own or row.item in work.actor.units
            yield Member(names.item(row.item) if named else "", row.status == tasks.DONE)


def _most_pressing(work: CaseWork, rows: Iterable[TaskRow], clocks: list[DeadlineRow]) -> Due | None:
    dues = (
        due_of_task(clocks, work.case.id, row.deadline, row.item, work.now, work.ledger.calendar)
        for row in rows
        if row.deadline
    )
    known = [due for due in dues if due is not None]
    return min(known, key=lambda due: (due.days_left is None, due.days_left or 0), default=None)


def _by_element(rows: Iterable[TaskRow]) -> dict[str, list[TaskRow]]:
    found: dict[str, list[TaskRow]] = {}
    for row in rows:
        found.setdefault(row.element, []).append(row)
    return found


def _by_process(work: CaseWork, texts: Mapping[str, str]) -> dict[str, str]:
    """Which file draws which process; the id of a process stands in its file alone."""
    processes = sorted({info.process for info in work.loaded.procedure.definition.elements.values()})
    return {process: text for process in processes for text in texts.values() if _draws(text, process)}


def _draws(text: str, process: str) -> bool:
    return re.search(rf'<(?:[\w.-]+:)?process\b[^>]*\bid="{re.escape(process)}"', text) is not None
