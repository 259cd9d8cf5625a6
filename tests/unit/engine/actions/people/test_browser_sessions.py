"""Signing in with the browser, step by step, on both databases: each step, each end, each thing on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest

from engine.actions.people.deactivate_person import deactivate_person
from engine.actions.signing_in.authenticate import by_password
from engine.actions.signing_in.second_factor import (
    confirm_factor,
    factor_state,
    new_recovery_codes,
    reset_factor,
    show_factor,
)
from engine.actions.signing_in.sessions import Origin, Over, Present, end_session, find_session, log_out, open_elsewhere
from engine.actions.signing_in.set_password import set_password
from engine.actions.signing_in.sign_in import change_first, end_others, give_factor, go_on, sign_in
from engine.errors import Conflict, Forbidden, Invalid, Unavailable, Unknown
from engine.people.security import FactorPolicy, Security
from engine.people.sessions import Ending, SessionPolicy, Stage
from engine.storage import audit, sessions

PASSWORD = "Huishang-Demo-1"
NEW = "Neu-und-lang-9"
HERE = Origin("10.0.0.1", "Chrome 120 · Windows")
THERE = Origin("10.0.0.2", "Firefox 130 · Linux")


def enter(house, login="officer", origin=HERE, password=PASSWORD) -> str:
    opened = sign_in(house.office, login, password, origin)
    assert opened.stage is Stage.FULL, opened.stage
    return opened.token


def present(house, token) -> Present:
    found = find_session(house.office, token)
    assert isinstance(found, Present), found
    return found


def enrolled(house, login) -> pyotp.TOTP:
    actor = house.actor(login)
    totp = pyotp.TOTP(show_factor(house.office, actor).secret)
    confirm_factor(house.office, actor, totp.at(house.office.clock.now()))
    house.office.clock.advance(timedelta(seconds=30))
    return totp


def test_a_session_stands_for_its_person_with_the_posts_of_today(house):
    found = present(house, enter(house))
    assert (found.actor.id, found.stage) == ("officer", Stage.FULL)
    assert "case_officer@province_office" in found.actor.groups
    assert found.actor.scopes is None
    assert house.records()[-1] == "people:person:logged_in"


def test_the_secret_lies_nowhere_readable(house):
    token = enter(house)
    with house.office.database.reading() as connection:
        row = sessions.of_person(connection, "officer")[0]
    assert token not in repr(row)
    assert find_session(house.office, "invented") is None


def test_idle_and_longest_time_by_the_injected_clock(house):
    token = enter(house)
    house.office.clock.advance(timedelta(minutes=19))
    assert isinstance(find_session(house.office, token), Present)
    house.office.clock.advance(timedelta(minutes=20))
    over = find_session(house.office, token)
    assert isinstance(over, Over)
    assert over.reason is Ending.IDLE
    assert house.records()[-1] == "people:session:ended"
    assert isinstance(find_session(house.office, token), Over)
    assert house.records().count("people:session:ended") == 1


def test_being_busy_does_not_outlast_the_longest_time(house):
    token = enter(house)
    for _ in range(12 * 4 - 1):
        house.office.clock.advance(timedelta(minutes=15))
        assert isinstance(find_session(house.office, token), Present)
    house.office.clock.advance(timedelta(minutes=15))
    over = find_session(house.office, token)
    assert isinstance(over, Over)
    assert over.reason is Ending.EXPIRED


def test_looking_without_doing_keeps_nobody_in(house):
    token = enter(house)
    for _ in range(3):
        house.office.clock.advance(timedelta(minutes=9))
        found = find_session(house.office, token, touch=False)
    assert isinstance(found, Over)


def test_logging_out(house):
    token = enter(house)
    log_out(house.office, present(house, token))
    assert isinstance(find_session(house.office, token), Over)
    assert house.records()[-1] == "people:person:logged_out"


def test_a_deactivated_person_is_out(house):
    token = enter(house)
    deactivate_person(house.office, house.actor("sysadmin"), "officer")
    over = find_session(house.office, token)
    assert isinstance(over, Over)
    assert over.reason is Ending.DEACTIVATED


def test_the_second_of_two_sessions_must_end_the_first(house):
    first = enter(house)
    opened = sign_in(house.office, "officer", PASSWORD, THERE)
    assert opened.stage is Stage.OTHER
    waiting = present(house, opened.token)
    assert [row.address for row in open_elsewhere(house.office, waiting)] == ["10.0.0.1"]
    assert [row.address for row in open_elsewhere(house.office, present(house, first))] == ["10.0.0.2"]

    done = end_others(house.office, waiting)

    assert done.stage is Stage.FULL
    over = find_session(house.office, first)
    assert isinstance(over, Over)
    assert (over.reason, over.where) == (Ending.REPLACED, "10.0.0.2")
    assert find_session(house.office, opened.token) is None, "the secret of the step before opens nothing"
    assert present(house, done.token).stage is Stage.FULL


def test_where_several_are_allowed_both_live_and_either_ends_the_other(house):
    house.office.security = replace(house.office.security, session=SessionPolicy(at_once=2))
    first, second = enter(house), enter(house, origin=THERE)
    other = open_elsewhere(house.office, present(house, second))[0]
    end_session(house.office, house.actor("officer"), other.id)
    over = find_session(house.office, first)
    assert isinstance(over, Over)
    assert over.reason is Ending.BY_OWNER


def test_who_ends_whose_session(house):
    token = enter(house)
    session = present(house, token).session.id
    with pytest.raises(Forbidden):
        end_session(house.office, house.actor("director"), session)
    end_session(house.office, house.actor("secadmin"), session)
    with pytest.raises(Unknown):
        end_session(house.office, house.actor("secadmin"), session)
    over = find_session(house.office, token)
    assert isinstance(over, Over)
    assert over.reason is Ending.BY_ADMINISTRATOR


def test_a_password_that_somebody_else_set_is_changed_first(house):
    set_password(house.office, house.actor("sysadmin"), "officer", NEW)
    opened = sign_in(house.office, "officer", NEW, HERE)
    assert opened.stage is Stage.PASSWORD
    for wrong in (NEW, "short", "officer-Aa-1"):
        with pytest.raises(Invalid):
            change_first(house.office, present(house, opened.token), wrong)
    done = change_first(house.office, present(house, opened.token), "Another-One-7")
    assert done.stage is Stage.FULL
    log_out(house.office, present(house, done.token))
    assert enter(house, password="Another-One-7")


def test_an_initial_password_waits_three_days(house):
    set_password(house.office, house.actor("sysadmin"), "officer", NEW)
    house.office.clock.advance(timedelta(hours=73))
    with pytest.raises(Forbidden) as refused:
        sign_in(house.office, "officer", NEW, HERE)
    assert refused.value.key == "people.login.lapsed"


def test_an_old_password_is_changed_first(house):
    house.office.clock.advance(timedelta(days=91))
    assert sign_in(house.office, "officer", PASSWORD, HERE).stage is Stage.PASSWORD
    with pytest.raises(Forbidden) as refused:
        by_password(house.office, "officer", PASSWORD)
    assert refused.value.key == "people.login.change_first"


def test_the_last_passwords_do_not_come_back(house):
    officer = house.actor("officer")
    used = [PASSWORD, *(f"Other-Word-{number}" for number in range(5))]
    for password in used[1:]:
        set_password(house.office, officer, "officer", password)
    for password in used[1:]:
        with pytest.raises(Invalid) as refused:
            set_password(house.office, officer, "officer", password)
        assert refused.value.fields[0].key == "people.password.reused"
    set_password(house.office, officer, "officer", PASSWORD)


def test_a_new_password_ends_the_other_sessions(house):
    token = enter(house)
    keep = present(house, token).session.id
    set_password(house.office, house.actor("officer"), "officer", NEW, present=PASSWORD, keep=keep)
    assert isinstance(find_session(house.office, token), Present)
    set_password(house.office, house.actor("officer"), "officer", "Third-Word-8")
    assert isinstance(find_session(house.office, token), Over)
    with pytest.raises(Invalid) as refused:
        set_password(house.office, house.actor("officer"), "officer", NEW, present="wrong")
    assert refused.value.fields[0].path == "present"


def test_a_role_that_needs_a_factor_enrols_one_first(house):
    opened = sign_in(house.office, "director", PASSWORD, HERE)
    assert opened.stage is Stage.ENROL
    found = present(house, opened.token)
    with pytest.raises(Conflict):
        go_on(house.office, found)
    shown = show_factor(house.office, found.actor)
    assert show_factor(house.office, found.actor) == shown
    with pytest.raises(Invalid):
        confirm_factor(house.office, found.actor, "000000")
    codes = confirm_factor(house.office, found.actor, pyotp.TOTP(shown.secret).at(house.office.clock.now()))
    assert len(set(codes)) == 8
    assert go_on(house.office, found).stage is Stage.FULL
    assert "people:factor:enrolled" in house.records()


def test_the_factor_is_asked_for_and_counts_once(house):
    totp = enrolled(house, "officer")
    opened = sign_in(house.office, "officer", PASSWORD, HERE)
    assert opened.stage is Stage.FACTOR
    code = totp.at(house.office.clock.now())
    done = give_factor(house.office, present(house, opened.token), code)
    assert done.stage is Stage.FULL
    log_out(house.office, present(house, done.token))
    again = sign_in(house.office, "officer", PASSWORD, HERE)
    with pytest.raises(Invalid):
        give_factor(house.office, present(house, again.token), code)


def test_the_secret_and_the_codes_are_sealed(house):
    actor = house.actor("officer")
    secret = show_factor(house.office, actor).secret
    codes = confirm_factor(house.office, actor, pyotp.TOTP(secret).at(house.office.clock.now()))
    with house.office.database.reading() as connection:
        from sqlalchemy import text

        kept = repr(connection.execute(text("SELECT * FROM second_factors")).all()) + repr(
            connection.execute(text("SELECT * FROM recovery_codes")).all()
        )
    assert secret not in kept
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)


def test_a_recovery_code_counts_once_and_is_on_record(house):
    actor = house.actor("officer")
    secret = show_factor(house.office, actor).secret
    code = confirm_factor(house.office, actor, pyotp.TOTP(secret).at(house.office.clock.now()))[3]
    opened = sign_in(house.office, "officer", PASSWORD, HERE)
    done = give_factor(house.office, present(house, opened.token), code.upper())
    assert done.stage is Stage.FULL
    assert "people:factor:recovery_code_used" in house.records()
    assert factor_state(house.office, "officer").codes_left == 7
    log_out(house.office, present(house, done.token))
    again = sign_in(house.office, "officer", PASSWORD, HERE)
    with pytest.raises(Invalid):
        give_factor(house.office, present(house, again.token), code)


def test_guessing_at_the_factor_locks_the_login_whatever_the_number_of_sessions(house):
    enrolled(house, "officer")
    for _ in range(4):
        opened = sign_in(house.office, "officer", PASSWORD, HERE)
        with pytest.raises(Invalid):
            give_factor(house.office, present(house, opened.token), "000000")
    opened = sign_in(house.office, "officer", PASSWORD, HERE)
    found = present(house, opened.token)
    with pytest.raises(Unavailable):
        give_factor(house.office, found, "000000")
    assert isinstance(find_session(house.office, opened.token), Over)
    with pytest.raises(Unavailable):
        sign_in(house.office, "officer", PASSWORD, HERE)


def test_fresh_recovery_codes_replace_the_old_ones(house):
    totp = enrolled(house, "officer")
    actor = house.actor("officer")
    with pytest.raises(Invalid):
        new_recovery_codes(house.office, actor, "000000")
    assert len(new_recovery_codes(house.office, actor, totp.at(house.office.clock.now()))) == 8


def test_only_the_security_administrator_resets_and_never_the_own_one(house):
    enrolled(house, "officer")
    for who in ("sysadmin", "officer", "director", "auditor"):
        with pytest.raises(Forbidden):
            reset_factor(house.office, house.actor(who), "officer")
    enrolled(house, "secadmin")
    with pytest.raises(Forbidden):
        reset_factor(house.office, house.actor("secadmin"), "secadmin")
    reset_factor(house.office, house.actor("secadmin"), "officer")
    assert not factor_state(house.office, "officer").enrolled
    with pytest.raises(Conflict):
        reset_factor(house.office, house.actor("secadmin"), "officer")


@pytest.mark.parametrize("code", ["", "000000"])
def test_a_program_needs_the_factor_too(house, code):
    totp = enrolled(house, "officer")
    with pytest.raises(Forbidden):
        by_password(house.office, "officer", PASSWORD, code=code)
    assert by_password(house.office, "officer", PASSWORD, code=totp.at(house.office.clock.now())).id == "officer"


def test_a_program_of_a_role_that_needs_a_factor_must_have_one(house):
    with pytest.raises(Forbidden) as refused:
        by_password(house.office, "director", PASSWORD)
    assert refused.value.key == "people.login.enrol_first"
    house.office.security = Security(second_factor=FactorPolicy(roles=frozenset()))
    assert by_password(house.office, "director", PASSWORD).id == "director"


def test_an_address_that_fails_too_often_is_shut_and_others_are_not(house):
    for number in range(30):
        with pytest.raises((Forbidden, Unavailable)):
            sign_in(house.office, f"guess{number}", "x", HERE)
    with pytest.raises(Unavailable) as refused:
        sign_in(house.office, "officer", PASSWORD, HERE)
    assert refused.value.key == "people.login.address_locked"
    assert sign_in(house.office, "officer", PASSWORD, THERE).stage is Stage.FULL
    house.office.clock.advance(timedelta(minutes=16))
    assert sign_in(house.office, "reviewer", PASSWORD, HERE).stage is Stage.FULL


def test_a_login_that_nobody_has_locks_like_any_other(house):
    said = {}
    for login in ("officer", "nobody.at.all"):
        keys = []
        for _ in range(6):
            with pytest.raises((Forbidden, Unavailable)) as refused:
                sign_in(house.office, login, "wrong", HERE)
            keys.append((refused.value.key, refused.value.params.get("until")))
        said[login] = keys
    assert said["officer"] == said["nobody.at.all"]


def test_a_refused_login_is_on_record_without_what_was_typed(house):
    with pytest.raises(Forbidden):
        sign_in(house.office, "my-secret-password", "x", HERE)
    with house.office.database.reading() as connection:
        last = audit.read(connection, "people")[-1].record
    assert (last.actor, last.word, last.details) == ("nobody", "people:person:login_refused", {"address": "10.0.0.1"})


def test_the_failures_before_are_told(house):
    for _ in range(2):
        with pytest.raises(Forbidden):
            sign_in(house.office, "officer", "wrong", HERE)
    assert present(house, enter(house)).session.failures_before == 2
