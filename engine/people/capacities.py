"""In which capacity an actor meets a case. Rules speak of capacities, never of persons.

An expert's capacity lasts as long as the consultation; a part that was excused or recused is none. Whoever has no
capacity at all does not know of the case.
"""

from __future__ import annotations

from enum import StrEnum

from engine.cases.states import CONSULTING
from engine.people.actor import Actor
from engine.people.participation import EXPERT, GRANT
from engine.people.roles import Role
from engine.people.subjects import CaseFacts


class Capacity(StrEnum):
    """One way of having to do with a case."""

    OFFICER = "officer"  #: a case officer of the office
    OWN_OFFICER = "own_officer"  #: the case officer of this very case, or any while it has none
    REVIEWER = "reviewer"
    DIRECTOR = "director"
    SUPERVISOR = "supervisor"
    LEADER = "leader"
    APPLICANT = "applicant"
    LEAD = "lead"
    SUPPORT = "support"
    PARTICIPANT = "participant"
    EXPERT = "expert"
    PAST_EXPERT = "past_expert"
    GRANTEE = "grantee"  #: was given leave to read the real data, until a day
    WORKER = "worker"  #: has or had a task here through a group of its own


#: the office that runs the procedure, and the leading group above it
OFFICE = frozenset(
    {
        Capacity.OFFICER,
        Capacity.OWN_OFFICER,
        Capacity.REVIEWER,
        Capacity.DIRECTOR,
        Capacity.SUPERVISOR,
        Capacity.LEADER,
    }
)
#: everybody who has a part in the case now
CONCERNED = frozenset(Capacity) - {Capacity.PAST_EXPERT}

_OFFICE_ROLES = {
    Role.CASE_OFFICER: Capacity.OFFICER,
    Role.REVIEWER: Capacity.REVIEWER,
    Role.DIRECTOR: Capacity.DIRECTOR,
    Role.SUPERVISOR: Capacity.SUPERVISOR,
}


def capacities(actor: Actor, case: CaseFacts) -> frozenset[Capacity]:
    """Every capacity of this actor in this case; empty for somebody who does not know of it."""
    return frozenset(_of_office(actor, case) | _of_application(actor, case) | _of_decisions(actor, case)) | _of_parts(
        actor, case
    )


def groups_in(actor: Actor, case: CaseFacts) -> frozenset[str]:
    """The actor's candidate groups in this case: the own and lent ones and those of active parts."""
    held = [part.group for part in case.parts if part.kind != GRANT and part.is_active and part.held_by(actor)]
    return actor.groups.union(held) if held else actor.groups


def is_recused(actor: Actor, case: CaseFacts) -> bool:
    """Whether the actor declared a conflict in this case; a deputy's own conflict counts as well."""
    return actor.id in case.recused or any(part.recused and part.person == actor.id for part in case.parts)


def _of_office(actor: Actor, case: CaseFacts) -> set[Capacity]:
    found = {capacity for role, capacity in _OFFICE_ROLES.items() if f"{role.value}@{case.office_unit}" in actor.groups}
    if Capacity.OFFICER in found and (not case.officer or case.officer in actor.persons):
        found.add(Capacity.OWN_OFFICER)
    if f"{Role.LEADER.value}@{case.leading_group_unit}" in actor.groups:
        found.add(Capacity.LEADER)
    return found


def _of_application(actor: Actor, case: CaseFacts) -> set[Capacity]:
    unit = case.applicant_unit
    speaks = unit and not actor.groups.isdisjoint((f"{Role.LIAISON.value}@{unit}", f"{Role.CITY_OFFICER.value}@{unit}"))
    return {Capacity.APPLICANT} if speaks or (case.opened_by and case.opened_by in actor.persons) else set()


def _of_decisions(actor: Actor, case: CaseFacts) -> set[Capacity]:
    found = {Capacity.WORKER} if case.has_task else set()
    speaks_for = {post.unit for post in actor.posts if post.role == Role.LIAISON}
    if not case.lead_units.isdisjoint(speaks_for):
        found.add(Capacity.LEAD)
    if not case.support_units.isdisjoint(speaks_for):
        found.add(Capacity.SUPPORT)
    return found


def _of_parts(actor: Actor, case: CaseFacts) -> frozenset[Capacity]:
    found: set[Capacity] = set()
    for part in case.parts:
        if part.is_active and part.held_by(actor):
            if part.kind == GRANT:
                found |= _of_grant(part.until is None or case.today is None or case.today <= part.until)
            elif part.kind == EXPERT:
                found.add(_expert(case))
            else:
                found.add(Capacity.PARTICIPANT)
    return frozenset(found)


def _of_grant(still_runs: bool) -> set[Capacity]:
    return {Capacity.GRANTEE} if still_runs else set()


def _expert(case: CaseFacts) -> Capacity:
    """An expert belongs to a case while it is being consulted on; a procedure without our states lasts to its end."""
    state = case.known_state
    consulting = not case.ended and (state is None or state in CONSULTING)
    return Capacity.EXPERT if consulting else Capacity.PAST_EXPERT
