"""Talking to the unified identity service: where it is, its keys, and the exchange of a code for a token (with PKCE).

Only this file opens a connection to it. Answers are bounded in time and never followed to another address.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from engine.errors import Forbidden, Unavailable
from engine.settings import Settings

SECONDS: Final = 5
#: the longest answer that is read, in bytes
LONGEST: Final = 200_000
#: keys and addresses of the service are asked for again after this
FRESH: Final = timedelta(hours=1)
LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
SCOPES: Final = "openid profile"


@dataclass(slots=True)
class IdentityService:
    """One service as this process knows it; threads share it, and asking twice at once does no harm."""

    settings: Settings
    _known: dict[str, tuple[datetime, dict[str, Any]]] = field(default_factory=dict)

    def address_to_ask(self, redirect: str, state: str, nonce: str, verifier: str, now: datetime) -> str:
        """Where the browser is sent. Raises Unavailable where the service does not answer."""
        place = self._place("authorization_endpoint", now)
        with self._client(redirect) as client:
            asked = client.create_authorization_url(place, state=state, nonce=nonce, code_verifier=verifier)
        return str(asked[0])

    def id_token(self, redirect: str, code: str, verifier: str, now: datetime) -> str:
        """The ID token for this code. Raises Forbidden where the service refuses it, Unavailable where it is away."""
        place = self._place("token_endpoint", now)
        try:
            with self._client(redirect) as client:
                answer = client.fetch_token(
                    place, code=code, code_verifier=verifier, timeout=SECONDS, allow_redirects=False
                )
        except requests.RequestException as error:
            raise Unavailable("identity.service.away") from error
        except (AuthlibBaseError, ValueError) as error:
            raise Forbidden("identity.service.refused", why="code") from error
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise Forbidden("identity.service.refused", why="no_token")
        return token

    def keys(self, now: datetime, *, anew: bool = False) -> KeySet:
        """The keys the service signs with; `anew` where a token names one we do not know yet."""
        document = self._document(self._place("jwks_uri", now), now, anew=anew)
        try:
            return KeySet.import_key_set(document)  # type: ignore[arg-type]  # checked by the library
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise Unavailable("identity.service.away") from error

    def address_to_leave(self, id_token: str, back: str, now: datetime) -> str:
        """Where the browser is sent to log out there too; empty where the service has no such place."""
        try:
            place = self._configuration(now).get("end_session_endpoint")
        except Unavailable:
            return ""
        if not isinstance(place, str) or not _is_safe(place):
            return ""
        asked = {
            "id_token_hint": id_token,
            "client_id": self.settings.identity_client,
            "post_logout_redirect_uri": back,
        }
        return f"{place}{'&' if '?' in place else '?'}{urlencode(asked)}"

    def _client(self, redirect: str) -> OAuth2Session:
        secret = self.settings.identity_secret
        return OAuth2Session(
            self.settings.identity_client,
            secret or None,
            token_endpoint_auth_method="client_secret_basic" if secret else "none",  # the name of a method
            scope=SCOPES,
            redirect_uri=redirect,
            code_challenge_method="S256",
        )

    def _place(self, name: str, now: datetime) -> str:
        place = self._configuration(now).get(name)
        if not isinstance(place, str) or not _is_safe(place):
            raise Unavailable("identity.service.away")
        return place

    def _configuration(self, now: datetime) -> dict[str, Any]:
        """What the service says of itself; it must be the one we were told of."""
        issuer = self.settings.identity_issuer
        document = self._document(f"{issuer.rstrip('/')}/.well-known/openid-configuration", now)
        if document.get("issuer") != issuer:
            raise Unavailable("identity.service.away")
        return document

    def _document(self, address: str, now: datetime, *, anew: bool = False) -> dict[str, Any]:
        kept = self._known.get(address)
        if kept is not None and not anew and abs(now - kept[0]) < FRESH:
            return kept[1]
        if not _is_safe(address):
            raise Unavailable("identity.service.away")
        try:
            answer = requests.get(address, timeout=SECONDS, allow_redirects=False)
            document = answer.json() if answer.status_code == 200 and len(answer.content) <= LONGEST else None
        except (requests.RequestException, ValueError) as error:
            raise Unavailable("identity.service.away") from error
        if not isinstance(document, dict):
            raise Unavailable("identity.service.away")
        self._known[address] = (now, document)
        return document


def _is_safe(address: str) -> bool:
    """Over https; without it only on this very machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
