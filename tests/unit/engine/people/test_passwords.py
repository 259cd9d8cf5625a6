"""The password policy: edges as a table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from engine.errors import Invalid
from engine.people.passwords import PasswordPolicy

POLICY = PasswordPolicy()
NOW = datetime(2022, 4, 20, tzinfo=UTC)


@pytest.mark.parametrize("password", ["Gingko-w1", "abc-def-1", "会商会商会商Ab1-", "x" * 100 + "Y1"])
def test_good_ones(password):
    POLICY.check(password, "officer")


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("Abcdef1", "short"),
        ("", "short"),
        ("abcdefgh", "simple"),
        ("Abcdefgh", "simple"),
        ("x" * 127 + "Y1", "long"),
        ("Officer-2022", "login"),
        ("Password1!", "common"),
        ("Abcdefg1\n", "characters"),
    ],
)
def test_bad_ones_are_told_why(password, problem):
    with pytest.raises(Invalid) as refused:
        POLICY.check(password, "officer")
    assert f"people.password.{problem}" in [error.key for error in refused.value.fields]


def test_the_fifth_failure_locks():
    assert POLICY.locked_until(4, NOW) is None
    assert POLICY.locked_until(5, NOW) == NOW + timedelta(minutes=15)


def test_a_password_grows_old():
    assert not POLICY.is_old(NOW - timedelta(days=90), NOW)
    assert POLICY.is_old(NOW - timedelta(days=91), NOW)


@pytest.mark.parametrize(
    "password",
    [
        "Passw0rd!",
        "P@ssw0rd123",
        "Admin@123",
        "1qaz@WSX",
        "Qwer1234!",
        "Abcdefg1",
        "Woaini1314!",
        "Huishang2026!",
        "Aa123456",
        "Zxcvbnm123",
        "!@#$%^&*Aa",
        "Aaaaaaaa1",
        "9876543210Aa",
    ],
)
def test_what_everybody_thinks_of(password):
    with pytest.raises(Invalid) as refused:
        POLICY.check(password, "officer")
    assert "people.password.common" in {error.key for error in refused.value.fields}


@pytest.mark.parametrize("password", ["Gingko-leaf-7", "x9$Lmvt-qq", "Kp7-mossy-42", "Huishang-Demo-1", "会商Ab-12-qx"])
def test_what_nobody_thinks_of(password):
    POLICY.check(password, "officer")


def test_an_initial_password_waits_so_many_hours():
    assert not POLICY.has_lapsed(NOW, NOW + timedelta(hours=72))
    assert POLICY.has_lapsed(NOW, NOW + timedelta(hours=72, seconds=1))
