"""One case in one page: its tabs by mouse and by address, its drawing, one look at real data, and what others get."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from engine.actions.case_page.listing import CasesWanted, view_cases
from engine.actions.signing_in.authenticate import known_actor
from tests.acceptance.browser.conftest import SOON
from tests.acceptance.browser.seeing import foreign, is_mark_visible, picture, unspoken, violations

CHILD = "虚构姓名甲"
TABS = ("timeline", "diagram", "opinions", "files", "deadlines", "log")


@pytest.fixture
def case(stage) -> str:
    """A case whose opinions are being collected."""
    director = known_actor(stage.office, "director")
    page = view_cases(stage.office, director, CasesWanted(state="collecting_opinions"))
    return page.rows[0].found.case.id


def sound(page: Page, name: str) -> list[str]:
    picture(page, name)
    return [*violations(page), *unspoken(page), *foreign(page, frozenset({"CSV"}))]


def test_tabs_are_swapped_in_place_and_found_by_their_address(case, open_as):
    page = open_as("officer", f"/cases/{case}")
    faults = sound(page, "case-info")
    for tab in TABS:
        page.locator(f"#tab-{tab}").click()
        expect(page.locator(f"#case-tab[data-tab={tab}]")).to_be_visible(timeout=SOON)
        expect(page).to_have_url(f"{page.url.split('/cases/')[0]}/cases/{case}/{tab}")
        word = page.locator(f"#tab-{tab}").inner_text()
        expect(page).to_have_title(re.compile(f"^{word} · "))
        page.wait_for_load_state("networkidle")
        faults += sound(page, f"case-{tab}")
    page.go_back()
    expect(page.locator("#case-tab[data-tab=deadlines]")).to_be_visible(timeout=SOON)
    assert faults == []


def test_the_drawing_tells_where_the_case_is_and_its_mark_is_uncovered(case, open_as):
    page = open_as("officer", f"/cases/{case}/diagram")
    current = page.locator('[data-element-id="sign_receipt"]')
    expect(current).to_have_class(re.compile("at-(current|overdue)"), timeout=SOON)
    expect(page.locator(".place-badge").first).to_contain_text("/")
    assert is_mark_visible(page.locator(".diagram-canvas"))
    # the same in words, and by keyboard
    entry = page.locator(".place-go", has_text="签收").first
    entry.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".djs-element.selected")).to_have_attribute("data-element-id", "sign_receipt")


def test_real_data_take_the_place_of_what_was_covered_and_leave_again(case, open_as):
    page = open_as("officer", f"/cases/{case}")
    assert CHILD not in page.content()
    page.locator(".reveal summary").first.click()
    page.get_by_label("查看事由").first.fill("核对（虚构）")
    page.keyboard.press("Enter")
    expect(page.locator("[data-revealed]")).to_contain_text(CHILD, timeout=SOON)
    expect(page.locator("[data-revealed]")).to_be_focused()
    assert CHILD not in page.title() + page.url
    assert violations(page) == []
    page.reload()
    assert CHILD not in page.content()
    expect(page.locator(".looks")).to_contain_text("核对（虚构）")


def test_an_expert_gets_the_own_part_alone(case, open_as):
    page = open_as("expert.law1", f"/cases/{case}")
    expect(page.locator(".tabs a")).to_have_count(5)
    for tab in ("diagram", "opinions", "deadlines"):
        page.goto(f"/cases/{case}/{tab}")
        page.wait_for_load_state("networkidle")
        assert "任同舟" not in page.content()  # another expert of the round
    assert CHILD not in page.content()
