"""Letters that did not go out, or of which nobody knows: a person looks and decides whether to try again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engine.actions.house.office import Office
from engine.errors import Unknown
from engine.people.actor import Actor
from engine.people.roles import Role
from engine.people.verdict import forbidden
from engine.storage import mails, people

#: how many are shown
MOST = 200


@dataclass(frozen=True, slots=True)
class FailedMail:
    """One letter: to whom, since when, how often tried, and why it did not go out. It says nothing of any case."""

    id: str
    name: str
    is_digest: bool
    made_at: datetime
    attempts: int
    fault: str


def failed_mails(office: Office, actor: Actor) -> list[FailedMail]:
    """The latest first, for the system administrator. Raises Forbidden."""
    _allow(actor)
    with office.database.reading() as connection:
        rows = mails.failed(connection, MOST)
        names = people.names(connection, sorted({row.person for row in rows}))
    return [
        FailedMail(
            row.id,
            names.get(row.person, row.person),
            row.digest_day is not None,
            row.made_at,
            row.attempts,
            row.fault or "unknown",
        )
        for row in rows
    ]


def try_again(office: Office, actor: Actor, mail: str) -> None:
    """Let a failed letter wait for another attempt. Raises Forbidden, Unknown."""
    _allow(actor)
    with office.database.writing() as connection:
        if not mails.try_again(connection, mail, office.clock.now()):
            raise Unknown("notices.unknown_mail")


def _allow(actor: Actor) -> None:
    if Role.SYSADMIN not in actor.roles:
        forbidden("role").require()
