"""What was typed comes back to whoever typed it, in the browser it was typed in, and to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Blueprint

from engine.actions.signing_in import keep_form
from engine.errors import Conflict
from webhooks.app import create_app
from webhooks.pages import keeping, registry, sessions
from webhooks.pages.answers import Answer, Screen
from webhooks.pages.page import page
from webhooks.pages.visits import Visit

from .conftest import HTML, Browser

typed = Blueprint("typed", __name__)
PAGE = "/typed?step=2"
FORM = {"word": "虚构内容", "many": ["a", "b"], "password": "never kept"}
FROM = {"Referer": f"http://localhost{PAGE}"}


@page(typed, "GET", "/typed")
def ask(visit: Visit) -> Answer:
    return Screen("frame/refusal.html", {"told_refusal": TOLD, "back": "", "request_id": ""})


@page(typed, "POST", "/typed/act")
def act(visit: Visit) -> Answer:
    raise Conflict("actions.already_done", by="somebody", at="2026-03-02T01:30:00+00:00")


TOLD = {"title": "T", "status": 200, "sentence": "", "advice": "", "fields": ()}


@pytest.fixture(scope="module")
def app(office):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "PAGES", (*registry.PAGES, typed))
        app = create_app(office)
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture
def officer(app, office):
    return Browser(app, office, "officer")


def sign_in(browser: Browser, office, person: str) -> None:
    """As somebody who goes through the log-in page in this very browser."""
    browser.client.set_cookie(sessions.COOKIE, sessions.open_for(office, person))


def test_a_lost_race_leads_back_to_the_form_as_it_was_typed(officer):
    # when
    refused = officer.post("/typed/act", FORM, headers=FROM)

    # then
    assert refused.status_code == 409
    assert f'href="{PAGE}"' in refused.text

    # and
    again = officer.get(PAGE).text
    assert '"action": "/typed/act"' in again
    assert r"\u865a\u6784\u5185\u5bb9" in again
    assert '"many": ["a", "b"]' in again
    assert "never kept" not in again

    # and only once
    assert 'id="kept"' not in officer.get(PAGE).text


def test_after_signing_out_the_form_is_found_again(officer, office):
    # given a page that was open when its session ended
    officer.client.delete_cookie(sessions.COOKIE)

    # when its form is sent
    turned = officer.post("/typed/act", FORM, headers=FROM)

    # then one signs in and finds what one had typed
    assert turned.location == "/login?next=%2Ftyped%3Fstep%3D2"
    sign_in(officer, office, "officer")
    assert 'id="kept"' in officer.get(PAGE).text


def test_nobody_else_in_the_same_browser_finds_it(officer, office):
    officer.post("/typed/act", FORM, headers=FROM)
    sign_in(officer, office, "officer2")

    assert 'id="kept"' not in officer.get(PAGE).text


def test_no_other_page_brings_it(officer):
    officer.post("/typed/act", FORM, headers=FROM)

    assert 'id="kept"' not in officer.get("/typed?step=3").text
    assert 'id="kept"' in officer.get(PAGE).text


def test_who_has_no_session_that_ever_was_keeps_nothing(app, office):
    stranger = Browser(app, office, "")
    stranger.csrf = "nobody.nothing"

    turned = stranger.post("/typed/act", FORM, headers=FROM)

    assert turned.status_code == 303
    assert keeping.COOKIE not in turned.headers.get("Set-Cookie", "")


def test_a_foreign_page_cannot_leave_anything(officer):
    officer.client.delete_cookie(sessions.COOKIE)

    turned = officer.post("/typed/act", FORM, headers={**FROM, "Origin": "http://elsewhere.example"})

    assert keeping.COOKIE not in turned.headers.get("Set-Cookie", "")


def test_htmx_keeps_the_form_on_its_page_so_nothing_is_kept(officer):
    refused = officer.post("/typed/act", FORM, htmx=True, headers={"HX-Current-URL": f"http://localhost{PAGE}"})

    assert refused.status_code == 409
    assert keeping.COOKIE not in refused.headers.get("Set-Cookie", "")


@pytest.mark.parametrize("ticket", ["", "x", "x.y", "nobody." + "A" * 44, "." * 9])
def test_a_forged_ticket_brings_nothing(officer, ticket):
    officer.client.set_cookie(keeping.COOKIE, ticket)

    assert officer.get(PAGE).status_code == 200


def test_a_ticket_with_another_key_opens_nothing(officer):
    officer.post("/typed/act", FORM, headers=FROM)
    held = officer.client.get_cookie(keeping.COOKIE)
    assert held is not None
    officer.client.set_cookie(keeping.COOKIE, held.value.partition(".")[0] + "." + "A" * 44)

    assert 'id="kept"' not in officer.get(PAGE).text


def test_after_a_day_nobody_misses_it(office, clock):
    officer = keep_form.Actor("officer", "", "")
    ticket = keep_form.keep_form(office, "officer", keep_form.KeptForm(PAGE, "/a", {"a": ["b"]}))
    clock.advance(timedelta(days=1, seconds=1))
    try:
        assert keep_form.take_form(office, officer, ticket, PAGE) is None
    finally:
        clock.advance(-timedelta(days=1, seconds=1))


def test_only_the_last_few_of_a_person_wait(office, clock):
    officer, tickets = keep_form.Actor("officer", "", ""), []
    for _ in range(keep_form.MOST + 1):
        clock.advance(timedelta(seconds=1))
        tickets.append(keep_form.keep_form(office, "officer", keep_form.KeptForm(PAGE, "/a", {"a": ["b"]})))

    found = [keep_form.take_form(office, officer, ticket, PAGE) is not None for ticket in tickets]

    clock.advance(timedelta(seconds=-len(tickets)))
    assert found == [False] + [True] * keep_form.MOST


def test_what_is_kept_cannot_be_read_in_the_database(office):
    ticket = keep_form.keep_form(office, "officer", keep_form.KeptForm(PAGE, "/a", {"a": ["虚构姓名"]}))

    with office.database.reading() as connection:
        row = keep_form.kept_forms.read(connection, ticket.partition(".")[0])

    assert row is not None
    assert "虚构姓名".encode() not in row.content


def test_plain_requests_carry_no_ticket(officer):
    assert keeping.COOKIE not in officer.client.get(PAGE, headers=HTML).headers.get("Set-Cookie", "")
