"""Sessions of the browser, as rows. Only the SHA-256 of what the cookie holds is known here."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from engine.storage.database import Connection
from engine.storage.tables.cases import cases
from engine.storage.tables.identity import guest_links, sessions
from engine.storage.tables.people import people


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session, open or ended."""

    id: str
    sha256: bytes
    person: str
    kind: str
    stage: str
    opened_at: datetime
    seen_at: datetime
    address: str
    agent: str
    failures_before: int = 0
    link: str | None = None
    identity: bytes | None = None
    ended_at: datetime | None = None
    end_reason: str | None = None
    ended_from: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A session with who holds it and, for a guest, the case the link leads to and whether the link still counts."""

    session: SessionRow
    login: str
    name: str
    unit: str
    active: bool
    language: str
    case_id: str = ""
    link_ended: bool = False
    #: the state of that case, and whether it is over
    case_state: str = ""
    case_ended: bool = False


_BY_DIGEST = (
    select(
        *sessions.c,
        people.c.login,
        people.c.name,
        people.c.unit,
        people.c.active,
        people.c.language,
        guest_links.c.case_id,
        guest_links.c.ended_at.label("link_ended_at"),
        cases.c.status,
        cases.c.closed_at,
    )
    .join(people, people.c.id == sessions.c.person)
    .outerjoin(guest_links, guest_links.c.id == sessions.c.link)
    .outerjoin(cases, cases.c.id == guest_links.c.case_id)
    .where(sessions.c.sha256 == bindparam("sha256"))
)
_COLUMNS = len(sessions.c)


def add(connection: Connection, row: SessionRow) -> None:
    """A new session."""
    connection.execute(insert(sessions), asdict(row))


def held(connection: Connection, sha256: bytes) -> Held | None:
    """The session of this digest, ended or not; None where there never was one. One statement."""
    row = connection.execute(_BY_DIGEST, {"sha256": sha256}).one_or_none()
    if row is None:
        return None
    login, name, unit, active, language, case_id, link_ended_at, status, closed_at = row[_COLUMNS:]
    return Held(
        session=SessionRow(*row[:_COLUMNS]),
        login=login,
        name=name,
        unit=unit or "",
        active=active,
        language=language,
        case_id=case_id or "",
        link_ended=link_ended_at is not None,
        case_state=status or "",
        case_ended=closed_at is not None,
    )


def read(connection: Connection, session: str) -> SessionRow | None:
    """One session by its id, locked for the transaction."""
    row = connection.execute(select(sessions).where(sessions.c.id == session).with_for_update()).one_or_none()
    return SessionRow(*row) if row else None


def change(connection: Connection, session: str, **columns: Any) -> None:
    """Write these columns of an open session."""
    place = (sessions.c.id == session) & sessions.c.ended_at.is_(None)
    connection.execute(update(sessions).where(place).values(**columns))


def end(connection: Connection, session: str, at: datetime, reason: str, where: str = "") -> bool:
    """The session is over. False when it was already."""
    place = (sessions.c.id == session) & sessions.c.ended_at.is_(None)
    changed = update(sessions).where(place).values(ended_at=at, end_reason=reason, ended_from=where, identity=None)
    return connection.execute(changed).rowcount == 1


def end_all(connection: Connection, person: str, at: datetime, reason: str, *, but: str = "", where: str = "") -> int:
    """Every session of a person is over, but one. Gives how many were open."""
    place = (sessions.c.person == person) & sessions.c.ended_at.is_(None) & (sessions.c.id != but)
    changed = update(sessions).where(place).values(ended_at=at, end_reason=reason, ended_from=where, identity=None)
    return connection.execute(changed).rowcount


def end_of_link(connection: Connection, link: str, at: datetime, reason: str) -> int:
    """Every session that came by this link is over."""
    place = (sessions.c.link == link) & sessions.c.ended_at.is_(None)
    return connection.execute(update(sessions).where(place).values(ended_at=at, end_reason=reason)).rowcount


def of_person(connection: Connection, person: str, most: int = 20) -> list[SessionRow]:
    """The sessions of a person, newest first, ended ones too."""
    question = select(sessions).where(sessions.c.person == person)
    ordered = question.order_by(sessions.c.opened_at.desc(), sessions.c.id)
    return [SessionRow(*row) for row in connection.execute(ordered.limit(most))]


def unended(connection: Connection, person: str = "", most: int = 500) -> list[SessionRow]:
    """Sessions nobody ended, of one person or of all, newest first; some may be over by the clock."""
    question = select(sessions).where(sessions.c.ended_at.is_(None))
    if person:
        question = question.where(sessions.c.person == person)
    return [SessionRow(*row) for row in connection.execute(question.order_by(sessions.c.opened_at.desc()).limit(most))]
