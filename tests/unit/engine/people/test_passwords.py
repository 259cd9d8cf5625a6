"""The password policy: edges as a table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from engine.errors import Invalid
from engine.people.passwords import PasswordPolicy

POLICY = PasswordPolicy()
NOW = datetime(2022, 4, 20, tzinfo=UTC)


@pytest.mark.parametrize("password", ["Abcdefg1", "abc-def-1", "会商会商会商Ab1-", "x" * 100 + "Y1"])
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
