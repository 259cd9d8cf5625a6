"""Hostile words in every field, forged posts, and a child's name looked for wherever it must never be (虚构)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

import pytest
from flask import Flask

from engine.actions.house.office import Office
from engine.actions.worker.long_work import cancel
from tests.unit.webhooks.pages import seeded as words
from tests.unit.webhooks.pages.conftest import Browse
from tests.unit.webhooks.pages.guessing import PUBLIC, address_of, is_asked, plain, rules
from tests.unit.webhooks.pages.seeded import CHILD, SCHOOL, Seeded, actor, with_everything

HOSTILE: Final = "<img src=x onerror=alert(1)></script><b id=owned>{{7*7}}\"'（虚构）"
TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
READERS: Final = ("officer", "director", "luoyang.liaison", "education.liaison", "expert.law1", "reviewer")


class Marks(HTMLParser):
    """Elements that no page of ours has: with handlers, with looks of their own, with words as a script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_inline = tag == "script" and "src" not in given and given.get("type") != "application/json"
        if is_inline or given.get("id") == "owned" or any(name == "style" or name[:2] == "on" for name in given):
            self.wrong.append(self.get_starttag_text() or tag)


@pytest.fixture
def hostile(office: Office, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> Iterator[Seeded]:
    """A case whose every free text is an attack."""
    for name in ("PSEUDONYM", "SUBJECT", "REMARK", "REASON", "PHRASE", "SUGGESTION"):
        monkeypatch.setattr(words, name, HOSTILE)
    made = with_everything(office, browse)
    yield made
    cancel(office, actor(office, "officer"), made.ids["job"])


@pytest.mark.parametrize("person", READERS)
def test_words_stay_words_and_names_stay_covered(
    browse: Browse, hostile: Seeded, pages_app: Flask, person: str, capsys: pytest.CaptureFixture[str]
) -> None:
    browser, shown, wrong = browse(person), 0, list[object]()
    addresses = [
        address_of(pages_app, method, rule, hostile.ids)
        for method, rule in rules(pages_app)
        if method == "GET" and is_asked(method, rule)
    ]
    for address in addresses:
        for htmx in (False, True):
            answer = browser.get(address, htmx=htmx)
            if any(
                name in answer.get_data().decode(errors="replace") + str(answer.headers) for name in (CHILD, SCHOOL)
            ):
                wrong.append((address, "a child's name"))
            if "no-store" not in answer.headers["Cache-Control"]:
                wrong.append((address, answer.headers["Cache-Control"]))
            if not answer.content_type.startswith("text/html"):
                continue
            shown += "onerror" in answer.text
            title = TITLE.search(answer.text)
            wrong += [(address, one) for one in Marks(answer.text).wrong]
            wrong += [(address, title[1]) for title in [title] if title and "虚构" in title[1]]

    assert not wrong
    assert shown, "the words are shown somewhere, else nothing was tried"
    logged = capsys.readouterr()
    assert not any(word in logged.out + logged.err for word in (CHILD, SCHOOL, "onerror"))


def test_no_forged_post_is_taken(browse: Browse, hostile: Seeded, pages_app: Flask) -> None:
    officer, director = browse("officer"), browse("director")
    for method, rule in rules(pages_app):
        if method != "POST" or PUBLIC.fullmatch(plain(rule)):
            continue
        address = address_of(pages_app, method, rule, hostile.ids)
        forged = (
            officer.post(address, {"csrf": ""}),
            officer.post(address, {"csrf": director.csrf}),
            officer.post(address, headers={"Origin": "https://elsewhere.example"}),
            officer.post(address, headers={"Origin": "null"}),
            officer.post(address, headers={"Sec-Fetch-Site": "cross-site"}),
        )
        assert [answer.status_code for answer in forged] == [400] * len(forged), rule.rule
