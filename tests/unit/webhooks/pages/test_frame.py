"""What every page's frame can do: language, large type, numbers of the menu, the calendar of date fields."""

from __future__ import annotations

import pytest

from engine.actions.people import preferences


@pytest.fixture(autouse=True)
def _forget(office):
    yield
    for person in ("officer", "sysadmin"):
        for name in ("language", "large"):
            with office.database.writing() as connection:
                preferences.preferences.put(connection, person, name, "")


def test_a_person_reads_english_after_switching(browse):
    # given
    officer = browse("officer")
    assert 'lang="zh-CN"' in officer.get("/nowhere").text

    # when
    switched = officer.post("/preferences/language", {"value": "en", "back": "/cases?state=open"})

    # then
    assert (switched.status_code, switched.location) == (303, "/cases?state=open")
    assert 'lang="en"' in officer.get("/nowhere").text

    # and in any other browser of theirs
    assert 'lang="en"' in browse("officer").get("/nowhere").text


def test_a_stranger_switches_this_browser_alone(browse):
    stranger = browse("")

    stranger.post("/preferences/language", {"value": "en"})

    assert 'lang="en"' in stranger.get("/nowhere").text
    assert 'lang="zh-CN"' in browse("").get("/nowhere").text


def test_what_the_browser_wishes_is_not_asked(browse):
    answer = browse("").client.get("/nowhere", headers={"Accept": "text/html", "Accept-Language": "en"})

    assert 'lang="zh-CN"' in answer.text


def test_large_type_is_kept_with_the_person(browse):
    browse("officer").post("/preferences/large", {"value": "yes"})

    assert "large-type" in browse("officer").get("/nowhere").text


@pytest.mark.parametrize(("name", "value"), [("language", "fr"), ("large", "huge"), ("colour", "red"), ("x" * 99, "")])
def test_only_what_is_offered_can_be_chosen(browse, name, value):
    assert browse("officer").post(f"/preferences/{name}", {"value": value}).status_code == 422


@pytest.mark.parametrize(
    "back",
    [
        "/\t/elsewhere.example",
        "/\n/elsewhere.example",
        "//elsewhere.example",
        "https://elsewhere.example",
        "/\\elsewhere.example",
        "",
    ],
)
def test_nobody_is_led_to_a_foreign_page(browse, back):
    assert browse("officer").post("/preferences/large", {"value": "", "back": back}).location == "/"


def test_the_numbers_of_the_menu_are_those_of_the_lists(browse):
    counts = browse("officer").get("/frame/counts").json

    assert {"todo", "toread", "drafts", "notices", "supervision"} <= counts.keys()
    assert browse("").get("/frame/counts").status_code == 303


def test_a_month_tells_days_off_make_up_days_and_how_far_away_they_are(browse):
    month = browse("officer").get("/frame/months/2026/2").json

    days = {day["day"]: day for day in month["days"]}
    assert len(days) == 42
    assert (month["title"], month["today"], month["published"]) == ("2026年2月", "2026-03-02", True)
    assert next(iter(days)) == "2026-01-26"
    assert days["2026-02-17"]["kind"] == "holiday"
    assert "春节" in days["2026-02-17"]["why"]
    assert days["2026-02-14"]["kind"] == "make_up"
    assert (days["2026-02-28"]["ahead"], days["2026-03-03"]["ahead"]) == (-1, 1)


def test_a_year_nobody_has_published_says_so(browse):
    month = browse("officer").get("/frame/months/2031/1").json

    assert not month["published"]
    assert {day["kind"] for day in month["days"] if day["day"].startswith("2031-01")} == {"unknown"}
    assert {day["ahead"] for day in month["days"] if day["day"].startswith("2031-01")} == {None}


@pytest.mark.parametrize("address", ["2026/13", "2026/0", "9999/1", "1/1"])
def test_there_are_months_no_field_could_mean(browse, address):
    assert browse("officer").get(f"/frame/months/{address}").status_code == 422


def test_the_menu_shows_what_one_may_open_and_where_one_is(browse):
    officer, expert, admin = (browse(who).get("/inbox/nothing") for who in ("officer", "expert.law1", "sysadmin"))

    assert 'href="/supervision"' in officer.text
    assert 'href="/supervision"' not in expert.text
    assert 'href="/cases"' in expert.text
    assert 'href="/cases"' not in admin.text
    assert 'href="/admin"' in admin.text
    assert 'href="/admin"' not in officer.text
    assert 'aria-current="page"' not in officer.text
    assert 'href="/cases" aria-current="page"' in browse("officer").get("/cases/none").text
