"""Drafts of applications before there is a case: kept as somebody types, sealed, and seen by their writer alone.

They name no case and leave no record: nothing has happened yet. A draft is dropped by its writer or by the opening.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from engine.actions.files.held_files import references
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.errors import FieldError, Invalid, TooLarge, Unknown
from engine.forms.plain import plain_errors
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import application_drafts, uploads
from engine.storage.database import Connection
from engine.storage.house_keys import house_key

APPLICATION, PAST = "application", "past"
#: the right to which each kind of draft belongs
KINDS: Mapping[str, Act] = {APPLICATION: Act.OPEN_CASE, PAST: Act.TAKE_IN}
KEY = "application_drafts"
#: as many drafts as one person may hold
MOST = 50


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft. `content` is empty in lists."""

    id: str
    procedure: str
    kind: str
    begun_at: datetime
    saved_at: datetime
    content: Mapping[str, Any]


def keep_draft(
    office: Office,
    actor: Actor,
    procedure: str,
    content: Mapping[str, Any],
    *,
    draft: str = "",
    kind: str = APPLICATION,
) -> str:
    """Keep this as the draft of this id, or as a new one; gives the id.

    Raises Forbidden for whoever could not apply, Invalid for content no form could hold, TooLarge for too many.
    """
    _allow(actor, kind)
    errors = plain_errors(dict(content))
    if errors:
        raise Invalid("forms.refused", fields=errors)
    now = office.clock.now()
    with office.database.writing() as connection:
        if not draft and len(application_drafts.of_person(connection, actor.id, MOST)) >= MOST:
            raise TooLarge("door.drafts.too_many", most=MOST)
        draft_id = draft or uuid.uuid4().hex
        sealed = _cipher(office, connection).seal(orjson.dumps(dict(content)), _context(draft_id, actor))
        if not draft:
            row = {"id": draft_id, "person": actor.id, "procedure": procedure, "kind": kind, "content": sealed}
            application_drafts.add(connection, {**row, "begun_at": now, "saved_at": now})
        elif not application_drafts.change(connection, draft_id, actor.id, content=sealed, saved_at=now):
            raise Unknown("door.drafts.unknown")
        _hold(connection, actor, draft_id, content)
    return draft_id


def read_draft(office: Office, actor: Actor, draft: str) -> Draft:
    """A draft of one's own, opened. Raises Unknown for anybody else's."""
    with office.database.writing() as connection:  # the house's key is made when first asked for
        row = application_drafts.one(connection, draft, actor.id)
        if row is None:
            raise Unknown("door.drafts.unknown")
        content = orjson.loads(_cipher(office, connection).open(row["content"], _context(draft, actor)))
    return Draft(row["id"], row["procedure"], row["kind"], row["begun_at"], row["saved_at"], content)


def list_drafts(office: Office, actor: Actor) -> list[Draft]:
    """One's own drafts, the last written first, unopened."""
    with office.database.reading() as connection:
        rows = application_drafts.of_person(connection, actor.id, MOST)
    return [Draft(one["id"], one["procedure"], one["kind"], one["begun_at"], one["saved_at"], {}) for one in rows]


def drop_draft(office: Office, actor: Actor, draft: str) -> None:
    """Throw a draft of one's own away. Raises Unknown."""
    with office.database.writing() as connection:
        if not application_drafts.drop(connection, draft, actor.id):
            raise Unknown("door.drafts.unknown")


def _hold(connection: Connection, actor: Actor, draft: str, content: object) -> None:
    """The draft mentions these files now, and no others: they stay as long as it does."""
    refs = set(references(content))
    uploads.release_draft(connection, draft, refs)
    for row in uploads.of_refs(connection, refs):
        if row.submission is None and row.uploaded_by == actor.id and row.draft != draft:
            uploads.change(connection, row.id, {"draft": draft})


def _allow(actor: Actor, kind: str) -> None:
    act = KINDS.get(kind)
    if act is None:
        raise Invalid("forms.refused", fields=[FieldError("kind", "forms.error.unknown")])
    may(actor, act).require()


def _context(draft_id: str, actor: Actor) -> str:
    return f"application_draft:{draft_id}:{actor.id}"


def _cipher(office: Office, connection: Connection) -> Any:
    return house_key(connection, office.vault, KEY)
