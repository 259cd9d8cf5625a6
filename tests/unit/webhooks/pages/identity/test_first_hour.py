"""The set-up of an installation without people: a code from the console, three people, then never again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from engine.actions.house.cache import CaseCache
from engine.actions.house.office import Office
from engine.actions.people.set_up import TRIES, needs_set_up, new_code, set_up, was_set_up
from engine.actions.signing_in.authenticate import known_actor
from engine.actions.signing_in.sessions import Origin
from engine.actions.signing_in.sign_in import sign_in
from engine.clock import MovableClock
from engine.errors import Conflict, Invalid, Unknown
from engine.people.sessions import Stage
from engine.settings import Settings
from engine.storage import audit, people
from engine.storage.database import Database
from engine.storage.encryption import Vault
from tests import fixtures_database
from webhooks.app import create_app

FORM = {
    "office": "某省未成年人保护工作领导小组办公室（虚构）",
    "group": "某省未成年人保护工作领导小组（虚构）",
    **{f"{role}.login": f"{role}.x" for role in ("sysadmin", "secadmin", "auditor")},
    **{f"{role}.name": f"{role}（虚构）" for role in ("sysadmin", "secadmin", "auditor")},
}
STARTERS = {role: (FORM[f"{role}.login"], FORM[f"{role}.name"]) for role in ("sysadmin", "secadmin", "auditor")}
NAMES = {"office": FORM["office"], "group": FORM["group"]}
HEADERS = {"Accept": "text/html", "Origin": "http://localhost"}


@pytest.fixture
def empty(database_url: str, vault: Vault) -> Iterator[Office]:
    """An office nobody was entered into; the one of this folder is full of people."""
    settings = Settings(database=database_url, master_key=fixtures_database.MASTER_KEY)
    database = Database(database_url)
    yield Office(database, MovableClock(fixtures_database.START), settings, vault, CaseCache(0))
    database.close()


def client(office: Office) -> FlaskClient:
    app = create_app(office)
    app.testing = True
    return app.test_client()


def test_the_page_asks_for_the_code_of_the_console(empty):
    browser, code = client(empty), new_code(empty)
    assert code is not None
    assert browser.get("/", headers=HEADERS).location.startswith("/login")
    assert browser.get("/login", headers=HEADERS).location == "/setup", "nobody could sign in yet"
    assert browser.get("/setup", headers=HEADERS).status_code == 200
    wrong = browser.post("/setup", data={**FORM, "code": "0000"}, headers=HEADERS)
    assert wrong.status_code == 422
    assert "设置码不正确" in wrong.text
    done = browser.post("/setup", data={**FORM, "code": code.lower()}, headers=HEADERS)
    assert done.status_code == 200
    assert len(set(re.findall(r"secret-once\">([^<]+)<", done.text))) == 3
    assert browser.get("/setup", headers=HEADERS).status_code == 404
    assert browser.get("/login", headers=HEADERS).status_code == 200
    assert browser.post("/setup", data={**FORM, "code": code}, headers=HEADERS).status_code == 404


def test_the_three_are_different_people_with_one_role_each(empty):
    made = set_up(empty, new_code(empty) or "", STARTERS, NAMES)
    assert [one.role for one in made] == ["sysadmin", "secadmin", "auditor"]
    for one in made:
        with empty.database.reading() as connection:
            row = people.by_login(connection, one.login)
        assert row is not None
        actor = known_actor(empty, row.id)
        assert actor is not None
        assert actor.roles == {one.role}
        opened = sign_in(empty, one.login, one.password, Origin("10.0.0.1"))
        assert opened.stage is Stage.PASSWORD, "nobody keeps a password that somebody else saw"
    assert was_set_up(empty)
    with empty.database.reading() as connection:
        words = [one.record.word for one in audit.read(connection, "people")]
    assert words.count("people:office:set_up") == 1


def test_it_never_happens_again(empty):
    set_up(empty, new_code(empty) or "", STARTERS, NAMES)
    assert new_code(empty) is None
    assert not needs_set_up(empty)
    with pytest.raises(Unknown):
        set_up(empty, "any", STARTERS, NAMES)


def test_a_new_code_ends_the_one_before_and_wrong_ones_use_it_up(empty):
    first, second = new_code(empty), new_code(empty)
    assert first is not None
    assert second is not None
    with pytest.raises(Invalid):
        set_up(empty, first, STARTERS, NAMES)
    for _ in range(TRIES - 1):
        with pytest.raises(Invalid):
            set_up(empty, "wrong", STARTERS, NAMES)
    with pytest.raises(Conflict):
        set_up(empty, second, STARTERS, NAMES)
    set_up(empty, new_code(empty) or "", STARTERS, NAMES)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"auditor": ("sysadmin.x", "另一人（虚构）")}, "auditor.login"),
        ({"auditor": ("auditor.x", "sysadmin（虚构）")}, "auditor.name"),
        ({"secadmin": ("X", "丙（虚构）")}, "secadmin.login"),
        ({"secadmin": ("secadmin.x", " ")}, "secadmin.name"),
    ],
)
def test_what_cannot_be_set_up(empty, change, path):
    with pytest.raises(Invalid) as refused:
        set_up(empty, new_code(empty) or "", {**STARTERS, **change}, NAMES)
    assert path in [error.path for error in refused.value.fields]
    assert needs_set_up(empty)


def test_an_office_with_people_has_no_set_up_page(stranger):
    assert stranger().get("/setup").status_code == 404
