"""Codes that change each half minute: the vectors of RFC 6238, drift, replay; codes for the day the phone is lost."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.people.second_factor import (
    ALPHABET,
    RECOVERY_LENGTH,
    SECONDS,
    address_of,
    new_secret,
    plain_recovery,
    recovery_code,
    step_of,
)

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037"), (20000000000, "353130")],
)
def test_the_vectors_of_the_rfc(seconds, code):
    assert step_of(SECRET, code, datetime.fromtimestamp(seconds, UTC), 0) == seconds // SECONDS


@given(st.integers(-5, 5))
def test_a_phone_may_be_half_a_minute_wrong(steps):
    code = pyotp.TOTP(SECRET).at(NOW + timedelta(seconds=SECONDS * steps))
    assert (step_of(SECRET, code, NOW, 0) is not None) == (abs(steps) <= 1)


def test_a_code_counts_once():
    code = pyotp.TOTP(SECRET).at(NOW)
    step = step_of(SECRET, code, NOW, 0)
    assert step is not None
    assert step_of(SECRET, code, NOW, step) is None


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "12345a", "-12345"])
def test_what_is_no_code(code):
    assert step_of(SECRET, code, NOW, 0) is None


def test_blanks_in_a_code_do_not_matter():
    code = pyotp.TOTP(SECRET).at(NOW)
    assert step_of(SECRET, f"{code[:3]} {code[3:]}", NOW, 0) is not None


def test_the_address_holds_login_and_issuer():
    assert address_of(SECRET, "director").startswith("otpauth://totp/Huishang:director?secret=")
    assert len(base64.b32decode(new_secret())) == 20


@given(st.binary(min_size=RECOVERY_LENGTH, max_size=RECOVERY_LENGTH))
def test_a_recovery_code_is_read_back_as_people_write_it(random):
    code = recovery_code(random)
    plain = plain_recovery(code)
    assert len(plain) == RECOVERY_LENGTH
    assert set(plain) <= set(ALPHABET)
    assert plain_recovery(code.upper().replace("-", "  ")) == plain
