"""Who is calling: a bearer token that a person or a program was issued. The token is looked up by its SHA-256 at
each request, so revoking is at once.
"""

from __future__ import annotations

from flask import request

from engine.actions.house.office import Office
from engine.actions.signing_in import authenticate
from engine.people.actor import Actor
from webhooks.problems import NotSignedIn

SCHEME = "bearer"
#: ours are 43 characters; longer ones are not worth a look into the database
MAX_TOKEN = 200


def caller(office: Office) -> Actor:
    """The person or program calling. Raises NotSignedIn where the token is missing, unknown, revoked or expired."""
    token = bearer_token()
    actor = authenticate.by_token(office, token) if token else None
    if actor is None:
        raise NotSignedIn("webhooks.not_signed_in")
    return actor


def bearer_token() -> str | None:
    """The token of the Authorization header, if it holds one that could be ours."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    token = token.strip()
    if scheme.lower() != SCHEME or not token.isascii() or not 0 < len(token) <= MAX_TOKEN:
        return None
    return token
