"""Every page that a person can reach by links, as each kind of person sees it: no fault, no barrier, no missing word.

Each route is looked at once a person, at both sizes; the pictures are kept for review.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
import yaml
from playwright.sync_api import BrowserContext, Page

from engine.rehearsals.stage import DEMONSTRATION
from tests.acceptance.browser.seeing import SIZES, foreign, picture, unspoken, violations
from tests.acceptance.browser.stage import Stage

#: one person of each kind
PEOPLE = (
    "officer",
    "reviewer",
    "director",
    "supervisor",
    "leader",
    "civil_affairs.liaison",
    "luoyang_office.officer",
    "expert.law1",
    "viewer",
    "designer",
    "sysadmin",
    "secadmin",
    "auditor",
)
#: where people begin, beside what the pages themselves link to
DOORS = ("/", "/profile", "/gallery")
#: reached in other ways, or no page: files, the API's own page, what ends the session
PASSED_BY = ("/static/", "/api/", "/logout", "/metrics", "/health")
#: routes of one person; more would be a loop
MOST = 80
#: names and codes that people typed or that are codes everywhere
ALLOWED = frozenset(
    {"TOTP", "OIDC", "CSV", "Huishang", "ics", "iCalendar", "Excel", "Powered", "JSON", "OFD", "JPG", "PNG"}
)
#: pages that show secrets or hashes letter by letter
OF_CODES = ("/profile/factor",)


#: login names are Latin, and some pages show them
LOGINS = frozenset(
    word
    for one in yaml.safe_load(DEMONSTRATION.read_text("utf-8"))["people"]
    for word in re.findall("[a-z]{3,}", one["login"])
)


@pytest.mark.parametrize("person", PEOPLE)
def test_each_page_of_a_person_is_sound(person, stage, context_of, watch):
    context = context_of(stage, person)
    page = context.new_page()
    watch.over(page)
    faults: list[str] = []

    for address in _walk(stage, context, page):
        rule = stage.rule_of(address)
        faults += [f"{rule}: {fault}" for fault in _faults(page, rule)]
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            picture(page, f"{rule}-{person}")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
                faults.append(f"{rule}: something lies beside the screen at {size}")

    assert not faults, "\n".join(faults)


def _walk(stage: Stage, context: BrowserContext, page: Page) -> Iterator[str]:
    """Each reachable route once, open in `page`."""
    waiting, seen = deque(urljoin(stage.address, door) for door in DOORS), set()
    while waiting:
        address = waiting.popleft()
        rule = stage.rule_of(address)
        if not rule or rule in seen or urlsplit(address).path.startswith(PASSED_BY):
            continue
        seen.add(rule)
        assert len(seen) <= MOST, "the walk does not end"
        answer = context.request.get(address, headers={"Accept": "text/html"})
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        assert answer.status == 200, f"{address} is offered and answers {answer.status}"
        page.set_viewport_size(dict(zip(("width", "height"), SIZES["1366x768"], strict=True)))
        page.goto(address)
        page.wait_for_load_state("networkidle")
        yield address
        waiting.extend(page.evaluate("[...document.links].map(one => one.href)"))


def _faults(page: Page, rule: str) -> list[str]:
    words = [] if rule in OF_CODES else foreign(page, ALLOWED | LOGINS)
    return [
        *violations(page),
        *(f"a key or a gap: {one}" for one in unspoken(page)),
        *(f"a foreign word: {one}" for one in words),
    ]
