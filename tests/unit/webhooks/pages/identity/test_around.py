"""What stands around signing in: proxies, caches, headers, and that time tells nobody which logins there are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import event

from engine.actions.house.office import Office
from engine.actions.signing_in import check_password
from engine.storage.tables.identity import sessions
from webhooks.app import create_app

from .conftest import PASSWORD

FORWARDED = {
    "Accept": "text/html",
    "Origin": "https://huishang.example",
    "X-Forwarded-For": "192.0.2.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "huishang.example",
}


def of(office: Office, **settings: object) -> Office:
    return replace(office, settings=replace(office.settings, **settings))


def last_address(office: Office) -> str:
    with office.database.reading() as connection:
        # sessions that tests opened by other means come from nowhere
        rows = connection.execute(sessions.select().where(sessions.c.address != "")).all()
    (row,) = rows
    return row.address


def test_behind_a_proxy_of_ours_the_forwarded_address_is_believed(stranger, office):
    client = create_app(of(office, proxies=1)).test_client()
    answer = client.post("/login", data={"login": "officer", "password": PASSWORD}, headers=FORWARDED)
    assert answer.status_code == 303
    cookie = next(value for name, value in answer.headers if name == "Set-Cookie" and "session" in value)
    assert cookie.startswith("__Host-huishang_session=")
    assert last_address(office) == "192.0.2.7"


def test_without_one_nobody_can_say_who_they_are(stranger, office):
    client = create_app(office).test_client()
    headers = {**FORWARDED, "Origin": "http://localhost"}
    answer = client.post("/login", data={"login": "officer", "password": PASSWORD}, headers=headers)
    assert answer.status_code == 303
    assert last_address(office) == "127.0.0.1"
    assert "Strict-Transport-Security" not in answer.headers


def test_an_address_by_setting_makes_cookies_secure(stranger, office):
    client = create_app(of(office, address="https://huishang.example")).test_client()
    answer = client.post(
        "/login",
        data={"login": "officer", "password": PASSWORD},
        headers={"Accept": "text/html", "Origin": "https://huishang.example"},
    )
    assert any("Secure" in value for name, value in answer.headers if name == "Set-Cookie")


@pytest.mark.parametrize("address", ["/login", "/profile", "/session/state", "/login/other", "/setup"])
def test_nothing_of_it_is_kept_by_browsers_or_proxies(stranger, address):
    browser = stranger()
    browser.sign_in()
    answer = browser.get(address)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Cookie" in answer.headers.get("Vary", "Cookie")


def _cost(office: Office, login: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Hashes computed and transactions written for one wrong attempt: what its time is made of."""
    hashes: list[bool] = []
    real = check_password.is_password

    def counted(hashed: str | None, password: str) -> bool:
        hashes.append(True)
        return real(hashed, password)

    monkeypatch.setattr(check_password, "is_password", counted)
    commits: list[bool] = []
    engine = office.database.engine

    def committed(_connection: object) -> None:
        commits.append(True)

    event.listen(engine, "commit", committed)
    try:
        with pytest.raises(check_password.Forbidden):
            check_password.check_password(office, login, "wrong", "10.9.9.9")
    finally:
        event.remove(engine, "commit", committed)
    return len(hashes), len(commits)


def test_an_unknown_login_costs_what_a_known_one_costs(stranger, office, monkeypatch):
    known, unknown = _cost(office, "designer", monkeypatch), _cost(office, "nobody.there", monkeypatch)
    assert known == unknown == (1, 1)


def test_a_page_asks_who_is_there_in_three_statements(stranger, office):
    browser = stranger()
    browser.sign_in()
    asked: list[str] = []
    engine = office.database.engine

    def before(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", before)
    browser.get("/session/state")
    event.remove(engine, "before_cursor_execute", before)
    # the session with its person, the posts, what the person prefers; then this page's own question
    assert len([one for one in asked if one.startswith(("SELECT", "WITH"))]) == 4, asked
