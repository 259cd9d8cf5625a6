"""Revoke a token: from now on it stands for nobody."""

from __future__ import annotations

from typing import Any

from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict, Unknown
from engine.people.actor import Actor
from engine.people.rights import may
from engine.people.subjects import PersonFacts
from engine.storage import tokens


def revoke_token(office: Office, actor: Actor, token_id: str) -> dict[str, Any]:
    """Raises Unknown for a token that is not there or not the actor's to revoke, Conflict for one revoked already."""
    with office.database.reading() as connection:
        token = tokens.read(connection, token_id)
    if token is None or not may(actor, Act.REVOKE_TOKEN, PersonFacts(token.person)).allowed:
        raise Unknown("people.token.unknown")

    def verb(work: HouseWork) -> dict[str, Any]:
        if not tokens.revoke(work.connection, token_id, work.now):
            raise Conflict("people.token.revoked", at=(token.revoked_at or work.now).isoformat())
        work.record(Word.TOKEN_REVOKED, person=token.person, token=token_id)
        return {"id": token_id}

    return work_in_house(office, actor, Act.REVOKE_TOKEN, verb, PersonFacts(token.person))
