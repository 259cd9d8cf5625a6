"""Issue a token to a program that acts for a person. It is shown once; only its SHA-256 is kept.

A person issues tokens for themselves, the security administrator for programs of others. No token is good for more
than the person is.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.known_people import person_of
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import FieldError, Forbidden, Invalid
from engine.people.actor import Actor
from engine.people.subjects import PersonFacts
from engine.people.tokens import BYTES, check_scopes, digest, token_from
from engine.storage import tokens
from engine.storage.tokens import TokenRow


def issue_token(
    office: Office,
    actor: Actor,
    person: str,
    *,
    scopes: Iterable[str],
    label: str = "",
    expires_at: datetime | None = None,
) -> dict[str, Any]:
    """Gives `token` (never to be seen again) and its `id`. There is no repeated answer: it would have to be kept.

    Raises Forbidden (also for scopes beyond those of the token in use), Unknown for no such person, Invalid for
    unknown scopes or a day that has passed.
    """
    wanted = check_scopes(scopes)
    if actor.scopes is not None and not wanted <= actor.scopes:
        raise Forbidden("people.right.scope", scope=", ".join(sorted(wanted - actor.scopes)))

    def verb(work: HouseWork) -> dict[str, Any]:
        row = person_of(work, person)
        if expires_at is not None and expires_at <= work.now:
            raise Invalid("people.token.past", fields=[FieldError("expires_at", "people.token.past")])
        token = token_from(secrets.token_bytes(BYTES))
        token_id = uuid.uuid4().hex
        kept = TokenRow(
            token_id, digest(token), row.id, sorted(wanted), label.strip()[:60], work.now, actor.id, expires_at
        )
        tokens.add(work.connection, [kept])
        work.record(Word.TOKEN_ISSUED, person=row.id, token=token_id, scopes=sorted(wanted))
        return {"id": token_id, "token": token, "scopes": sorted(wanted)}

    return work_in_house(office, actor, Act.ISSUE_TOKEN, verb, PersonFacts(person))


def list_tokens(office: Office, person: str) -> list[TokenRow]:
    """Every token of a person, newest first; the caller is that person."""
    with office.database.reading() as connection:
        return tokens.of_person(connection, person)
