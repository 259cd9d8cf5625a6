"""The links into one case as the office sees them: whom each is for, whether it counts, and who may be given one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from engine.actions.casework.parts import EXPERT, running
from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, require
from engine.actions.casework.work import CaseWork
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import guest_links, people


@dataclass(frozen=True, slots=True)
class GuestLink:
    """One link; the secret and the code are known to nobody any more."""

    id: str
    person: str
    name: str
    issued_at: datetime
    until: date
    opened_at: datetime | None
    ended_at: datetime | None
    counts: bool
    renewable: bool  #: another may take its place with one press: the newest of an expert of today, its day not over


@dataclass(frozen=True, slots=True)
class GuestView:
    """The page of links of one case; without `experts` none can be issued now."""

    number: str
    links: tuple[GuestLink, ...]
    experts: tuple[tuple[str, str], ...]
    today: date


def view_guests(office: Office, actor: Actor, case_id: str) -> GuestView:
    """The links into a case, newest first. Raises Forbidden, Unknown."""
    with reading_case(office, actor, case_id) as work:
        facts = case_facts(work)
        require(work, Act.REVOKE_GUEST_LINK, facts)
        rows = guest_links.of_case(work.connection, case_id)
        names = people.names(work.connection, sorted({row.person for row in rows}))
        experts = _experts(work) if may(actor, Act.ISSUE_GUEST_LINK, facts).allowed else ()
        newest = {row.person: row.id for row in reversed(rows)}
        renewable = {newest[person] for person, _ in experts if person in newest}
        links = tuple(
            GuestLink(
                row.id,
                row.person,
                names.get(row.person, row.person),
                row.issued_at,
                row.until_on,
                row.opened_at,
                row.ended_at,
                row.ended_at is None and row.until_on >= work.today,
                row.id in renewable and row.until_on >= work.today,
            )
            for row in rows
        )
        return GuestView(work.case.number, links, experts, work.today)


def _experts(work: CaseWork) -> tuple[tuple[str, str], ...]:
    """The experts who take part now: id and name."""
    found = sorted({row.person for row in running(work) if row.kind == EXPERT and row.person})
    names = people.names(work.connection, found)
    return tuple((person, names.get(person, person)) for person in found)
