"""常用语: phrases that a person keeps for opinions and reasons, and those a unit shares.

They are an aid of one's own pen: no case, no child, no record. They are sealed all the same, for people do write
what they should not.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

from engine.actions.house.office import Office
from engine.errors import FieldError, Forbidden, Invalid, Unknown
from engine.people.actor import Actor
from engine.people.roles import Role
from engine.storage import phrases
from engine.storage.house_keys import house_key
from engine.storage.phrases import PhraseRow

#: the house's key for phrases
HOUSE_KEY: Final = "phrases"
LONGEST: Final = 500
#: phrases of one person, and of one unit
MOST: Final = 200
#: kinds of fields a phrase may be for; empty for all
TOPICS: Final = ("", "opinion", "reason")
#: posts whose holders speak for their unit and may share phrases in its name
SHARERS: Final = frozenset({Role.LIAISON, Role.CITY_OFFICER, Role.CASE_OFFICER, Role.DIRECTOR, Role.REVIEWER})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase as its reader sees it. `unit` is set where it is shared; `mine` tells whether it may be removed."""

    id: str
    words: str
    topic: str
    unit: str
    mine: bool


def own_phrases(office: Office, actor: Actor, topic: str | None = None) -> list[Phrase]:
    """What this person may put in: the own phrases first, then those of the units; of one topic and for all."""
    with office.database.reading() as connection:
        rows = phrases.of(connection, actor.id, actor.units)
        if not rows:
            return []
        cipher = house_key(connection, office.vault, HOUSE_KEY)
    wanted = [row for row in rows if topic is None or row.topic in ("", topic)]
    shown = [
        Phrase(
            row.id,
            cipher.open(row.words, row.context).decode(),
            row.topic,
            row.unit or "",
            row.person == actor.id or row.made_by == actor.id or _shares(actor, row.unit or ""),
        )
        for row in wanted
    ]
    return sorted(shown, key=lambda one: bool(one.unit))


def keep_phrase(office: Office, actor: Actor, words: str, topic: str = "", unit: str = "") -> str:
    """Keep a phrase, for oneself or for a unit one speaks for; gives its id.

    Raises Invalid for empty or overlong words, an unknown topic, or too many; Forbidden for another's unit.
    """
    text = words.strip()
    if not text or len(text) > LONGEST:
        raise _wrong("words", "tasks.phrases.length", most=LONGEST)
    if topic not in TOPICS:
        raise _wrong("topic", "tasks.phrases.topic")
    if unit and not _shares(actor, unit):
        raise Forbidden("tasks.phrases.not_your_unit")
    with office.database.writing() as connection:
        person = None if unit else actor.id
        if phrases.count(connection, person, unit or None) >= MOST:
            raise _wrong("words", "tasks.phrases.many", most=MOST)
        cipher = house_key(connection, office.vault, HOUSE_KEY)
        phrase = uuid.uuid4().hex
        row = PhraseRow(phrase, person, unit or None, topic, b"", actor.id, office.clock.now())
        sealed = cipher.seal(text.encode(), row.context)
        phrases.add(connection, PhraseRow(phrase, person, unit or None, topic, sealed, actor.id, row.made_at))
    return phrase


def drop_phrase(office: Office, actor: Actor, phrase: str) -> None:
    """Forget a phrase of one's own, or of a unit one speaks for. Raises Unknown, Forbidden."""
    with office.database.writing() as connection:
        row = phrases.get(connection, phrase)
        if row is None or not (row.person == actor.id or row.unit in actor.units):
            raise Unknown("tasks.phrases.unknown")
        if row.person != actor.id and row.made_by != actor.id and not _shares(actor, row.unit or ""):
            raise Forbidden("tasks.phrases.not_your_unit")
        phrases.drop(connection, phrase)


def shared_units(actor: Actor) -> list[str]:
    """The units this person may share phrases in."""
    return sorted(unit for unit in actor.units if _shares(actor, unit))


def _shares(actor: Actor, unit: str) -> bool:
    return any(post.unit == unit and post.role in SHARERS and not post.on_behalf_of for post in actor.posts)


def _wrong(field: str, key: str, **params: int) -> Invalid:
    return Invalid(key, fields=[FieldError(field, key, params)], **params)
