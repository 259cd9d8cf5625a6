"""Who is not let in by the identity service: each claim wrong by itself, and signatures that prove nothing."""

from __future__ import annotations

import base64
import hmac
import json
from datetime import UTC, datetime, timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey

from engine.errors import Forbidden
from webhooks.pages.identity.id_tokens import ALGORITHMS, Expected, read_id_token

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
KEY = RSAKey.generate_key(2048, {"kid": "k1"})
STRANGER = RSAKey.generate_key(2048, {"kid": "k1"})
KEYS = KeySet([KEY])
EXPECTED = Expected("https://id.example", "huishang", "n-0S6_WzA2Mj")
GOOD = {
    "iss": EXPECTED.issuer,
    "aud": EXPECTED.client,
    "nonce": EXPECTED.nonce,
    "sub": "42",
    "iat": int(NOW.timestamp()),
    "exp": int((NOW + timedelta(minutes=5)).timestamp()),
    "preferred_username": "officer",
}


def signed(claims=None, key=KEY, alg="RS256", **change) -> str:
    body = {name: value for name, value in {**GOOD, **(claims or {}), **change}.items() if value is not ...}
    return jwt.encode({"alg": alg, "kid": "k1"}, body, key, algorithms=[alg])


def at(**by: int) -> int:
    return int((NOW + timedelta(**by)).timestamp())


def part(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def unsigned() -> str:
    return f"{part(json.dumps({'alg': 'none'}).encode())}.{part(json.dumps(GOOD).encode())}."


def signed_with_our_public_key() -> str:
    """The old trick: the public key, which everybody knows, taken for a shared secret."""
    head = json.dumps({"alg": "HS256", "kid": "k1"}).encode()
    said = f"{part(head)}.{part(json.dumps(GOOD).encode())}"
    return f"{said}.{part(hmac.digest(KEY.as_pem(private=False), said.encode(), 'sha256'))}"


def test_a_right_token_gives_its_claims():
    assert read_id_token(signed(), KEYS, EXPECTED, NOW)["preferred_username"] == "officer"


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": ["huishang"]},
        {"aud": ["huishang", "other"], "azp": "huishang"},
        {"nbf": at(seconds=30)},
        {"exp": at(seconds=-59)},
        {"iat": at(seconds=59)},
        {"iat": at(minutes=-10)},
    ],
)
def test_what_is_still_right(claims):
    assert read_id_token(signed(claims), KEYS, EXPECTED, NOW)["sub"] == "42"


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"iss": "https://id.example/"}, "issuer"),
        ({"iss": "https://evil.example"}, "issuer"),
        ({"iss": ...}, "issuer"),
        ({"aud": "other"}, "audience"),
        ({"aud": ...}, "audience"),
        ({"aud": []}, "audience"),
        ({"aud": ["huishang", "other"]}, "audience"),
        ({"aud": ["huishang", "other"], "azp": "other"}, "audience"),
        ({"azp": "other"}, "audience"),
        ({"nonce": "another"}, "nonce"),
        ({"nonce": ...}, "nonce"),
        ({"nonce": 5}, "nonce"),
        ({"sub": ...}, "subject"),
        ({"sub": ""}, "subject"),
        ({"exp": at(seconds=-60)}, "expired"),
        ({"exp": ...}, "expired"),
        ({"exp": "never"}, "expired"),
        ({"exp": True}, "expired"),
        ({"iat": at(minutes=-11, seconds=-1)}, "issued"),
        ({"iat": at(minutes=2)}, "issued"),
        ({"iat": ...}, "issued"),
        ({"nbf": at(minutes=2)}, "not_before"),
    ],
)
def test_each_claim_by_itself(claims, why):
    with pytest.raises(Forbidden) as refused:
        read_id_token(signed(claims), KEYS, EXPECTED, NOW)
    assert (refused.value.key, refused.value.params["why"]) == ("identity.service.refused", why)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(unsigned(), id="algorithm none"),
        pytest.param(signed(key=STRANGER), id="another key under the same name"),
        pytest.param(signed(key=OctKey.import_key("x" * 40), alg="HS256"), id="a secret in place of a key"),
        pytest.param(signed_with_our_public_key(), id="the public key as a secret"),
        pytest.param(signed(key=ECKey.generate_key("P-256", {"kid": "k1"}), alg="ES256"), id="another kind of key"),
        pytest.param(signed()[:-4] + "AAAA", id="signature altered"),
        pytest.param("", id="nothing"),
        pytest.param("a.b.c", id="no token"),
        pytest.param("a" * 5000, id="long"),
    ],
)
def test_signatures_that_prove_nothing(raw):
    with pytest.raises(Forbidden) as refused:
        read_id_token(raw, KEYS, EXPECTED, NOW)
    assert refused.value.params["why"] == "signature"


def test_the_body_cannot_be_exchanged():
    head, _, signature = signed().split(".")
    body = signed(preferred_username="director").split(".")[1]
    with pytest.raises(Forbidden):
        read_id_token(f"{head}.{body}.{signature}", KEYS, EXPECTED, NOW)


def test_no_algorithm_without_a_key_of_the_service():
    assert not {"none", "HS256", "HS384", "HS512"} & set(ALGORITHMS)
