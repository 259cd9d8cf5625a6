"""Enter one case by a link and the code told by another channel. A link opens once; wrong codes use it up."""

from __future__ import annotations

from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.actions.signing_in.authenticate import actor_of
from engine.actions.signing_in.sessions import Origin, open_session
from engine.actions.signing_in.sign_in import Opened
from engine.cases.audit_words import Word
from engine.cases.states import CONSULTING, read_state
from engine.clock import beijing_day
from engine.errors import FieldError, Invalid, Unknown
from engine.people.actor import Actor
from engine.people.sessions import Stage
from engine.people.tokens import digest
from engine.storage import guest_links
from engine.storage.database import Connection
from engine.storage.guest_links import GuestLinkRow
from engine.storage.password_hashes import is_password

#: `details` of the answer: the secret of the session, or how many tries are left
TOKEN, LEFT = "token", "left"
LONGEST_CODE = 20


def is_open(office: Office, token: str) -> bool:
    """Whether this link may still be entered. It names neither case nor person: who holds it has no right yet."""
    with office.database.reading() as connection:
        return _usable(office, connection, token) is not None


def enter_as_guest(office: Office, token: str, code: str, origin: Origin) -> tuple[Opened, str]:
    """A session for this one case, and the case. Everything about it is on the case's record.

    Raises Unknown for a link that is not there, was opened, withdrawn or used up, Invalid for a wrong code.
    """
    with office.database.reading() as connection:
        row = _usable(office, connection, token)
        actor = actor_of(connection, row.person, beijing_day(office.clock.now())) if row else None
    if row is None or actor is None:
        raise Unknown("identity.guest.link")
    answer = work_on(
        office, actor, On(case_id=row.case_id, still=True), lambda work: _enter(work, actor, token, code, origin)
    )
    left = answer.details.get(LEFT)
    if left == 0:
        raise Unknown("identity.guest.link")
    if left is not None:
        raise Invalid("identity.guest.code", fields=[FieldError("code", "identity.guest.code", {"left": left})])
    return Opened(str(answer.details[TOKEN]), Stage.FULL), row.case_id


def _enter(work: CaseWork, actor: Actor, token: str, code: str, origin: Origin) -> Answer:
    """Under the case's lock, so that two who try at once are counted one after the other."""
    row = _usable(work.office, work.connection, token)
    if row is None:
        raise Unknown("identity.guest.link")
    digits = "".join(code.split())
    if len(digits) <= LONGEST_CODE and is_password(row.code_hash, digits):
        guest_links.change(work.connection, row.id, opened_at=work.now)
        secret, session = open_session(work.office, work.connection, actor.id, origin, link=row.id)
        work.record(Word.GUEST_LINK_OPENED, link=row.id, session=session.id, address=session.address)
        return Answer(details={TOKEN: secret})
    tries = row.tries + 1
    left = work.office.security.guest.tries - tries
    guest_links.change(work.connection, row.id, tries=tries, **({"ended_at": work.now} if left <= 0 else {}))
    work.record(Word.GUEST_LINK_REFUSED, link=row.id, left=max(left, 0))
    if left <= 0:
        work.record(Word.GUEST_LINK_ENDED, link=row.id)
    return Answer(details={LEFT: max(left, 0)})


def _usable(office: Office, connection: Connection, token: str) -> GuestLinkRow | None:
    """The link, if it was issued, not yet opened or ended, its day has not passed and the case is consulted on."""
    row = guest_links.by_digest(connection, digest(token))
    if row is None or row.opened_at is not None or row.ended_at is not None:
        return None
    if row.until_on < beijing_day(office.clock.now()):
        return None
    status, ended = guest_links.case_state(connection, row.case_id)
    state = read_state(status)
    return None if ended or (state is not None and state not in CONSULTING) else row
