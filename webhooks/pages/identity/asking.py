"""What we remember while somebody is away at the identity service: sealed in a short-lived cookie of that browser.

So the answer is taken only by the browser that asked, once, and within a few minutes.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

import orjson

from engine.actions.house.office import Office
from engine.actions.house.sealing import opened, sealed
from engine.errors import Incident

LIFE: Final = timedelta(minutes=10)
#: also the path: no other page is sent this cookie
PATH: Final = "/login/service"
COOKIE: Final = "huishang_asking"


@dataclass(frozen=True, slots=True)
class Asking:
    """One request to the service: what comes back with the answer, what proves it is ours, and where to go then."""

    state: str
    nonce: str
    verifier: str
    next: str
    at: str

    @classmethod
    def begin(cls, wanted: str, now: datetime) -> Asking:
        """A new request with fresh secrets."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(state, nonce, verifier, wanted, now.isoformat())

    def is_old(self, now: datetime) -> bool:
        return not timedelta(0) <= now - datetime.fromisoformat(self.at) <= LIFE


def pack(office: Office, asking: Asking) -> str:
    """As the cookie holds it."""
    return urlsafe_b64encode(sealed(office, COOKIE, orjson.dumps(asdict(asking)))).decode()


def unpack(office: Office, cookie: str) -> Asking | None:
    """What this browser asked; None where it asked nothing, or somebody else wrote the cookie."""
    try:
        return Asking(**orjson.loads(opened(office, COOKIE, urlsafe_b64decode(cookie))))
    except (Incident, ValueError, TypeError):
        return None
