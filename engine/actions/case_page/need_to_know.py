"""知悉范围: who may see what of a case, and why; read from its parts and from the tables of rights alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from engine.actions.case_page.names import Names
from engine.actions.casework.parts import EXPERT, LEAD, PARTICIPANTS, SUPPORT
from engine.actions.casework.subjects import case_facts
from engine.actions.casework.work import CaseWork
from engine.cases.acts import Act
from engine.cases.states import CONSULTING, ENDED, read_state
from engine.people.capacities import Capacity
from engine.people.participation import GRANT
from engine.people.rules import IN_CASE

#: roles of the office that look over every case, told as roles: who holds them changes
ROLES = (Capacity.DIRECTOR, Capacity.REVIEWER, Capacity.SUPERVISOR, Capacity.LEADER)
_OF_PARTS = {LEAD: Capacity.LEAD, SUPPORT: Capacity.SUPPORT}


@dataclass(frozen=True, slots=True)
class Knower:
    """Somebody who knows of the case. `role` stands where it is a role rather than a unit or a person by name."""

    why: Capacity
    name: str = ""
    item: str = ""
    real: bool = False  #: may see the real data, each look on record; else covered
    until: date | None = None
    ended: bool = False  #: has no part any more


def knowers(work: CaseWork, names: Names) -> tuple[Knower, ...]:
    """Everybody who knows of this case or knew of it, the office first; who came back is told once."""
    found = dict.fromkeys([*_office(work, names), *_applicant(work, names), *_parts(work, names)])
    running = {(one.why, one.name, one.item) for one in found if not one.ended}
    return tuple(one for one in found if not one.ended or (one.why, one.name, one.item) not in running)


def _office(work: CaseWork, names: Names) -> Iterator[Knower]:
    officer = case_facts(work).officer
    yield Knower(Capacity.OWN_OFFICER, names.person(officer), real=_reads(work, Capacity.OWN_OFFICER))
    for role in ROLES:
        yield Knower(role, real=_reads(work, role))


def _applicant(work: CaseWork, names: Names) -> Iterator[Knower]:
    if work.case.applicant_unit:
        yield Knower(Capacity.APPLICANT, names.unit(work.case.applicant_unit), real=_reads(work, Capacity.APPLICANT))


def _parts(work: CaseWork, names: Names) -> Iterator[Knower]:
    consulting = read_state(work.status) in CONSULTING | {None} and work.case.closed_at is None
    for row in work.parts.rows:
        over = row.ended_at is not None
        if row.kind == GRANT:
            over = over or (row.until_on is not None and row.until_on < work.today)
            yield Knower(Capacity.GRANTEE, names.person(row.person), real=not over, until=row.until_on, ended=over)
        elif row.kind in PARTICIPANTS:
            why = Capacity.EXPERT if row.kind == EXPERT else Capacity.PARTICIPANT
            gone = over or (row.kind == EXPERT and not consulting)
            yield Knower(why, names.part(row), real=not gone and _reads(work, why), ended=gone)
        else:
            why = _OF_PARTS[row.kind]
            item = names.item(row.key)
            yield Knower(why, names.unit(row.unit), item, real=not over and _reads(work, why), ended=over)


def _reads(work: CaseWork, capacity: Capacity) -> bool:
    """Whether this capacity reads real data of the case; an assignment ends with its case."""
    ended = work.case.closed_at is not None or read_state(work.status) in ENDED
    return capacity in IN_CASE[Act.VIEW_REAL_DATA] and not (capacity is Capacity.LEAD and ended)
