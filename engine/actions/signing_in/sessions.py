"""Sessions of the browser: who holds one, until when, which others there are, and how they end.

The secret is in the cookie alone. A session over by the clock is ended and put on record by whoever finds it so.
"""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.actions.signing_in.authenticate import own_and_lent
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.cases.states import CONSULTING, read_state
from engine.clock import beijing_day
from engine.errors import Unknown
from engine.people.actor import Actor, Post
from engine.people.sessions import TOUCH, Ending, Kind, SessionPolicy, Stage
from engine.people.subjects import PersonFacts
from engine.people.tokens import digest
from engine.storage import audit, posts, sessions
from engine.storage.chain import Record
from engine.storage.database import Connection
from engine.storage.house_keys import house_key
from engine.storage.sessions import Held, SessionRow

BYTES = 32
LONGEST_ADDRESS = 60
#: the key that seals tokens of the identity service
IDENTITY_KEY = "identity_token"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request comes from: a network address, and a browser in two words."""

    address: str = ""
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody with a session: who, how far the sign-in has come, and when it ends."""

    session: SessionRow
    actor: Actor
    stage: Stage
    kind: Kind
    case_id: str
    language: str
    idle_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Over:
    """A session that is over: why, when, and from where it was ended if somebody did."""

    reason: Ending
    at: datetime
    where: str


def find_session(office: Office, token: str, *, touch: bool = True) -> Present | Over | None:
    """Whose session this is; None for a secret nobody was given. Two statements, and a third once a minute.

    `touch` tells that somebody did something, so the idle time begins anew.
    """
    now = office.clock.now()
    with office.database.reading() as connection:
        held = sessions.held(connection, digest(token))
        if held is None:
            return None
        row = held.session
        if row.ended_at is not None:
            return Over(Ending(row.end_reason or Ending.LOGGED_OUT), row.ended_at, row.ended_from or "")
        ending = _over(office, held, now)
        lent = posts.of_actor(connection, row.person, beijing_day(now)) if ending is None else []
    if ending is not None:
        _end_by_itself(office, row, ending, now)
        return Over(ending, now, "")
    if touch and now - row.seen_at >= TOUCH:
        with office.database.writing() as connection:
            sessions.change(connection, row.id, seen_at=now)
        row = replace(row, seen_at=now)
    return _present(office, held, row, own_and_lent(lent))


def open_session(
    office: Office,
    connection: Connection,
    person: str,
    origin: Origin,
    *,
    stage: Stage = Stage.FULL,
    link: str | None = None,
    failures: int = 0,
    identity: bytes | None = None,
) -> tuple[str, SessionRow]:
    """A new session in the caller's transaction: its secret, to be put into a cookie, and its row."""
    now = office.clock.now()
    token = secrets.token_urlsafe(BYTES)
    row = SessionRow(
        id=uuid.uuid4().hex,
        sha256=digest(token),
        person=person,
        kind=(Kind.GUEST if link else Kind.STAFF).value,
        stage=stage.value,
        opened_at=now,
        seen_at=now,
        address=origin.address[:LONGEST_ADDRESS],
        agent=origin.agent,
        failures_before=failures,
        link=link,
        identity=identity,
    )
    sessions.add(connection, row)
    return token, row


def rotate(office: Office, connection: Connection, session: str, stage: Stage) -> str:
    """A new secret for a session that has come a step further; the old one stands for nothing from now on."""
    token, now = secrets.token_urlsafe(BYTES), office.clock.now()
    columns: dict[str, Any] = {"sha256": digest(token), "stage": stage.value, "seen_at": now}
    if stage is Stage.FULL:
        columns["opened_at"] = now  # its longest time begins when one is in
    sessions.change(connection, session, **columns)
    return token


def log_out(office: Office, present: Present) -> str:
    """End one's own session; gives the token of the identity service it came by, or nothing."""
    now, row = office.clock.now(), present.session
    with office.database.writing() as connection:
        if sessions.end(connection, row.id, now, Ending.LOGGED_OUT.value):
            record = Record(now, row.person, Word.LOGGED_OUT.value, details={"session": row.id})
            audit.append_to_house(connection, Word.LOGGED_OUT.chain, [record])
        if row.identity is None:
            return ""
        return house_key(connection, office.vault, IDENTITY_KEY).open(row.identity, row.person).decode()


def end_session(office: Office, actor: Actor, session: str, where: str = "") -> dict[str, Any]:
    """End a session: one's own elsewhere, or anybody's as security administrator.

    Raises Forbidden, Unknown for one that is not there or over already.
    """
    with office.database.reading() as connection:
        row = sessions.read(connection, session)
    if row is None or row.ended_at is not None:
        raise Unknown("identity.session.unknown")
    reason = Ending.BY_OWNER if row.person == actor.id else Ending.BY_ADMINISTRATOR

    def verb(work: HouseWork) -> dict[str, Any]:
        if not sessions.end(work.connection, row.id, work.now, reason.value, where[:LONGEST_ADDRESS]):
            raise Unknown("identity.session.unknown")
        work.record(Word.SESSION_ENDED, person=row.person, session=row.id, reason=reason.value)
        return {"person": row.person, "session": row.id}

    return work_in_house(office, actor, Act.END_SESSION, verb, PersonFacts(row.person))


def open_elsewhere(office: Office, present: Present) -> list[SessionRow]:
    """The other sessions of this person that live now, newest first; also one that waits to be let in."""
    with office.database.reading() as connection:
        return living(office, connection, present.session.person, but=present.session.id)


def living(office: Office, connection: Connection, person: str, *, but: str = "") -> list[SessionRow]:
    """Sessions of a person that live now and have come past the first factor."""
    now, stages = office.clock.now(), (Stage.FULL.value, Stage.OTHER.value)
    return [
        row
        for row in sessions.unended(connection, person)
        if row.id != but
        and row.stage in stages
        and policy_of(office, Kind(row.kind)).over(row.opened_at, row.seen_at, Stage(row.stage), now) is None
    ]


def policy_of(office: Office, kind: Kind) -> SessionPolicy:
    """The session settings for staff, or for guests."""
    policy = office.security.session
    return replace(policy, longest_hours=office.security.guest.session_hours) if kind is Kind.GUEST else policy


def _over(office: Office, held: Held, now: datetime) -> Ending | None:
    """Why a session nobody ended is over all the same."""
    row = held.session
    if not held.active:
        return Ending.DEACTIVATED
    if row.link is not None:
        state = read_state(held.case_state)
        if held.link_ended or held.case_ended or (state is not None and state not in CONSULTING):
            return Ending.LINK
    return policy_of(office, Kind(row.kind)).over(row.opened_at, row.seen_at, Stage(row.stage), now)


def _end_by_itself(office: Office, row: SessionRow, reason: Ending, now: datetime) -> None:
    with office.database.writing() as connection:
        if sessions.end(connection, row.id, now, reason.value):
            details = {"person": row.person, "session": row.id, "reason": reason.value}
            record = Record(now, row.person, Word.SESSION_ENDED.value, details=details)
            audit.append_to_house(connection, Word.SESSION_ENDED.chain, [record])


def _present(office: Office, held: Held, row: SessionRow, lent: tuple[Post, ...]) -> Present:
    """A guest holds no post: the part in the one case is all that lets an expert in."""
    kind, stage = Kind(row.kind), Stage(row.stage)
    policy = policy_of(office, kind)
    own = lent if kind is Kind.STAFF else ()
    actor = Actor(row.person, held.name, held.unit, own, login=held.login, only_case=held.case_id)
    return Present(
        session=row,
        actor=actor,
        stage=stage,
        kind=kind,
        case_id=held.case_id,
        language=held.language,
        idle_at=policy.idle_at(row.seen_at),
        ends_at=policy.ends_at(row.opened_at, stage),
    )


def last_before(office: Office, token: str) -> tuple[SessionRow | None, int]:
    """The session this person had before the one of this secret, and the failed logins between the two."""
    with office.database.reading() as connection:
        held = sessions.held(connection, digest(token))
        if held is None:
            return None, 0
        rows = sessions.of_person(connection, held.session.person)
    earlier = (row for row in rows if row.id != held.session.id and row.stage == Stage.FULL.value)
    return next(earlier, None), held.session.failures_before
