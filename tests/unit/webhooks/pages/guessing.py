"""Every address of the pages as somebody may guess it, with the ids of a case, and what an answer then tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from urllib.parse import quote
from uuid import uuid4

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.unit.engine.uploads.samples import picture
from tests.unit.webhooks.pages.conftest import Browser
from tests.unit.webhooks.pages.seeded import Seeded

#: parts of an address that name something of a case or of one person
SECRET = {
    *("case", "case_id", "task", "paper", "file", "submission", "service", "meeting", "circulation", "job", "notice"),
    *("suggestion", "phrase", "view"),
}
#: parts that name something of the house, with a value that is one
OF_THE_HOUSE: Mapping[str, str] = {
    **{"person": "officer", "session": "1", "other": "1", "key": "education", "mail": "1", "token": "x" * 43},
    **{"book": "acceptance", "box": "todo", "kind": "letter", "version": "1", "word": "suspend", "tab": "log"},
    **{"number": "1", "name": "lang", "year": "2026", "month": "3"},
}
#: whoever has not signed in may ask for these
PUBLIC = re.compile(
    r"/(health|metrics|static/.*|login(/.*)?|logout|setup|guest/<token>|session/(state|stay)|preferences/<name>)"
)
#: what one finds here is one's own, or what the rights give one: never something of a case that one does not know
OWN = re.compile(
    r"/(|cases|cases/take-in|drafts|handover|profile.*|progress|phrases(\.json)?|files|frame/.*|inbox/.*|notices.*"
    r"|meetings(/new)?|applications(/(new|draft|drop|advice|duplicates|review))?|session/others/<other>/end"
    r"|supervision(/urge)?|suggestions|real-data-requests|admin.*|registers.*"
    r"|papers(/(registers|verify|templates.*))?)"
)
#: never the same twice: ids of requests and sessions, and the secret of forms
CHANGING = re.compile(r"[0-9a-f]{32}(\.~[\w=-]+)?|(?<=notices/)\d+")
#: characters of an id that stands for nothing else in a page
LONG = 9
#: pages that take such ids in their forms
BY_FORM = (
    *("/inbox/group/claim", "/inbox/group/hand-over", "/supervision/urge", "/meetings/new", "/papers/verify"),
    *("/applications/duplicates", "/applications/review", "/cases/take-in"),
)
#: fields that a form of ours may have, so that the rights and not a missing field answer
FILLED = {
    **dict.fromkeys(("reason", "purpose", "text", "subject", "summary"), "试探（虚构）"),
    **dict.fromkeys(("form", "record"), "{}"),
    **{"days": "2", "ref": "abc123", "to": "officer", "person": "officer", "planned_on": "2026-04-20"},
}


def rules(app: Flask) -> Iterator[tuple[str, Rule]]:
    for rule in app.url_map.iter_rules():
        for method in ("GET", "POST"):
            if method in (rule.methods or ()) and not rule.rule.startswith("/api/"):
                yield method, rule


def is_asked(method: str, rule: Rule) -> bool:
    """What the office shares is not changed here: accounts, units, sessions have tests of their own."""
    return bool(rule.arguments & SECRET) or rule.rule in BY_FORM or (method == "GET" and "static" not in rule.rule)


def address_of(app: Flask, method: str, rule: Rule, ids: Mapping[str, str]) -> str:
    given = {**OF_THE_HOUSE, **ids}
    values = {name: int(given[name]) if given[name].isdecimal() else given[name] for name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, values, method)


def ask(browser: Browser, app: Flask, method: str, rule: Rule, ids: Mapping[str, str]) -> TestResponse:
    address = address_of(app, method, rule, ids)
    named = {"task": ids["task"], "case": ids["case"], "order": ids["case"]}
    form = {**FILLED, **named, "file": (BytesIO(picture()), "虚构.png")}
    return browser.get(address) if method == "GET" else browser.post(address, form)


def said(answer: TestResponse, ids: Mapping[str, str]) -> tuple[int, str]:
    """What tells one answer from another, without what was asked with."""
    text = f"{answer.headers.get('Location', '')} {answer.text}"
    for one in ids.values():
        text = text if len(one) < LONG else text.replace(one, "").replace(quote(one, safe=""), "")
    return answer.status_code, CHANGING.sub("", text)


def plain(rule: Rule) -> str:
    """The address without the converters of its parts."""
    return re.sub(r"<(?:[^<>]*:)?(\w+)>", r"<\1>", rule.rule)


def is_fault(rule: Rule, answer: TestResponse) -> bool:
    """Whether the house broke down. Its health says 503 of itself where no worker runs, as in these tests."""
    return answer.status_code >= 500 and rule.rule != "/health"


def told_by_guessing(browser: Browser, app: Flask, seeded: Seeded) -> list[tuple[str, str, object]]:
    """Every address tried with the ids of the case by somebody who must not know of it: what should not have been.

    Nothing of the case may be said, and what is not theirs must sound like what is not there.
    """
    unknown = {name: "999999999" if one.isdecimal() else uuid4().hex for name, one in seeded.ids.items()}
    wrong: list[tuple[str, str, object]] = []
    for method, rule in [(method, rule) for method, rule in rules(app) if is_asked(method, rule)]:
        answer = ask(browser, app, method, rule, seeded.ids)
        shown = seeded.shown_in(answer)
        if shown or is_fault(rule, answer):
            wrong.append((method, rule.rule, shown or answer.status_code))
        if rule.arguments & SECRET:
            if answer.status_code not in (303, 403, 404):
                wrong.append((method, rule.rule, answer.status_code))
            if said(ask(browser, app, method, rule, unknown), unknown) != said(answer, seeded.ids):
                wrong.append((method, rule.rule, "differs from an unknown one"))
    return wrong
