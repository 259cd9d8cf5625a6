"""Hashes of passwords: argon2id with the library's settings, kept as one text that says how it was made."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()


@cache
def _nobody() -> str:
    """Verified when a login is unknown, so that the answer takes as long as for a known one; made at first need."""
    return _HASHER.hash("nobody")


def hash_password(password: str) -> str:
    """A new salted hash; costs some tens of milliseconds on purpose."""
    return _HASHER.hash(password)


def is_password(hashed: str | None, password: str) -> bool:
    """Whether the password made this hash; without a hash it costs the same and is never so."""
    try:
        return _HASHER.verify(hashed or _nobody(), password) and hashed is not None
    except (VerificationError, InvalidHashError):
        return False
