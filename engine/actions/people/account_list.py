"""How people's logins stand, for the administrators: locked, second factor, last login, what is still to be changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engine.actions.house.office import Office
from engine.actions.lists.house_lists import Member
from engine.actions.signing_in.sessions import policy_of
from engine.cases.acts import Act
from engine.clock import beijing_day
from engine.errors import Unknown
from engine.people.actor import Actor
from engine.people.rights import may
from engine.people.sessions import Kind, Stage
from engine.storage import accounts, people, posts, second_factors, sessions
from engine.storage.posts import DeputyRow
from engine.storage.sessions import SessionRow


@dataclass(frozen=True, slots=True)
class Account:
    """One person's login."""

    member: Member
    has_password: bool
    must_change: bool
    locked_until: datetime | None
    enrolled: bool
    needs_factor: bool
    last_login: datetime | None


@dataclass(frozen=True, slots=True)
class AccountDetails:
    """One person's login with its sessions and who stands in for whom."""

    account: Account
    sessions: tuple[SessionRow, ...]
    deputies: tuple[DeputyRow, ...]


def list_accounts(
    office: Office,
    actor: Actor,
    *,
    unit: str = "",
    word: str = "",
    active: bool = True,
    after: str = "",
    most: int = 50,
) -> list[Account]:
    """Logins by name of login, of one unit or all, whose login or name holds a word. Raises Forbidden."""
    may(actor, Act.VIEW_ACCOUNTS).require()
    with office.database.reading() as connection:
        now = office.clock.now()
        held = posts.held_by_all(connection, beijing_day(now))
        enrolled = second_factors.enrolled(connection)
        found = accounts.search(connection, unit=unit, word=word, active=active, after=after, most=most)
    needing = office.security.second_factor.roles
    return [
        Account(
            member=Member(row.person, tuple(held.get(row.person.id, ()))),
            has_password=row.has_password,
            must_change=row.must_change,
            locked_until=row.locked_until if row.locked_until and row.locked_until > now else None,
            enrolled=row.person.id in enrolled,
            needs_factor=any(post.role in needing for post in held.get(row.person.id, ())),
            last_login=row.last_login,
        )
        for row in found
    ]


def view_account(office: Office, actor: Actor, person: str) -> AccountDetails:
    """One login, active or not. Raises Forbidden, Unknown."""
    may(actor, Act.VIEW_ACCOUNTS).require()
    with office.database.reading() as connection:
        row = people.read(connection, person)
        deputies = posts.deputies_of(connection, person)
        open_now = [one for one in sessions.unended(connection, person) if one.stage == Stage.FULL.value]
    if row is None:
        raise Unknown("people.person.unknown")
    found = list_accounts(office, actor, active=row.active, word=row.login, most=200)
    account = next(one for one in found if one.member.person.id == person)
    now = office.clock.now()
    living = tuple(
        one
        for one in open_now
        if policy_of(office, Kind(one.kind)).over(one.opened_at, one.seen_at, Stage.FULL, now) is None
    )
    return AccountDetails(account, living if may(actor, Act.VIEW_SESSIONS).allowed else (), tuple(deputies))
