"""The form of tokens."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.cases.scopes import SCOPES
from engine.errors import Invalid
from engine.people.tokens import check_scopes, digest, is_token, token_from


@given(st.binary(min_size=32, max_size=32))
def test_every_secret_makes_a_token_and_no_two_the_same(secret):
    token = token_from(secret)
    assert is_token(token)
    assert digest(token) == hashlib.sha256(token.encode()).digest()
    assert token_from(bytes([secret[0] ^ 1]) + secret[1:]) != token


@pytest.mark.parametrize(
    "text", ["", "hs_", "hs_" + "A" * 42, "hs_" + "A" * 44, "hs_" + "A" * 42 + "B", "xx_" + "A" * 43]
)
def test_other_texts_are_none(text):
    assert not is_token(text)


def test_a_secret_of_another_length_is_refused():
    with pytest.raises(ValueError, match="32"):
        token_from(b"short")


def test_scopes():
    assert check_scopes(sorted(SCOPES)) == SCOPES
    for wrong in ([], ["cases:everything"]):
        with pytest.raises(Invalid):
            check_scopes(wrong)
