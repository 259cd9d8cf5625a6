"""Put other files in the place of a draft. Everybody whose hand is in a draft keeps off its publishing."""

from __future__ import annotations

from typing import Any

from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.actions.versions.drawing_up import checked, content_of, named
from engine.actions.versions.version_list import known_version
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.diagrams.bundle import Bundle
from engine.errors import Conflict, FieldError, Invalid
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import definitions


def replace_draft(
    office: Office, actor: Actor, procedure: str, version: int, bundle: Bundle, *, note: str | None = None
) -> dict[str, Any]:
    """The draft holds these files from now on. Raises Forbidden, Unknown, Conflict where it is no draft any more,
    DiagramRefused with all findings, Invalid where the files are of another procedure.
    """
    may(actor, Act.DRAW_UP).require()
    found = checked(office, bundle)
    if found.said.key != procedure:
        wrong = FieldError("files", "versions.other_procedure", {"found": found.said.key, "procedure": procedure})
        raise Invalid("versions.other_procedure", fields=[wrong], found=found.said.key, procedure=procedure)

    def verb(work: HouseWork) -> dict[str, Any]:
        draft = known_version(work.connection, procedure, version)
        if not draft.is_draft:
            raise Conflict("versions.no_draft", procedure=procedure, version=version)
        definitions.store_bundle(work.connection, bundle.digest, bundle.files, work.now)
        hands = [*draft.redrawn_by, *({work.actor.id} - draft.drawn_by)]
        words = {} if note is None else {"note": note}
        values = {**content_of(found), **words, "redrawn_by": hands, "proof": None}
        definitions.change_version(work.connection, procedure, version, values)
        told = named(draft) | {"digest": bundle.digest}
        work.record(Word.DIAGRAM_REPLACED, **told, replaced=draft.digest)
        return told

    return work_in_house(office, actor, Act.DRAW_UP, verb)
