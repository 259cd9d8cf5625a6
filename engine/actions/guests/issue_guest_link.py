"""A link into one case for an expert who comes twice a year: issued by the office, told by two channels, withdrawn.

The link goes by mail or message, the code is told by telephone; neither opens anything alone. Whoever enters holds the
rights the expert has as a participant, in this case and no other, and no longer than the consultation lasts.
"""

from __future__ import annotations

import secrets
import uuid
from datetime import date, timedelta

from engine.actions.casework.beside import allow
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.parts import EXPERT, running
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict, FieldError, Invalid, Unknown
from engine.people.actor import Actor
from engine.people.sessions import Ending
from engine.people.tokens import digest
from engine.storage import guest_links, people, sessions
from engine.storage.guest_links import GuestLinkRow
from engine.storage.password_hashes import hash_password

BYTES = 32
CODE_DIGITS = 8


def issue_guest_link(office: Office, actor: Actor, case_id: str, person: str, until: date) -> Answer:
    """A link for this expert of the case until the end of a Beijing day; one issued before counts no more.

    `details` hold `token` and `code`, shown this once, and whether one was `replaced`. There is no repeated answer: it
    would have to be kept.
    Raises Forbidden, Conflict outside the consultation, Invalid for somebody who is no expert of the case or a day
    that has passed or lies too far away.
    """
    token, code = secrets.token_urlsafe(BYTES), f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.ISSUE_GUEST_LINK)
        _check(work, person, until)
        row = GuestLinkRow(
            id=uuid.uuid4().hex,
            sha256=digest(token),
            code_hash=hash_password(code),
            person=person,
            case_id=work.case.id,
            issued_at=work.now,
            issued_by=actor.id,
            until_on=until,
        )
        replaced = guest_links.end_others(work.connection, work.case.id, person, work.now, actor.id)
        _end(work, replaced)
        guest_links.add(work.connection, row)
        work.record(Word.GUEST_LINK_ISSUED, link=row.id, person=person, until=until.isoformat())
        return Answer(details={"link": row.id, "token": token, "code": code, "replaced": bool(replaced)})

    return work_on(office, actor, On(case_id=case_id), verb)


def revoke_guest_link(office: Office, actor: Actor, case_id: str, link: str) -> Answer:
    """The link counts no more, and whoever came by it is out. Raises Forbidden, Unknown, Conflict when it had ended."""

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.REVOKE_GUEST_LINK)
        row = guest_links.read(work.connection, link)
        if row is None or row.case_id != work.case.id:
            raise Unknown("identity.guest.unknown")
        if row.ended_at is not None:
            raise Conflict("identity.guest.ended")
        guest_links.change(work.connection, link, ended_at=work.now, ended_by=actor.id)
        _end(work, [link])
        return Answer(details={"link": link})

    return work_on(office, actor, On(case_id=case_id), verb)


def _check(work: CaseWork, person: str, until: date) -> None:
    longest = work.office.security.guest.longest_days
    errors = []
    row = people.read(work.connection, person)
    experts = {part.person for part in running(work) if part.kind == EXPERT}
    if row is None or not row.active or person not in experts:
        errors.append(FieldError("person", "identity.guest.no_expert"))
    if not work.today <= until <= work.today + timedelta(days=longest):
        errors.append(FieldError("until", "identity.guest.day", {"days": longest}))
    if errors:
        raise Invalid("identity.guest.refused", fields=errors)


def _end(work: CaseWork, links: list[str]) -> None:
    """Put out whoever came by these links, and on record that they count no more."""
    for link in links:
        ended = sessions.end_of_link(work.connection, link, work.now, Ending.LINK.value)
        work.record(Word.GUEST_LINK_ENDED, link=link, sessions=ended)
