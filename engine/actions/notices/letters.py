"""Letters by e-mail, one at a time: taken, put into words, and what came of them.

A letter names the kind of a notice, the number of its case and a link, and nothing else: neither child nor reason, not
even by pseudonym. It is tried again only where it certainly did not go out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from engine.actions.house.office import Office
from engine.actions.lists.counts import counts_of, desk_counts
from engine.actions.signing_in.authenticate import known_actor
from engine.cases.notice_kinds import kind_word
from engine.clock import beijing_day
from engine.deadlines.day_text import full_day
from engine.storage import mails, notice_preferences, people, told
from engine.storage.mails import FAILED, SENT, WAITING, MailRow
from engine.storage.told import Told
from engine.texts.catalogue import say

#: pauses before the next attempts, in minutes; after the last the letter counts as failed
PAUSES: Final = (1, 5, 15, 60, 240)
#: a letter taken longer ago than this was lost with its worker, in minutes
LOST: Final = 15
#: the numbers a digest tells, in this order
NUMBERS: Final = ("overdue", "today", "soon", "todo", "toread", "notices")


class Outcome(StrEnum):
    """What came of handing a letter to the mail server."""

    SENT = "sent"
    LATER = "unreachable"  #: certainly not taken; worth another attempt
    REFUSED = "refused"  #: certainly not taken, and never will be
    UNCERTAIN = "uncertain"  #: broken off where the server may have taken it


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter in its reader's language. `id` stays the same over all attempts."""

    id: str
    to: str
    subject: str
    body: str
    at: datetime


def take_letter(office: Office) -> Letter | None:
    """The next letter whose time has come, now this worker's alone; None when there is none.

    Letters without a reader any more end on the way; those that another worker lost are left to a person.
    """
    while True:
        with office.database.writing() as connection:
            now = office.clock.now()
            mails.give_up_taken(connection, now - timedelta(minutes=LOST), now, Outcome.UNCERTAIN.value)
            taken = mails.take(connection, now, 1)
        if not taken:
            return None
        letter = _letter(office, taken[0])
        if letter is not None:
            return letter
        _end(office, taken[0].id, FAILED, "no_address")


def settle_letter(office: Office, letter: Letter, outcome: Outcome) -> None:
    """Keep what came of it."""
    if outcome is Outcome.SENT:
        _end(office, letter.id, SENT, None)
        return
    if outcome is not Outcome.LATER:
        _end(office, letter.id, FAILED, outcome.value)
        return
    with office.database.writing() as connection:
        attempts = mails.attempts(connection, letter.id)
        now = office.clock.now()
        if attempts > len(PAUSES):
            mails.settle(connection, letter.id, FAILED, now, outcome.value)
        else:
            pause = timedelta(minutes=PAUSES[attempts - 1])
            mails.settle(connection, letter.id, WAITING, now + pause, outcome.value)


def link(office: Office, path: str) -> str:
    """The address people reach this path by."""
    settings = office.settings
    return (settings.address.rstrip("/") or f"http://{settings.host}:{settings.port}") + path


def _end(office: Office, mail: str, state: str, fault: str | None) -> None:
    with office.database.writing() as connection:
        mails.settle(connection, mail, state, office.clock.now(), fault)


def _letter(office: Office, row: MailRow) -> Letter | None:
    """The letter in words; None where its reader is gone or has no address any more."""
    with office.database.reading() as connection:
        person = people.read(connection, row.person)
        chosen = notice_preferences.of_people(connection, [row.person]).get(row.person)
        if person is None or not person.active or chosen is None or not chosen.address:
            return None
        notice = told.get(connection, row.person, row.person_notice) if row.person_notice else None
        lines = mails.digested(connection, row.person, row.made_at) if row.digest_day else []
        listed = [found for number in lines if (found := told.get(connection, row.person, number))]
    if row.digest_day is not None:
        subject, body = _digest(office, row, listed, person.language)
    elif notice is not None:
        subject, body = _notice(office, notice, person.language)
    else:
        return None
    return Letter(row.id, chosen.address, subject, body, row.made_at)


def _notice(office: Office, notice: Told, lang: str) -> tuple[str, str]:
    kind = kind_word(notice.row.kind, lang)
    said, about = ("notice", "subject") if notice.number else ("notice_plain", "subject_plain")
    lines = [say(f"notices.mail.{said}", lang, kind=kind, number=notice.number)]
    if notice.row.on_behalf_of:
        lines.append(say("notices.mail.deputy", lang))
    lines += ["", link(office, f"/notices/{notice.id}"), "", say("notices.mail.automatic", lang)]
    return say(f"notices.mail.{about}", lang, kind=kind, number=notice.number), "\n".join(lines)


def _digest(office: Office, row: MailRow, listed: list[Told], lang: str) -> tuple[str, str]:
    """How much waits, and the notices that were kept for the morning."""
    day = full_day(row.digest_day or beijing_day(row.made_at), lang)
    counts = digest_counts(office, row.person)
    lines = [say("notices.mail.digest", lang, day=day), ""]
    lines += [say(f"notices.mail.number.{name}", lang, count=counts.get(name, 0)) for name in NUMBERS]
    if listed:
        lines += ["", say("notices.mail.listed", lang)]
        lines += [f"- {kind_word(one.row.kind, lang)} {one.number}".rstrip() for one in listed]
    lines += ["", link(office, "/"), "", say("notices.mail.automatic", lang)]
    return say("notices.mail.digest_subject", lang, day=day), "\n".join(lines)


def digest_counts(office: Office, person: str) -> dict[str, int]:
    """What waits for this person; nothing for whoever does no casework any more."""
    actor = known_actor(office, person)
    if actor is None or actor.administrator:
        return {}
    return {**counts_of(office, actor), **desk_counts(office, actor)}
