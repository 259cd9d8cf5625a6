"""What an ID token must be like before anybody is let in by it (OpenID Connect Core 1.0, section 3.1.3.7).

Every check is against values handed in: the keys of the service, what we asked for, and the instant of our own clock.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from engine.errors import Forbidden

#: signatures by the service's own key; `none` and secrets shared with us are no proof of who signed
ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
#: how far the clocks of two machines may lie apart
LEEWAY: Final = timedelta(seconds=60)
#: a token that was issued longer ago than this is not the answer to a question of ours
OLDEST: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Expected:
    """What the token must say: who issued it, for whom, and in answer to which request."""

    issuer: str
    client: str
    nonce: str


def read_id_token(raw: str, keys: KeySet, expected: Expected, now: datetime) -> Mapping[str, Any]:
    """The claims. Raises Forbidden, in one sentence for whatever is wrong, with the reason as `why` for the log."""
    try:
        token = jwt.decode(raw, keys, algorithms=list(ALGORITHMS))
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise _refused("signature") from error
    claims = token.claims
    for why, is_right in (
        ("issuer", claims.get("iss") == expected.issuer),
        ("audience", _is_for(claims, expected.client)),
        ("nonce", _same(claims.get("nonce"), expected.nonce)),
        ("subject", isinstance(claims.get("sub"), str) and bool(claims.get("sub"))),
        ("expired", _instant(claims, "exp") + LEEWAY.total_seconds() > now.timestamp()),
        ("issued", _is_fresh(claims, now)),
        ("not_before", "nbf" not in claims or _instant(claims, "nbf") <= (now + LEEWAY).timestamp()),
    ):
        if not is_right:
            raise _refused(why)
    return claims


def _is_for(claims: Mapping[str, Any], client: str) -> bool:
    """Meant for us; where it is meant for others too, asked for by us."""
    audience = claims.get("aud")
    meant = [audience] if isinstance(audience, str) else audience
    if not isinstance(meant, list) or client not in meant:
        return False
    return bool(claims.get("azp", client if len(meant) == 1 else None) == client)


def _is_fresh(claims: Mapping[str, Any], now: datetime) -> bool:
    issued = _instant(claims, "iat")
    return (now - OLDEST - LEEWAY).timestamp() < issued <= (now + LEEWAY).timestamp()


def _instant(claims: Mapping[str, Any], name: str) -> float:
    """Seconds since 1970; a claim that is missing or no number lies in the past."""
    value = claims.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else float("-inf")


def _same(given: Any, wanted: str) -> bool:
    return isinstance(given, str) and hmac.compare_digest(given.encode(), wanted.encode())


def _refused(why: str) -> Forbidden:
    return Forbidden("identity.service.refused", why=why)
