"""Signing in with a browser: cookie, steps, way back, what is refused; nothing of it opens the API."""

from __future__ import annotations

import re

import pyotp
import pytest

from engine.actions.signing_in.set_password import set_password
from engine.people.actor import Actor
from webhooks.pages.identity.next_page import own_page

from .conftest import PASSWORD

SYSTEM = Actor.system()


def test_the_door_is_shown_to_who_has_not_signed_in(stranger):
    found = stranger().get("/preferences/x")
    assert found.status_code in (404, 405)
    away = stranger().get("/profile?tab=1")
    assert (away.status_code, away.headers["Location"]) == (303, "/login?next=%2Fprofile%3Ftab%3D1")
    page = stranger().get("/login")
    assert page.status_code == 200
    assert "登录名" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_the_cookie_is_for_the_server_alone(stranger):
    browser = stranger()
    answer = browser.sign_in(next="/profile")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/profile")
    given = next(value for name, value in answer.headers if name == "Set-Cookie" and "huishang_session" in value)
    assert "HttpOnly" in given
    assert "SameSite=Lax" in given
    assert "Path=/" in given
    assert "Domain" not in given
    assert "Expires" not in given
    assert browser.get("/profile").status_code == 200


def test_over_https_the_cookie_is_bound_to_the_host(stranger, office):
    browser = stranger()
    answer = browser.client.post(
        "/login",
        data={"login": "officer", "password": PASSWORD},
        base_url="https://localhost",
        headers={"Origin": "https://localhost", "Accept": "text/html"},
    )
    given = next(value for name, value in answer.headers if name == "Set-Cookie" and "session" in value)
    assert given.startswith("__Host-huishang_session=")
    assert "Secure" in given
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_each_sign_in_has_a_new_secret_and_a_planted_one_is_worth_nothing(stranger):
    browser = stranger()
    planted = "A" * 43
    browser.client.set_cookie("huishang_session", planted)
    browser.sign_in()
    assert browser.cookie() not in ("", planted)
    other = stranger()
    other.client.set_cookie("huishang_session", planted)
    assert other.get("/profile").status_code == 303


def test_the_session_never_opens_the_api(stranger):
    browser = stranger()
    browser.sign_in()
    assert browser.get("/profile").status_code == 200
    assert browser.client.get("/api/v1/tasks").status_code == 401
    bearer = {"Authorization": f"Bearer {browser.cookie()}"}
    assert browser.client.get("/api/v1/tasks", headers=bearer).status_code == 401


@pytest.mark.parametrize(("login", "password"), [("officer", "wrong"), ("nobody", PASSWORD), ("", ""), ("a\0b", "xyz")])
def test_a_wrong_pair_says_one_thing(stranger, login, password):
    answer = stranger().sign_in(login, password)
    assert answer.status_code == 401
    assert "登录名或密码不正确" in answer.text
    assert not password or f'value="{password}"' not in answer.text


def test_five_failures_lock_with_a_sentence(stranger):
    browser = stranger()
    for _ in range(5):
        browser.sign_in("reviewer", "wrong")
    answer = browser.sign_in("reviewer")
    assert answer.status_code == 429
    assert "锁定15分钟" in answer.text


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_no_foreign_page_signs_anybody_in(stranger, headers):
    answer = stranger().post("/login", {"login": "officer", "password": PASSWORD}, **headers)
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/x",
        "/\\evil.example",
        "https://evil.example/",
        "/\t/evil.example",
        "/\n//evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/login?next=/x",
        "/logout",
        "/api/v1/tasks",
        "",
        "/" + "x" * 600,
        "/a\\b",
        "///evil.example",
    ],
)
def test_nobody_is_led_to_another_site(stranger, address):
    assert own_page(address) == "/"
    assert stranger().sign_in(next=address).headers["Location"] == "/"


@pytest.mark.parametrize("address", ["/", "/cases/1/log?page=2", "/inbox/group?q=未成年人甲", "/tasks/a#b"])
def test_one_is_led_back_to_pages_of_ours(address):
    assert own_page(address) == address


def test_logging_out_ends_the_session_everywhere(stranger):
    browser = stranger()
    browser.sign_in()
    kept = browser.cookie()
    csrf = re.search(r'name="csrf" value="([^"]+)"', browser.get("/profile").text)
    assert csrf is not None
    assert browser.post("/logout", {"csrf": "wrong"}).status_code == 400
    answer = browser.post("/logout", {"csrf": csrf[1]})
    assert answer.headers["Location"] == "/login"
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    again = stranger()
    again.client.set_cookie("huishang_session", kept)
    assert again.get("/profile").status_code == 303


def test_an_idle_session_leads_to_the_door_and_back(stranger, later):
    browser = stranger()
    browser.sign_in()
    later(minutes=21)
    away = browser.get("/profile?tab=1")
    assert away.headers["Location"] == "/login?next=%2Fprofile%3Ftab%3D1"
    door = browser.get(away.headers["Location"])
    assert "较长时间没有操作" in door.text
    assert browser.sign_in(next="/profile?tab=1").headers["Location"] == "/profile?tab=1"


def test_a_script_that_looks_by_itself_keeps_nobody_in(stranger, later):
    browser = stranger()
    browser.sign_in()
    for _ in range(2):
        later(minutes=9)
        state = browser.client.get("/session/state", headers={"X-Unattended": "yes"}).json
        assert state["in"]
    assert state["left"] == 120
    assert state["warning"] == 120
    later(minutes=3)
    assert browser.client.get("/session/state", headers={"X-Unattended": "yes"}).json == {"in": False}


def test_staying_begins_the_idle_time_anew(stranger, later, office):
    browser = stranger()
    browser.sign_in()
    csrf = re.search(r'name="csrf" value="([^"]+)"', browser.get("/profile").text)
    assert csrf is not None
    later(minutes=19)
    assert browser.post("/session/stay", {"csrf": csrf[1]}).json["left"] == 1200
    later(minutes=19)
    assert browser.get("/profile").status_code == 200


def test_the_last_login_is_told_after_the_next(stranger, later):
    first = stranger()
    first.sign_in()
    csrf = re.search(r'name="csrf" value="([^"]+)"', first.get("/profile").text)
    first.post("/logout", {"csrf": csrf[1] if csrf else ""})
    stranger().sign_in("officer", "wrong")
    later(hours=1)
    browser = stranger()
    browser.sign_in(next="/profile")
    told = browser.get("/profile").text
    assert "上次登录：2026年3月2日" in told
    assert "此后有1次登录失败" in told
    assert "127.0.0.1" in told


def test_the_second_session_is_told_where_the_first_is_and_ends_it(stranger):
    first, second = stranger(), stranger()
    first.sign_in()
    answer = second.sign_in(next="/profile")
    assert answer.headers["Location"] == "/login/other?next=%2Fprofile"
    assert second.get("/profile").headers["Location"] == "/login/other", "nobody is in before the last step"
    page = second.get("/login/other")
    assert "127.0.0.1" in page.text
    assert [one["where"] for one in first.client.get("/session/state").json["others"]] == ["127.0.0.1"]
    assert second.post("/login/other", {"next": "/profile"}).headers["Location"] == "/profile"
    assert "已在另一处登录" in first.get("/login").text
    assert first.get("/profile").status_code == 303


def test_giving_up_a_sign_in_leaves_the_other_alone(stranger):
    first, second = stranger(), stranger()
    first.sign_in()
    second.sign_in()
    assert second.post("/login/cancel").headers["Location"] == "/login"
    assert first.get("/profile").status_code == 200
    assert second.post("/login/other").headers["Location"] == "/login"


def test_a_password_of_somebody_else_is_changed_at_the_door(stranger, office, later):
    set_password(office, SYSTEM, "officer2", "Given-By-Other-1")
    browser = stranger()
    assert (
        browser.sign_in("officer2", "Given-By-Other-1", next="/profile")
        .headers["Location"]
        .startswith("/login/password")
    )
    bad = browser.post("/login/password", {"password": "short", "password_again": "short"})
    assert bad.status_code == 422
    assert "至少" in bad.text
    assert (
        "不一样" in browser.post("/login/password", {"password": "Own-Word-77", "password_again": "Own-Word-78"}).text
    )
    done = browser.post(
        "/login/password", {"password": "Own-Word-77", "password_again": "Own-Word-77", "next": "/profile"}
    )
    assert done.headers["Location"] == "/profile"
    assert browser.get("/profile").status_code == 200


def test_a_role_that_needs_a_factor_enrols_at_the_door_and_brings_it_next_time(stranger, clock):
    browser = stranger()
    assert browser.sign_in("director", next="/profile").headers["Location"].startswith("/login/enrol")
    page = browser.get("/login/enrol").text
    assert "<svg" in page
    assert "style=" not in page.split("<svg")[1].split("</svg>")[0]
    secret = re.search(r'enrol-secret">([A-Z2-7 ]+)<', page)
    assert secret is not None
    totp = pyotp.TOTP(secret[1].replace(" ", ""))
    assert browser.post("/login/enrol", {"code": "000000"}).status_code == 422
    codes = browser.post("/login/enrol", {"code": totp.at(clock.now()), "next": "/profile"}).text
    assert len(re.findall(r"<li><code>[a-z2-9-]{14}</code>", codes)) == 8
    assert browser.get("/profile").status_code == 303
    assert browser.post("/login/enrolled", {"next": "/profile"}).headers["Location"] == "/profile"
    assert browser.get("/profile").status_code == 200

    again = stranger()
    assert again.sign_in("director").headers["Location"] == "/login/factor"
    wrong = again.post("/login/factor", {"code": totp.at(clock.now())})
    assert wrong.status_code == 422, "a code counts once"
    recovery = re.search(r"<li><code>([a-z2-9-]{14})</code>", codes)
    assert recovery is not None
    assert again.post("/login/factor", {"code": recovery[1]}).headers["Location"] == "/login/other"


def test_a_step_cannot_be_jumped_over(stranger):
    browser = stranger()
    browser.sign_in("director")
    for step in ("/login/enrolled", "/login/factor", "/login/password", "/login/other"):
        assert browser.post(step, {"code": "000000"}).status_code in (303, 409)
    assert browser.get("/profile").headers["Location"].startswith("/login/enrol")


def test_the_door_speaks_english(stranger):
    browser = stranger()
    browser.client.set_cookie("language", "en")
    assert "Sign in" in browser.get("/login").text
