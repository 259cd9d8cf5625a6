"""What is checked before any view is asked, and what becomes of a view's answer."""

from __future__ import annotations

import pytest
from flask import Blueprint
from werkzeug.exceptions import RequestEntityTooLarge

from engine.errors import Conflict, FieldError, Forbidden, Invalid, Unavailable, Unknown
from webhooks.app import create_app
from webhooks.pages import registry, sessions
from webhooks.pages.answers import Answer, Bytes, Fragment, Goto, Screen
from webhooks.pages.page import page
from webhooks.pages.visits import Visit

from .conftest import Browser

tried = Blueprint("tried", __name__)

REFUSALS = {
    "forbidden": (Forbidden("people.right.scope", scope="x"), 403),
    "unknown": (Unknown("actions.unknown_case"), 404),
    "conflict": (Conflict("actions.already_done", by="someone", at="2026-03-02T01:30:00+00:00"), 409),
    "invalid": (Invalid("forms.invalid", fields=[FieldError("a", "forms.required")]), 422),
    "locked": (Unavailable("people.login.locked", minutes=3), 429),
    "unavailable": (Unavailable("storage.unavailable"), 503),
}


@page(tried, "GET", "/tried/<what>")
def look(visit: Visit, what: str) -> Answer:
    match what:
        case "fragment":
            return Fragment("parts/icon.html", headers={"HX-Trigger": "seen"})
        case "file":
            return Bytes(b"x", "application/pdf", "文件.pdf")
        case "preview":
            return Bytes(b"x", "application/pdf", inline=True)
        case "broken":
            raise ZeroDivisionError
        case "large":
            raise RequestEntityTooLarge
    raise REFUSALS[what][0]


@page(tried, "POST", "/tried")
def act(visit: Visit) -> Answer:
    return Goto(f"/done?{visit.form['word']}", said="pages.count", params={"count": 3})


@page(tried, "GET", "/open", public=True)
def stand_open(visit: Visit) -> Answer:
    return Screen(
        "frame/bare.html",
        {"told_refusal": {"title": "T", "status": 200, "sentence": "", "advice": "", "fields": ()}, "request_id": ""},
    )


@pytest.fixture(scope="module")
def app(office):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "PAGES", (*registry.PAGES, tried))
        app = create_app(office)
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture
def officer(app, office):
    return Browser(app, office, "officer")


@pytest.fixture
def stranger(app, office):
    return Browser(app, office, "")


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(stranger):
    answer = stranger.get("/tried/forbidden?a=b")

    assert answer.status_code == 303
    assert answer.location == "/login?next=%2Ftried%2Fforbidden%3Fa%3Db"


def test_htmx_is_told_to_sign_in_by_a_header(stranger):
    answer = stranger.client.get(
        "/tried/x", headers={"HX-Request": "true", "HX-Current-URL": "http://localhost/inbox/group"}
    )

    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == "/login?next=%2Finbox%2Fgroup"


def test_what_a_page_asks_by_itself_does_not_lead_away_from_it(stranger):
    answer = stranger.client.get("/tried/x", headers={"HX-Request": "true", "X-Unattended": "yes"})

    assert (answer.status_code, answer.headers["HX-Reswap"]) == (401, "none")
    assert "HX-Redirect" not in answer.headers


def test_public_pages_are_there_for_everybody(stranger):
    assert stranger.get("/open").status_code == 200


@pytest.mark.parametrize("what", REFUSALS)
def test_a_refusal_is_a_page_that_says_what_to_do(officer, what):
    answer = officer.get(f"/tried/{what}")

    assert answer.status_code == REFUSALS[what][1]
    assert answer.mimetype == "text/html"
    assert 'role="alert"' in answer.text
    assert "refusal-advice" in answer.text
    assert "side-menu" in answer.text


@pytest.mark.parametrize("what", REFUSALS)
def test_for_htmx_a_refusal_is_a_piece(officer, what):
    answer = officer.get(f"/tried/{what}", htmx=True)

    assert answer.status_code == REFUSALS[what][1]
    assert answer.text.lstrip().startswith("<section")


@pytest.mark.parametrize(("address", "status"), [("/tried/broken", 500), ("/tried/large", 413), ("/nowhere", 404)])
def test_what_nobody_foresaw_is_a_page_in_the_frame(officer, address, status):
    answer = officer.get(address)

    assert answer.status_code == status
    assert "side-menu" in answer.text


def test_a_form_over_the_limit_is_told_within_the_frame(officer, office):
    answer = officer.post("/tried", {"word": "a" * (office.settings.max_body + 1)})

    assert answer.status_code == 413
    assert "side-menu" in answer.text


def test_while_the_database_is_away_a_page_says_so_by_itself(officer, monkeypatch):
    # given
    def away():
        raise Unavailable("storage.unavailable")

    monkeypatch.setattr(sessions, "visitor", away)

    # when
    answer = officer.get("/tried/forbidden")

    # then
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "side-menu" not in answer.text
    assert "维护" in answer.text


def test_too_many_attempts_say_when_to_try_again(officer):
    answer = officer.get("/tried/locked")

    assert answer.status_code == 429
    assert "3" in answer.text


def test_a_stranger_at_an_unknown_address_sees_a_bare_page(stranger):
    answer = stranger.get("/nowhere")

    assert answer.status_code == 404
    assert "side-menu" not in answer.text


def test_programs_still_get_problem_details(stranger):
    answer = stranger.client.get("/nowhere", headers={"Accept": "application/json"})

    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_a_form_from_a_foreign_page_is_refused(officer, headers):
    assert officer.post("/tried", {"word": "a"}, headers=headers).status_code == 400


def test_a_form_without_the_secret_is_refused(officer):
    assert officer.post("/tried", {"word": "a", "csrf": "guessed"}).status_code == 400


def test_a_form_of_ours_leads_on_and_the_next_page_says_what_was_done(officer):
    # when
    done = officer.post("/tried", {"word": "a"})

    # then
    assert (done.status_code, done.location) == (303, "/done?a")
    assert "3 件" in officer.get("/nowhere").text

    # and it is said once
    assert "3 件" not in officer.get("/nowhere").text


def test_htmx_is_led_on_by_a_header(officer):
    done = officer.post("/tried", {"word": "a"}, htmx=True)

    assert (done.status_code, done.headers["HX-Redirect"]) == (204, "/done?a")


@pytest.mark.parametrize("forged", ["@@@", "WyJub3BlIiwge31d", "W10=", "bnVsbA=="])
def test_what_others_write_into_the_cookie_is_not_shown(officer, forged):
    officer.client.set_cookie("huishang_said", forged)

    answer = officer.get("/nowhere")

    assert answer.status_code == 404
    assert "data-told" not in answer.text


def test_a_file_is_saved_and_a_preview_may_stand_in_a_frame_of_ours(officer):
    saved, shown = officer.get("/tried/file"), officer.get("/tried/preview")

    assert "attachment" in saved.headers["Content-Disposition"]
    assert "%E6%96%87%E4%BB%B6.pdf" in saved.headers["Content-Disposition"]
    assert saved.headers["X-Frame-Options"] == "DENY"
    assert shown.headers["Content-Disposition"] == "inline"
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]


def test_no_page_allows_anything_inline_or_foreign(officer):
    policy = officer.get("/nowhere").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_addresses_that_name_nothing_of_ours_are_refused(officer):
    assert officer.get("/tried/forbidden?a=%00").status_code == 400
    assert officer.get(f"/tried/forbidden?a={'b' * 2001}").status_code in (400, 414)
