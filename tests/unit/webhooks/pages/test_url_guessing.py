"""Every address of the pages, guessed by people who must not know of a case: nothing is there, and nothing shows.

A page added later fails `test_every_address_is_classified` until it says here whom it is for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from engine.actions.house.office import Office
from engine.actions.worker.long_work import cancel
from tests.unit.webhooks.pages.conftest import Browse, Browser
from tests.unit.webhooks.pages.guessing import OF_THE_HOUSE, OWN, PUBLIC, SECRET, ask, plain, rules, told_by_guessing
from tests.unit.webhooks.pages.seeded import Seeded, actor, collecting, guest_of, with_everything

STRANGERS = (
    *("expert.law2", "justice.liaison", "zhengzhou.liaison", "zhengzhou_office.officer", "designer"),
    *("sysadmin", "secadmin", "auditor", "guest"),
)


@pytest.fixture
def seeded(office: Office, browse: Browse) -> Iterator[Seeded]:
    made = with_everything(office, browse)
    yield made
    cancel(office, actor(office, "officer"), made.ids["job"])


@pytest.fixture
def visit(office: Office, browse: Browse, pages_app: Flask) -> Callable[[str], Browser]:
    """A browser of this person; a guest has come by the link of another case."""

    def opened(person: str) -> Browser:
        if person != "guest":
            return browse(person)
        browser = browse("")
        other = collecting(
            office, subject="另一题目（虚构）", subjects=[{"pseudonym": "另一化名（虚构）", "age_band": "under_14"}]
        )
        browser.take(pages_app, guest_of(office, other.case, "expert.law1"))
        return browser

    return opened


def test_every_address_is_classified(pages_app: Flask) -> None:
    for _, rule in rules(pages_app):
        unknown = rule.arguments - SECRET - set(OF_THE_HOUSE)
        assert not unknown, f"what does {unknown} name in {rule.rule}?"
        for_whom = rule.arguments & SECRET or PUBLIC.fullmatch(plain(rule)) or OWN.fullmatch(plain(rule))
        assert for_whom, f"for whom is {rule.rule}?"


def test_only_public_pages_are_there_without_signing_in(browse: Browse, seeded: Seeded, pages_app: Flask) -> None:
    nobody = browse("")
    for method, rule in rules(pages_app):
        if not PUBLIC.fullmatch(plain(rule)):
            answer = ask(nobody, pages_app, method, rule, seeded.ids)
            assert not seeded.shown_in(answer), rule.rule
            assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/login"), (method, rule.rule)


@pytest.mark.parametrize("person", STRANGERS)
def test_nothing_of_a_case_is_found_by_guessing(
    visit: Callable[[str], Browser], seeded: Seeded, pages_app: Flask, person: str
) -> None:
    assert not told_by_guessing(visit(person), pages_app, seeded)
