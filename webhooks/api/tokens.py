"""Signing in with login and password, and tokens for programs. A password is never logged, kept or answered."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, request

from engine.actions.people.issue_token import issue_token, list_tokens
from engine.actions.people.revoke_token import revoke_token
from engine.actions.signing_in.authenticate import by_password
from engine.cases.scopes import SCOPES
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import tokens as shapes

tokens = Blueprint("tokens", __name__)
#: how long a person stays signed in with the token of a login
SIGNED_IN = timedelta(hours=12)
LOGIN_LABEL = "login"
PROGRAM_DAYS = 90


@operation(
    tokens,
    "POST",
    "/tokens",
    public=True,
    status=201,
    body=shapes.LOGIN,
    body_example=shapes.LOGIN_EXAMPLE,
    answer=shapes.ISSUED,
    answer_example=shapes.ISSUED_EXAMPLE,
)
def sign_in(call: Call) -> Reply:
    """A token for a person, good for twelve hours and for all the person may do. `code` is of the second factor."""
    code, address = call.body.get("code", ""), request.remote_addr or ""
    actor = by_password(call.office, call.body["login"], call.body["password"], code=code, address=address)
    until = call.office.clock.now() + SIGNED_IN
    issued = issue_token(call.office, actor, actor.id, scopes=SCOPES, label=LOGIN_LABEL, expires_at=until)
    return Reply(issued | {"person": actor.id, "expires_at": until.isoformat()})


@operation(
    tokens,
    "POST",
    "/tokens/programs",
    status=201,
    body=shapes.PROGRAM_TOKEN,
    body_example=shapes.PROGRAM_TOKEN_EXAMPLE,
    answer=shapes.ISSUED,
    answer_example=shapes.ISSUED_EXAMPLE,
)
def issue_program_token(call: Call) -> Reply:
    """A token for a program that acts for me, or as security administrator for another's program."""
    person, until = call.body.get("person", call.actor.id), call.office.clock.now()
    until += timedelta(days=call.body.get("days", PROGRAM_DAYS))
    told = {"scopes": call.body["scopes"], "label": call.body.get("label", ""), "expires_at": until}
    issued = issue_token(call.office, call.actor, person, **told)
    return Reply(issued | {"person": person, "expires_at": until.isoformat()})


@operation(tokens, "GET", "/tokens", answer=shapes.TOKENS, answer_example=shapes.TOKENS_EXAMPLE)
def list_my_tokens(call: Call) -> Reply:
    """My tokens, without their secret."""
    rows = list_tokens(call.office, call.actor.id)
    told = [
        {
            "id": row.id,
            "label": row.label,
            "scopes": row.scopes,
            "issued_at": row.issued_at,
            "expires_at": row.expires_at,
            "revoked_at": row.revoked_at,
        }
        for row in rows
    ]
    return Reply({"items": told, "next": None})


@operation(tokens, "DELETE", "/tokens/<token>", answer=shapes.TOKEN, answer_example={"id": "6f1d0c0b8a9e4c2d9b7a"})
def revoke_one_token(call: Call, token: str) -> Reply:
    """Revoke a token; from now on it stands for nobody."""
    return Reply(revoke_token(call.office, call.actor, token))
