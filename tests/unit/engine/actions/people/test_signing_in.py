"""Passwords and tokens: what lets somebody in, what locks, and that no secret lies readable in the database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.actions.people.issue_token import issue_token, list_tokens
from engine.actions.people.revoke_token import revoke_token
from engine.actions.signing_in.authenticate import by_password, by_token
from engine.actions.signing_in.set_password import set_password
from engine.errors import Conflict, Forbidden, Invalid, Unavailable, Unknown

PASSWORD = "Huishang-Demo-1"


def test_login_and_password(house):
    assert by_password(house.office, "officer", PASSWORD).groups >= {"case_officer@province_office"}
    assert house.records()[-1] == "people:person:logged_in"


@pytest.mark.parametrize(("login", "password"), [("officer", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_pair_says_nothing_about_which(house, login, password):
    with pytest.raises(Forbidden) as refused:
        by_password(house.office, login, password)
    assert refused.value.key == "people.login.refused"


def test_five_failures_lock_for_a_quarter_of_an_hour(house):
    for _ in range(5):
        with pytest.raises(Forbidden):
            by_password(house.office, "officer", "wrong")
    with pytest.raises(Unavailable):
        by_password(house.office, "officer", PASSWORD)

    house.office.clock.advance(timedelta(minutes=16))

    assert by_password(house.office, "officer", PASSWORD).id == "officer"


def test_a_success_forgets_earlier_failures(house):
    for _ in range(2):
        for _ in range(3):
            with pytest.raises(Forbidden):
                by_password(house.office, "officer", "wrong")
        by_password(house.office, "officer", PASSWORD)


def test_a_person_sets_the_own_password_and_no_others(house):
    set_password(house.office, house.actor("officer"), "officer", "Neu-und-lang-9")

    assert by_password(house.office, "officer", "Neu-und-lang-9").id == "officer"
    with pytest.raises(Forbidden):
        by_password(house.office, "officer", PASSWORD)
    with pytest.raises(Forbidden):
        set_password(house.office, house.actor("officer"), "director", "Neu-und-lang-9")
    with pytest.raises(Invalid):
        set_password(house.office, house.actor("officer"), "officer", "officer")


def test_a_token_is_shown_once_and_limited(house):
    issued = issue_token(house.office, house.actor("officer"), "officer", scopes=["cases:read"], label="script")

    actor = by_token(house.office, issued["token"])

    assert actor is not None
    assert (actor.id, actor.scopes) == ("officer", frozenset({"cases:read"}))
    assert issued["token"].encode() not in b"".join(row.sha256 for row in list_tokens(house.office, "officer"))


def test_a_token_cannot_issue_a_wider_one(house):
    issued = issue_token(house.office, house.actor("officer"), "officer", scopes=["people:write"])
    program = by_token(house.office, issued["token"])

    with pytest.raises(Forbidden):
        issue_token(house.office, program, "officer", scopes=["cases:read"])


def test_expired_revoked_and_invented_tokens_stand_for_nobody(house):
    officer = house.actor("officer")
    until = house.office.clock.now() + timedelta(hours=1)
    short = issue_token(house.office, officer, "officer", scopes=["cases:read"], expires_at=until)
    other = issue_token(house.office, officer, "officer", scopes=["cases:read"])

    revoke_token(house.office, officer, other["id"])
    house.office.clock.advance(timedelta(hours=1))

    assert by_token(house.office, short["token"]) is None
    assert by_token(house.office, other["token"]) is None
    assert by_token(house.office, "hs_" + "A" * 43) is None
    assert by_token(house.office, "Bearer") is None
    with pytest.raises(Conflict):
        revoke_token(house.office, officer, other["id"])
    with pytest.raises(Unknown):
        revoke_token(house.office, house.actor("director"), short["id"])
