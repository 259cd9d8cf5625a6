"""To whom a notice goes: people behind its groups and parts on that day, and whoever stands in for them.

Everybody is told once, whatever ways lead to them; nobody is told of what they did themselves.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from engine.actions.notices.notice_preferences import Chosen
from engine.people.roles import ADMINISTRATORS, Role
from engine.storage import mails, notice_preferences, participations, people, posts, told
from engine.storage.database import Connection
from engine.storage.mails import MailRow
from engine.storage.notice_preferences import AT_ONCE, IN_DIGEST, PreferenceRow
from engine.storage.notices import NoticeRow
from engine.storage.posts import DeputyRow
from engine.storage.told import ToldRow

PART = "participant@"
#: whoever is told, with the person they stand in for
Recipients = dict[str, str | None]


def tell(
    connection: Connection, notice_id: int, notice: NoticeRow, day: date, at: datetime, *, by_mail: bool
) -> list[ToldRow]:
    """Put the notice before each person, and `by_mail` a letter on its way to whoever wants one at once."""
    found = recipients(connection, notice, day)
    chosen = notice_preferences.of_people(connection, found) if by_mail else {}
    modes = {person: mode_of(chosen.get(person), notice.kind) for person in found}
    rows = [
        ToldRow(
            notice=notice_id,
            person=person,
            on_behalf_of=whom,
            case_id=notice.case_id,
            kind=notice.kind,
            element=notice.element,
            item=notice.item,
            at=at,
            for_digest=modes[person] == IN_DIGEST,
        )
        for person, whom in found.items()
    ]
    ids = told.add(connection, rows)
    pressing = [
        MailRow(uuid.uuid4().hex, row.person, number, None, mails.WAITING, 0, at, at)
        for number, row in zip(ids, rows, strict=True)
        if modes[row.person] == AT_ONCE
    ]
    mails.add(connection, pressing)
    return rows


def mode_of(chosen: PreferenceRow | None, kind: str) -> str:
    """How this kind goes out to somebody by e-mail; without an address only the screen tells."""
    if chosen is None or not chosen.address:
        return notice_preferences.OFF
    mode = Chosen(chosen.address, chosen.digest, chosen.kinds).mode(kind)
    return notice_preferences.OFF if mode == IN_DIGEST and not chosen.digest else mode


def recipients(connection: Connection, notice: NoticeRow, day: date) -> Recipients:
    """The people this notice is for, each with whom they stand in for, if it is not theirs in their own right."""
    named = people.active_among(connection, [token for token in notice.recipients if "@" not in token])
    standing_in = posts.standing_in(connection, day)
    own: Recipients = {}
    lent: Recipients = {}
    for token in notice.recipients:
        for held in _behind(connection, notice.case_id, token, named, day):
            own |= dict.fromkeys(held.persons)
            lent |= _deputies(held, standing_in)
    everybody = own | {person: whom for person, whom in lent.items() if person not in own}
    return {person: whom for person, whom in everybody.items() if person != notice.written_by}


@dataclass(frozen=True, slots=True)
class _Held:
    """People behind a token, and the group they hold; what is asked of an expert in person is lent to nobody."""

    persons: Sequence[str]
    group: str = ""
    is_lent: bool = True


def _behind(connection: Connection, case_id: str, token: str, named: set[str], day: date) -> Iterator[_Held]:
    if token in named:
        yield _Held([token])
        return
    if not token.startswith(PART):
        yield _Held(posts.holders(connection, token, day), token)
        return
    rows = [row for row in participations.of_case(connection, case_id) if row.key == token.removeprefix(PART)]
    # whose part has just ended is told of just that
    for row in [row for row in rows if row.ended_at is None] or rows[-1:]:
        if row.person:
            yield _Held(sorted(people.active_among(connection, [row.person])), is_lent=False)
        elif row.unit:
            group = f"{Role.LIAISON.value}@{row.unit}"
            yield _Held(posts.holders(connection, group, day), group)


def _deputies(held: _Held, standing_in: Sequence[DeputyRow]) -> Recipients:
    """Who stands in for these people as holders of this group; an administrator's post is lent to nobody."""
    role, _, unit = held.group.partition("@")
    if role in ADMINISTRATORS or not held.is_lent:
        return {}
    return {
        row.deputy: row.person
        for row in standing_in
        if row.person in held.persons and (row.role is None or (row.role == role and unit in ("", row.unit)))
    }
