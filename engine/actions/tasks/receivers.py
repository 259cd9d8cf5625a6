"""To whom a task may be handed over (转办): looked for by name, unit, or their first letters in pinyin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from engine.actions.casework.choice_words import words_of
from engine.actions.casework.reading import reading_task
from engine.actions.casework.subjects import require, task_facts
from engine.actions.house.office import Office
from engine.actions.signing_in.authenticate import actor_of
from engine.cases.acts import Act
from engine.cases.search_keys import matches
from engine.people.actor import Actor
from engine.people.task_rights import may_receive
from engine.storage import people, posts

#: rows shown at a time; who looks for somebody else types more
SHOWN: Final = 20
#: people looked at; a unit has some dozens
LOOKED_AT: Final = 500


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who may be given the task, with the unit beside the name."""

    id: str
    words: str


def receivers(office: Office, actor: Actor, task_id: str, query: str, lang: str) -> list[Receiver]:
    """Who may be given this task, by name. Raises Unknown, Forbidden or Conflict where it may not be handed over."""
    with reading_task(office, actor, task_id) as (work, row):
        facts = task_facts(work, row)
        require(work, Act.HAND_OVER, facts)
        near = [people.search(work.connection, unit=unit, most=LOOKED_AT) for unit in sorted(actor.units)]
        able = {one.id for home in near for one in home if not one.is_program}
        able |= {who for group in row.groups for who in posts.holders(work.connection, group, work.today)}
        words = words_of(work, able - {actor.id}, lang)
        found: list[Receiver] = []
        for person, name in sorted(words.items(), key=lambda one: one[1]):
            if query and not matches(query, name):
                continue
            receiver = actor_of(work.connection, person, work.today)
            if receiver is not None and may_receive(receiver, work.actor, facts).allowed:
                found.append(Receiver(person, name))
            if len(found) == SHOWN:
                break
        return found
