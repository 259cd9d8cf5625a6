"""A case that ran on paper is taken in by a clerk in a real browser, step by step, under the number it bears."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from engine.rehearsals.sight import look
from tests.acceptance.browser.filling import Hand, Written
from tests.acceptance.browser.seeing import Watch, foreign, picture, unspoken, violations
from tests.acceptance.browser.stage import Scene, Stage, set_stage

Open = Callable[..., Page]
FIRST = Scene("first_meeting", 3)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """An office of its own, where case number 1 is known."""
    with set_stage(tmp_path_factory.mktemp("paper"), (FIRST,)) as ready:
        yield ready


def sound(page: Page, name: str) -> None:
    """No barrier, no word missing; kept as a picture."""
    picture(page, name)
    assert violations(page) == []
    assert unspoken(page) == []
    assert foreign(page) == []


@pytest.fixture(autouse=True)
def refused_on_purpose(watch: Watch) -> None:
    """The console tells of the form that the server refuses."""
    watch.excuse("422 (UNPROCESSABLE ENTITY)")


def test_a_story_on_paper_becomes_a_case_with_its_true_days_and_number(stage: Stage, open_as: Open) -> None:
    page = open_as("officer", "/cases/take-in")
    application, review = (step.form for step in FIRST.read().steps[:2])
    form = Written(Hand(page), page.locator("form.form-card").first)
    form.fill({"source": "虚构卷宗第1册", "number": "豫未保会商申[2022]1号", "reason": "系统启用前已受理（虚构）"})
    form.fill({"true_day": "2022-03-02", "done_by": "civil_affairs.liaison"})
    form.fill(application, "form.")
    page.locator("[data-submits]").click()
    # the number is another case's: told at its field, nothing lost
    expect(page.locator("#field-number-error")).to_be_visible()
    expect(page.locator('[name="source"]')).to_have_value("虚构卷宗第1册")
    sound(page, "take-in-refused")
    page.locator('[name="number"]').fill("豫未保会商申〔2022〕31号")
    page.locator("[data-submits]").click()
    page.wait_for_url("**/cases/take-in?draft=*")
    expect(page.locator("#stands ~ p").first).to_contain_text("豫未保会商申〔2022〕31号")
    sound(page, "take-in-story")

    page.locator(".past-next a").first.click()
    step = Written(Hand(page), page.locator("#step"))
    step.fill({"true_day": "2022-03-04", "done_by": "officer"})
    step.fill(review, "form.")
    sound(page, "take-in-step")
    page.locator("#step [data-submits]").click()
    expect(page.locator(".past-story li")).to_have_count(2)
    page.get_by_role("button", name="接入办理").click()
    page.wait_for_url(lambda url: "take-in" not in url)

    expect(page.locator("h1")).to_contain_text("豫未保会商申〔2022〕31号")
    assert look(stage.office, page.url.rpartition("/")[2]).state == "accepted"
