"""The form of a program's token: `hs_` and 256 random bits. Only its SHA-256 is ever stored."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from engine.cases.scopes import SCOPES
from engine.errors import FieldError, Invalid

PREFIX = "hs_"
BYTES = 32
_FORM = re.compile(r"hs_[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")


def token_from(secret: bytes) -> str:
    """The token of 32 random bytes. Raises ValueError for another length."""
    if len(secret) != BYTES:
        raise ValueError(f"Expected {BYTES} random bytes, but there are {len(secret)}.")
    return PREFIX + base64.urlsafe_b64encode(secret).rstrip(b"=").decode("ascii")


def is_token(text: str) -> bool:
    """Whether the text has the form of a token; says nothing about whether it was issued."""
    return _FORM.fullmatch(text) is not None


def digest(token: str) -> bytes:
    """What is stored of a token, and looked up: its SHA-256."""
    return hashlib.sha256(token.encode("utf-8")).digest()


def check_scopes(scopes: Iterable[str]) -> frozenset[str]:
    """The scopes as a set. Raises Invalid naming each unknown one, or when there is none."""
    wanted = list(scopes)
    errors = [
        FieldError(f"scopes.{position}", "people.token.unknown_scope", {"scope": scope})
        for position, scope in enumerate(wanted)
        if scope not in SCOPES
    ]
    if not wanted:
        errors = [FieldError("scopes", "people.token.no_scope")]
    if errors:
        raise Invalid("people.token.scopes", fields=errors)
    return frozenset(wanted)
