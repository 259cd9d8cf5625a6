"""How templates write days, names and sentences."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import g

from webhooks.pages import texts
from webhooks.pages.sessions import Visitor
from webhooks.pages.visits import receive

LATE = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)


@pytest.fixture
def visiting(pages_app):
    with pages_app.test_request_context("/"):
        receive(Visitor())
        yield


@pytest.mark.parametrize(
    ("lang", "value", "said"),
    [
        ("zh", date(2026, 11, 25), "2026年11月25日"),
        ("zh", LATE, "2026年11月25日"),
        ("en", date(2026, 3, 2), "2 March 2026"),
        ("zh", None, ""),
    ],
)
def test_a_day_is_written_as_people_write_it_and_is_the_day_in_beijing(visiting, lang, value, said):
    g.lang = lang

    assert texts.day(value) == said


def test_a_narrow_column_has_room_for_month_and_day(visiting):
    assert texts.short_day(date(2026, 3, 2)) == "3月2日"
    assert texts.short_day(None) == ""


def test_an_instant_is_told_in_beijing_time_and_exactly_to_machines(visiting):
    assert texts.instant(LATE) == "2026年11月25日 00:30"
    assert 'datetime="2026-11-24T16:30:00+00:00"' in texts.moment(LATE)
    assert texts.instant(None) == texts.moment(None) == ""


def test_bodies_and_people_are_called_by_their_names(visiting):
    assert texts.unit("province_office") == "省未保办"
    assert texts.unit("nobody") == "nobody"
    assert texts.unit(None) == ""
    assert "虚构" in texts.person("officer")
    assert texts.person("system") == "系统"
    assert texts.person("nobody") == "nobody"


def test_a_missing_sentence_is_a_fault_in_tests(visiting):
    with pytest.raises(LookupError):
        texts.t("pages.nothing_of_the_kind")


def test_scripts_are_handed_the_shared_sentences_and_those_they_ask_for(visiting):
    handed = texts.script_texts("pages.lamp.")

    assert handed["pages.js.close"] == "关闭"
    assert "pages.lamp.overdue" in handed
    assert "pages.menu.desk" not in handed
