"""Give up a draft. Its number is never used again, and its files stay with their digest."""

from __future__ import annotations

from typing import Any

from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.actions.versions.drawing_up import named
from engine.actions.versions.version_list import known_version
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict
from engine.people.actor import Actor
from engine.storage import definitions


def discard_draft(office: Office, actor: Actor, procedure: str, version: int) -> dict[str, Any]:
    """End this draft. Raises Forbidden, Unknown, Conflict where it is no draft any more."""

    def verb(work: HouseWork) -> dict[str, Any]:
        draft = known_version(work.connection, procedure, version)
        if not draft.is_draft:
            raise Conflict("versions.no_draft", procedure=procedure, version=version)
        values = {"ended_at": work.now, "ended_by": work.actor.id}
        definitions.change_version(work.connection, procedure, version, values)
        work.record(Word.DIAGRAM_DISCARDED, **named(draft))
        return named(draft)

    return work_in_house(office, actor, Act.DRAW_UP, verb)
