"""The transaction of every act that is about no case: rights, rows, record and event together, or nothing.

A verb is a function that is handed a `HouseWork`; whatever it raises, nothing happened.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from engine.actions.house.answers import Once
from engine.actions.house.attempts import once_more
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.cases.events import event_of
from engine.clock import beijing_day
from engine.errors import Conflict
from engine.people.actor import Actor
from engine.people.rights import may
from engine.people.subjects import Subject
from engine.storage import audit, idempotency, outbox
from engine.storage.chain import Record
from engine.storage.database import Connection
from engine.storage.outbox import OutgoingEvent


@dataclass(slots=True)
class HouseWork:
    """One act about no case. What is recorded here is written at the end, in the same transaction."""

    office: Office
    connection: Connection
    actor: Actor
    now: datetime
    _records: dict[str, list[Record]] = field(default_factory=dict)
    _events: list[OutgoingEvent] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The Beijing day of this act."""
        return beijing_day(self.now)

    def record(self, word: Word, **details: Any) -> None:
        """Write this into the word's chain and, if it leaves the house, into the outbox. Details hold codes and ids."""
        name = event_of(word)
        event_id = f"evt_{uuid.uuid4().hex}" if name else None
        record = Record(self.now, self.actor.id, word.value, details=details, event=event_id)
        self._records.setdefault(word.chain, []).append(record)
        if name and event_id:
            self._events.append(OutgoingEvent(event_id, None, name, self.now, details))

    def write(self) -> None:
        """Append what was recorded; called once, at the end."""
        for chain, records in sorted(self._records.items()):
            audit.append_to_house(self.connection, chain, records)
        outbox.add(self.connection, self._events)


Verb = Callable[[HouseWork], dict[str, Any]]


def work_in_house(
    office: Office, actor: Actor, act: Act, verb: Verb, subject: Subject = None, *, once: Once | None = None
) -> dict[str, Any]:
    """Do this in one transaction and give the verb's answer, plain values only.

    Raises Forbidden when the actor may not, Conflict when the key came with another request, and whatever the verb
    refuses.
    """
    may(actor, act, subject).require()
    return once_more(lambda: _attempt(office, actor, verb, once))


def _attempt(office: Office, actor: Actor, verb: Verb, once: Once | None) -> dict[str, Any]:
    with office.database.writing() as connection:
        first = _answered_before(connection, actor, once)
        if first is not None:
            return first
        work = HouseWork(office, connection, actor, office.clock.now())
        answer = verb(work)
        work.write()
        if once is not None:
            idempotency.put(connection, actor.id, once.key, once.digest, answer, work.now)
    return answer


def _answered_before(connection: Connection, actor: Actor, once: Once | None) -> dict[str, Any] | None:
    kept = idempotency.get(connection, actor.id, once.key) if once else None
    if kept is None or once is None:
        return None
    if kept[0] != once.digest:
        raise Conflict("actions.key_of_another_request", idempotency_key=once.key)
    answer: dict[str, Any] = kept[1]
    return answer
