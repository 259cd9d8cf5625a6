"""Links for one case and one person, as rows. The secret of the link is a digest, its code a slow hash."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import insert, select, update

from engine.storage.database import Connection
from engine.storage.tables.cases import cases
from engine.storage.tables.identity import guest_links


@dataclass(frozen=True, slots=True)
class GuestLinkRow:
    """One link; it is spent once it was opened."""

    id: str
    sha256: bytes
    code_hash: str
    person: str
    case_id: str
    issued_at: datetime
    issued_by: str
    until_on: date
    tries: int = 0
    opened_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None


def add(connection: Connection, row: GuestLinkRow) -> None:
    """A new link."""
    connection.execute(insert(guest_links), asdict(row))


def by_digest(connection: Connection, sha256: bytes) -> GuestLinkRow | None:
    """The link of this digest, locked for the transaction."""
    question = select(guest_links).where(guest_links.c.sha256 == sha256).with_for_update()
    row = connection.execute(question).one_or_none()
    return GuestLinkRow(*row) if row else None


def read(connection: Connection, link: str) -> GuestLinkRow | None:
    """One link by its id."""
    row = connection.execute(select(guest_links).where(guest_links.c.id == link)).one_or_none()
    return GuestLinkRow(*row) if row else None


def of_case(connection: Connection, case_id: str) -> list[GuestLinkRow]:
    """The links into a case, newest first."""
    question = select(guest_links).where(guest_links.c.case_id == case_id)
    ordered = question.order_by(guest_links.c.issued_at.desc(), guest_links.c.id)
    return [GuestLinkRow(*row) for row in connection.execute(ordered)]


def case_state(connection: Connection, case_id: str) -> tuple[str, bool]:
    """The state of the case a link leads to, and whether it is over."""
    row = connection.execute(select(cases.c.status, cases.c.closed_at).where(cases.c.id == case_id)).one()
    return row.status or "", row.closed_at is not None


def change(connection: Connection, link: str, **columns: object) -> None:
    """Write these columns."""
    connection.execute(update(guest_links).where(guest_links.c.id == link).values(**columns))


def end_others(connection: Connection, case_id: str, person: str, at: datetime, by: str) -> list[str]:
    """No link of this person into this case counts any more. Gives those that did."""
    place = (guest_links.c.case_id == case_id) & (guest_links.c.person == person) & guest_links.c.ended_at.is_(None)
    found = list(connection.execute(select(guest_links.c.id).where(place)).scalars())
    connection.execute(update(guest_links).where(place).values(ended_at=at, ended_by=by))
    return found
