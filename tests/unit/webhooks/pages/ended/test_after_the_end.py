"""A case (虚构) that is over: who finds what of it by guessing, and where a child's name must never be."""

from __future__ import annotations

import email
import email.policy
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from engine.storage import audit
from engine.storage.tables.records import documents
from tests.unit.webhooks.pages.ended.whole import Whole
from tests.unit.webhooks.pages.guessing import (
    PUBLIC,
    address_of,
    ask,
    is_asked,
    is_fault,
    plain,
    rules,
    said,
    told_by_guessing,
)
from tests.unit.webhooks.pages.seeded import CHILD, PSEUDONYM, SCHOOL, TYPED, collecting, guest_of
from webhooks.pages import sessions

TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
#: a unit that was not invited, an expert never asked, each administrator
STRANGERS: Final = (
    *("justice.liaison", "expert.law3", "designer"),
    *("sysadmin", "secadmin", "auditor"),
)
#: an expert whose consultation ended, one who stepped back, a unit that was excused
FORMER: Final = ("expert.law2", "expert.law1", "health.liaison")
READERS: Final = ("officer", "luoyang.liaison", "education.liaison", "reviewer")
#: parts of an address that lead into the case itself
INSIDE: Final = {"case", "case_id", "task", "paper", "file", "submission", "service", "circulation"}
#: pictures and prints of a paper are drawn from its .docx, which is looked into for every paper
DRAWN: Final = ("/file.pdf", "/preview", ".png")


@pytest.mark.parametrize("person", STRANGERS)
def test_a_closed_case_is_found_by_nobody_else(whole: Whole, person: str) -> None:
    assert not told_by_guessing(whole.browse(person), whole.app, whole.seeded)


def test_a_clerk_of_another_city_is_told_of_the_guidance_by_number_alone(whole: Whole) -> None:
    told = told_by_guessing(whole.browse("zhengzhou_office.officer"), whole.app, whole.seeded)
    assert {address for _, address, _ in told} == {"/", "/notices", "/notices/news"}
    assert [shown for _, _, shown in told] == [[whole.seeded.number]] * len(told)


@pytest.mark.parametrize("person", FORMER)
def test_who_once_took_part_keeps_the_number_and_nothing_else(whole: Whole, person: str) -> None:
    browser, wrong, before = whole.browse(person), list[object](), _record(whole)
    for method, rule in rules(whole.app):
        if not is_asked(method, rule):
            continue
        answer = ask(browser, whole.app, method, rule, whole.seeded.ids)
        # own notices and acts say which case they were about, as they did when they were new
        told = set(whole.seeded.shown_in(answer)) - {whole.seeded.number, PSEUDONYM}
        if told or is_fault(rule, answer):
            wrong.append((method, rule.rule, told or answer.status_code))
        if rule.arguments & INSIDE and answer.status_code not in (303, 403, 404):
            wrong.append((method, rule.rule, answer.status_code))
        if rule.arguments & INSIDE and PSEUDONYM in answer.get_data().decode(errors="replace"):
            wrong.append((method, rule.rule, PSEUDONYM))
    assert not wrong
    assert _record(whole) == before, "nothing was done to the case"


def test_a_guest_of_the_case_is_out_when_it_is_over(whole: Whole) -> None:
    browser = whole.browse("")
    browser.client.set_cookie(sessions.COOKIE, whole.cookies["used"])
    for method, rule in rules(whole.app):
        if PUBLIC.fullmatch(plain(rule)):
            continue
        answer = ask(browser, whole.app, method, rule, whole.seeded.ids)
        assert not whole.seeded.shown_in(answer), rule.rule
        assert answer.status_code in (303, 400), (method, rule.rule)
        assert answer.status_code == 400 or answer.location.startswith("/login"), (method, rule.rule)


@pytest.mark.parametrize("became", ["used", "expired"])
def test_a_link_that_is_over_sounds_like_none(whole: Whole, became: str) -> None:
    nobody, link, none = whole.browse(""), whole.links[became], "x" * 43
    over, unknown = nobody.get(f"/guest/{link}"), nobody.get(f"/guest/{none}")
    assert over.status_code == 404
    assert said(over, {"token": link}) == said(unknown, {"token": none})


def test_a_guest_of_another_case_finds_nothing_of_this_one(whole: Whole) -> None:
    subjects = [{"pseudonym": "另一化名（虚构）", "age_band": "under_14"}]
    other = collecting(whole.office, "2026-07-20", subject="另一题目（虚构）", subjects=subjects)
    guest = whole.browse("")
    guest.take(whole.app, guest_of(whole.office, other.case, "expert.law1"))
    assert not told_by_guessing(guest, whole.app, whole.seeded)


@pytest.mark.parametrize("person", READERS)
def test_the_name_of_the_child_is_nowhere(whole: Whole, person: str, capfd: pytest.CaptureFixture[str]) -> None:
    browser, wrong, asked = whole.browse(person), list[object](), 0
    for address in _addresses(whole):
        for htmx in (False, True):
            answer = browser.get(address, htmx=htmx)
            asked += answer.status_code == 200
            wrong += [(address, name) for name in (CHILD, SCHOOL) if name in _everything(answer)]
            title = TITLE.search(answer.text) if answer.content_type.startswith("text/html") else None
            wrong += [(address, title[1]) for title in [title] if title and "虚构" in title[1]]
            if "/static" not in address and "no-store" not in answer.headers.get("Cache-Control", ""):
                wrong.append((address, answer.headers.get("Cache-Control")))
    # whoever types a name where a number belongs, or looks for one, leaves it in no log either
    for address in (f"/cases/{CHILD}", f"/{CHILD}", f"/api/v1/cases/{CHILD}", f"/cases?search={CHILD}"):
        answer = browser.get(address)
        assert CHILD not in str(answer.headers)
        assert quote(CHILD) not in str(answer.headers)
    logged = "".join(capfd.readouterr())
    assert not wrong
    assert asked > len(READERS)
    assert not any(name in logged for name in (CHILD, SCHOOL, quote(CHILD)))


def test_no_letter_says_more_than_a_number(whole: Whole) -> None:
    letters = [email.message_from_bytes(one, policy=email.policy.default) for one in whole.sent]
    subjects = " ".join(str(one["subject"]) for one in letters)
    for kind in ("催办", "纪要", "每日摘要", "不再参与"):
        assert kind in subjects, f"no letter of this kind was sent: {kind}"
    for one in letters:
        text = f"{one.as_string()} {one['subject']} {one.get_content()} {list(one.items())}"
        assert not [word for word in (CHILD, SCHOOL, PSEUDONYM, *TYPED, "试探") if word in text], one["subject"]


def _addresses(whole: Whole) -> Iterator[str]:
    """Every page with the things of the case, and each of its papers."""
    with whole.office.database.reading() as connection:
        found = select(documents.c.id).where(documents.c.case_id == whole.seeded.case)
        papers = list(connection.execute(found).scalars())
    assert len(papers) > len(READERS)
    for method, rule in rules(whole.app):
        if method != "GET" or not is_asked(method, rule) or plain(rule).endswith(DRAWN):
            continue
        for paper in papers if "paper" in rule.arguments else papers[:1]:
            yield address_of(whole.app, method, rule, {**whole.seeded.ids, "paper": paper})


def _everything(answer: TestResponse) -> str:
    return f"{answer.headers} {_inside(answer.get_data())}"


def _inside(data: bytes) -> str:
    """What a file says, with the names and the content of whatever is packed into it."""
    if not data.startswith(b"PK"):
        return data.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return "".join(f"{name} {_inside(packed.read(name))}" for name in packed.namelist())


def _record(whole: Whole) -> int:
    """How many links the case's chain has."""
    with whole.office.database.reading() as connection:
        return len(list(audit.read(connection, whole.seeded.case)))
