"""Signing in by a real OpenID provider on loopback: PKCE, state, nonce, mapping to a login, log-out there too."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import yaml
from flask.testing import FlaskClient
from sqlalchemy import text

from engine.actions.house.office import Office, open_office
from engine.actions.taking_in.load_office import load_office
from engine.clock import MovableClock
from engine.settings import Settings
from webhooks.app import create_app

PEOPLE = Path(__file__).parents[2] / "processes" / "demonstration" / "office.yaml"
HTML = {"Accept": "text/html"}
OURS = "http://localhost"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """A provider that knows three people by subject and tells their logins."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    users = [
        {"sub": "1", "preferred_username": "officer", "name": "周启明（虚构）"},
        {"sub": "2", "preferred_username": "new.comer", "name": "新来者（虚构）"},
        {"sub": "3", "preferred_username": "director", "name": "顾长宁（虚构）"},
    ]
    claims = [part for user in users for part in ("--user-claims", json.dumps(user))]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true", *claims]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                if requests.get(f"{address}/.well-known/openid-configuration", timeout=1).ok:
                    break
            except requests.RequestException:
                time.sleep(0.1)
        yield address
        process.terminate()


def _open(folder: Path, provider: str, **more: object) -> Office:
    settings = Settings(
        var=folder, identity_issuer=provider, identity_client="huishang", identity_secret="s3cret", **more
    )
    office = open_office(settings, MovableClock(datetime.now(UTC)), migrate=True)
    load_office(office, yaml.safe_load(PEOPLE.read_text("utf-8")))
    return office


@pytest.fixture
def office(tmp_path: Path, provider: str) -> Iterator[Office]:
    opened = _open(tmp_path, provider)
    yield opened
    opened.close()


def browser(office: Office) -> FlaskClient:
    return create_app(office).test_client()


def authorize(client: FlaskClient, subject: str, wanted: str = "/profile") -> str:
    """Asks at our door, consents at the provider as this subject; gives the address it sends the browser back to."""
    asked = client.get(f"/login/service?next={wanted}", headers=HTML)
    assert asked.status_code == 303
    query = parse_qs(urlsplit(asked.headers["Location"]).query)
    assert query["code_challenge_method"] == ["S256"]
    assert query["redirect_uri"] == [f"{OURS}/login/service/back"]
    back = requests.post(asked.headers["Location"], data={"sub": subject}, allow_redirects=False, timeout=5)
    assert back.status_code in (302, 303), back.text
    return back.headers["Location"].removeprefix(OURS)


def test_somebody_entered_here_is_in(office: Office) -> None:
    client = browser(office)
    page = client.get("/login", headers=HTML).text
    assert "统一身份认证登录" in page
    entered = client.get(authorize(client, "1"), headers=HTML)
    assert (entered.status_code, entered.headers["Location"]) == (303, "/profile")
    assert "周启明" in client.get("/profile", headers=HTML).text


def test_logging_out_leads_to_the_providers_log_out(office: Office, provider: str) -> None:
    client = browser(office)
    client.get(authorize(client, "1"), headers=HTML)
    csrf = re.search(r'name="csrf" value="([^"]+)"', client.get("/profile", headers=HTML).text)
    assert csrf is not None
    left = client.post("/logout", data={"csrf": csrf[1]}, headers={**HTML, "Origin": OURS})
    away = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', left.text)
    assert away is not None
    address = away[1].replace("&amp;", "&")
    assert address.startswith(f"{provider}/oauth2/end_session?id_token_hint=")
    assert requests.get(address, timeout=5, allow_redirects=False).status_code < 400
    assert client.get("/profile", headers=HTML).status_code == 303


def test_nobody_is_made_by_coming(office: Office) -> None:
    client = browser(office)
    refused = client.get(authorize(client, "2"), headers=HTML)
    assert refused.status_code == 403
    assert "没有与之对应的在用账号" in refused.text
    assert client.get("/profile", headers=HTML).status_code == 303


def test_somebody_new_is_entered_without_any_post_where_the_installation_says_so(tmp_path: Path, provider: str) -> None:
    office = _open(tmp_path, provider, identity_creates=True)
    client = browser(office)
    assert client.get(authorize(client, "2"), headers=HTML).status_code == 303
    assert "新来者" in client.get("/profile", headers=HTML).text
    assert client.get("/cases", headers=HTML).status_code in (200, 403, 404)
    with office.database.reading() as connection:
        held = connection.execute(text("SELECT count(*) FROM posts WHERE person NOT IN (SELECT login FROM people)"))
        assert held.scalar() == 0
    office.close()


def test_our_own_second_factor_is_asked_for_all_the_same(office: Office) -> None:
    client = browser(office)
    entered = client.get(authorize(client, "3"), headers=HTML)
    assert entered.headers["Location"].startswith("/login/enrol")


def test_an_answer_is_taken_by_the_browser_that_asked_and_once(office: Office) -> None:
    asking, other = browser(office), browser(office)
    back = authorize(asking, "1")
    assert other.get(back, headers=HTML).status_code == 403
    assert asking.get(back, headers=HTML).status_code == 303
    assert browser(office).get(back, headers=HTML).status_code == 403
    assert asking.get(back, headers=HTML).status_code == 403, "the cookie of the question is gone"


@pytest.mark.parametrize("change", [("state", "x"), ("code", "x"), ("code", "")])
def test_an_answer_that_was_altered(office: Office, change: tuple[str, str]) -> None:
    client = browser(office)
    back = authorize(client, "1")
    name, value = change
    altered = re.sub(rf"([?&]{name}=)[^&]*", rf"\g<1>{value}", back)
    assert client.get(altered, headers=HTML).status_code == 403


def test_an_answer_that_comes_too_late(office: Office) -> None:
    client = browser(office)
    back = authorize(client, "1")
    office.clock.advance(timedelta(minutes=11))  # type: ignore[attr-defined]  # tests move it
    assert client.get(back, headers=HTML).status_code == 403


def test_a_service_that_is_away_leaves_the_other_door_open(tmp_path: Path) -> None:
    office = _open(tmp_path, "http://127.0.0.1:9")
    client = browser(office)
    assert client.get("/login/service", headers=HTML).status_code == 503
    assert client.get("/login", headers=HTML).status_code == 200
    office.close()


@pytest.mark.parametrize("issuer", ["http://identity.example", "ftp://127.0.0.1", "identity.example"])
def test_no_service_without_https_beyond_this_machine(tmp_path: Path, issuer: str) -> None:
    office = _open(tmp_path, issuer)
    assert browser(office).get("/login/service", headers=HTML).status_code == 503
    office.close()


def test_without_a_service_there_is_no_such_page(tmp_path: Path) -> None:
    office = _open(tmp_path, "")
    client = browser(office)
    assert client.get("/login/service", headers=HTML).status_code == 404
    assert "统一身份认证登录" not in client.get("/login", headers=HTML).text
    office.close()
