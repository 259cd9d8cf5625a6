"""Signing in, and tokens for programs."""

from __future__ import annotations

from webhooks.shapes.build import INSTANT, many, maybe, number, page, text, thing

LOGIN = thing(
    "Login",
    ("login", "password"),
    login=text(100, minLength=1),
    password=text(128, minLength=1),
    code=text(20),
)
LOGIN_EXAMPLE = {"login": "officer", "password": "Huishang-Demo-1"}

PROGRAM_TOKEN = thing(
    "ProgramToken",
    ("scopes",),
    scopes=many(text(60), 30),
    label=text(200),
    days=number(1, 366),
    person=text(100),
)
PROGRAM_TOKEN_EXAMPLE = {"scopes": ["cases:read", "tasks:read"], "label": "看板程序", "days": 90}

ISSUED = thing(
    "IssuedToken",
    ("id", "token"),
    closed=False,
    id=text(),
    token=text(),
    scopes=many(text()),
    expires_at=maybe(INSTANT),
    person=text(),
)
ISSUED_EXAMPLE = {
    "id": "6f1d0c0b8a9e4c2d9b7a",
    "token": "hs_…",
    "person": "officer",
    "scopes": ["cases:read", "tasks:read"],
    "expires_at": "2026-11-24T14:00:00+00:00",
}

TOKEN = thing("Token", ("id",), closed=False, id=text(), label=text(), scopes=many(text()), issued_at=INSTANT)
TOKENS = page("TokenPage", TOKEN)
TOKENS_EXAMPLE = {
    "items": [
        {
            "id": "6f1d0c0b8a9e4c2d9b7a",
            "label": "看板程序",
            "scopes": ["cases:read"],
            "issued_at": "2026-11-24T02:00:00+00:00",
        }
    ],
    "next": None,
}
