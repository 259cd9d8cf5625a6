"""Take back a published version before its day: once cases may begin on it, only a newer version takes its place."""

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


def withdraw_version(office: Office, actor: Actor, procedure: str, version: int) -> dict[str, Any]:
    """It never takes effect. Raises Forbidden, Unknown, Conflict where it is not published or its day has come."""

    def verb(work: HouseWork) -> dict[str, Any]:
        row = known_version(work.connection, procedure, version)
        day = row.effective_on
        if row.published_at is None or row.ended_at is not None or day is None:
            raise Conflict("versions.not_published", procedure=procedure, version=version)
        if day <= work.today:
            raise Conflict("versions.took_effect", procedure=procedure, version=version, day=day.isoformat())
        values = {"ended_at": work.now, "ended_by": work.actor.id}
        definitions.change_version(work.connection, procedure, version, values)
        work.record(Word.DIAGRAM_WITHDRAWN, **named(row))
        return named(row)

    return work_in_house(office, actor, Act.PUBLISH_DIAGRAM, verb)
