"""Real browsers before a real server: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.acceptance.browser.seeing import SIZES, Watch
from tests.acceptance.browser.stage import Scene, Stage, set_stage
from webhooks.pages.assets import is_built

CHROMIUM = Path(os.environ.get("HUISHANG_CHROMIUM", shutil.which("chromium") or "/usr/bin/chromium"))
#: cases in every part of the procedure: waiting for review, collecting opinions, carried out, over time, closed
OFFICE = (
    Scene("first_meeting", 8),
    Scene("extension_granted"),
    Scene("overdue_ladder"),
    Scene("declined"),
    Scene("returned_for_correction", 3),
)

#: milliseconds after which something that does not come is missing, on a busy machine too
SOON = 15_000

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests. Without one they fail where CI runs them, and are skipped elsewhere."""
    if not CHROMIUM.exists() or not is_built():
        what = "no Chromium is installed" if not CHROMIUM.exists() else "the front end is not built (make frontend)"
        if os.environ.get("CI"):
            pytest.fail(f"browser tests cannot run: {what}")
        pytest.skip(what)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A busy office. Tests that change its cases take a stage of their own."""
    with set_stage(tmp_path_factory.mktemp("stage"), OFFICE) as ready:
        yield ready


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Faults of every page opened in the test; whatever is not excused fails it."""
    watching = Watch()
    yield watching
    assert watching.unexcused == []


@pytest.fixture
def context_of(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A browser of somebody's own, in a size of `SIZES`; `person` "" has not signed in."""
    opened: list[BrowserContext] = []

    def begin(stage: Stage, person: str, size: str = "1366x768") -> BrowserContext:
        width, height = SIZES[size]
        context = chromium.new_context(
            base_url=stage.address,
            viewport={"width": width, "height": height},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        context.set_default_timeout(SOON)
        if person:
            context.add_cookies([stage.cookie(person)])
        opened.append(context)
        return context

    yield begin
    for context in opened:
        context.close()


@pytest.fixture
def open_as(stage: Stage, context_of: Callable[..., BrowserContext], watch: Watch) -> Open:
    """`open_as("officer", "/inbox/group", size="1920x1080")` gives the page, watched."""

    def show(person: str, address: str, size: str = "1366x768") -> Page:
        page = context_of(stage, person, size).new_page()
        watch.over(page)
        page.goto(address)
        return page

    return show
