"""Roles: closed words, open words, and what one person cannot hold together."""

from __future__ import annotations

from itertools import combinations

import pytest

from engine.people.roles import ADMINISTRATORS, Role, clash, is_role_word, role_label


def test_every_role_has_a_label():
    assert all(role_label(role, "zh") != role.value for role in Role)
    assert role_label(Role.DIRECTOR, "en") == "office director"
    assert role_label("bench", "zh") == "bench"


@pytest.mark.parametrize(("word", "good"), [("bench", True), ("school_liaison2", True), ("", False), ("A", False)])
def test_words_of_a_procedures_own(word, good):
    assert is_role_word(word) is good


def test_three_administrators_are_three_people_without_other_roles():
    for one, other in combinations(sorted(Role), 2):
        expected = one in ADMINISTRATORS or other in ADMINISTRATORS
        assert (clash(frozenset({one}), other) is not None) is expected
        assert (clash(frozenset({other}), one) is not None) is expected
    assert clash(frozenset({Role.SYSADMIN}), Role.SYSADMIN) is None
    assert clash(frozenset(), Role.AUDITOR) is None
