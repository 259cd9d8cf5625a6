"""Let somebody in whom the unified identity service vouches for: by a claim that is the login of a person entered here.

Nobody is made by coming, unless the installation says so; and then without any post, which only the security
administrator gives. Our own second factor is asked for where the person has one or the role demands it.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from engine.actions.house.office import Office
from engine.actions.people.create_person import LONGEST_NAME, is_login
from engine.actions.signing_in.sessions import IDENTITY_KEY, Origin, open_session
from engine.actions.signing_in.sign_in import Opened, note_entry, outstanding
from engine.cases.audit_words import Word
from engine.errors import Forbidden
from engine.storage import audit, people
from engine.storage.chain import Record
from engine.storage.database import Connection
from engine.storage.house_keys import house_key
from engine.storage.people import PersonRow


def enter_by_identity(office: Office, claims: Mapping[str, Any], id_token: str, origin: Origin) -> Opened:
    """A session for the person these checked claims name. Raises Forbidden for somebody unknown here."""
    login = str(claims.get(office.settings.identity_claim) or "").strip().lower()
    now = office.clock.now()
    with office.database.writing() as connection:
        person = people.by_login(connection, login) if login and "\0" not in login else None
        if person is None and office.settings.identity_creates and is_login(login):
            person = _create(office, connection, login, claims)
        if person is None or not person.active or person.is_program:
            details = {"address": origin.address, "by": "identity_service"}
            record = Record(now, person.id if person else "nobody", Word.LOGIN_REFUSED.value, details=details)
            audit.append_to_house(connection, Word.LOGIN_REFUSED.chain, [record])
        else:
            kept = house_key(connection, office.vault, IDENTITY_KEY).seal(id_token.encode(), person.id)
            stage = outstanding(office, connection, person.id, by_service=True).stage
            token, row = open_session(office, connection, person.id, origin, stage=stage, identity=kept)
            note_entry(office, connection, row, stage)
            return Opened(token, stage)
    raise Forbidden("identity.service.nobody")


def _create(office: Office, connection: Connection, login: str, claims: Mapping[str, Any]) -> PersonRow:
    """A person without unit, post or password."""
    name = str(claims.get("name") or login).strip()[:LONGEST_NAME] or login
    row = PersonRow(uuid.uuid4().hex, login, name, None, None, "zh", True, False, office.clock.now())
    people.add(connection, [row])
    details = {"person": row.id, "by": "identity_service"}
    record = Record(row.created_at, row.id, Word.PERSON_CREATED.value, details=details)
    audit.append_to_house(connection, Word.PERSON_CREATED.chain, [record])
    return row
