"""End a deputyship before its last day: by the person represented, or by the security administrator."""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.clock import beijing_day
from engine.errors import Unknown
from engine.people.actor import Actor
from engine.people.subjects import PersonFacts
from engine.storage import posts
from engine.storage.posts import DeputyRow


def end_deputy(office: Office, actor: Actor, person: str, deputy: str, since: date) -> dict[str, Any]:
    """`deputy` stands in for `person` no more. Raises Forbidden, Unknown where there is no such appointment."""

    def verb(work: HouseWork) -> dict[str, Any]:
        if not posts.end_deputy(work.connection, person, deputy, since, work.now):
            raise Unknown("people.deputy.unknown")
        work.record(Word.DEPUTY_ENDED, person=person, deputy=deputy, since=since.isoformat())
        return {"person": person, "deputy": deputy}

    return work_in_house(office, actor, Act.END_DEPUTY, verb, PersonFacts(person))


def own_deputies(office: Office, person: str) -> list[DeputyRow]:
    """Who stands in for this person now or will, in order; the caller is that person."""
    today = beijing_day(office.clock.now())
    with office.database.reading() as connection:
        return [row for row in posts.deputies_of(connection, person) if row.until_on >= today]
