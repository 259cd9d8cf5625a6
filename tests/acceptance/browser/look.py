"""A picture of one page for whoever builds it: `python -m tests.acceptance.browser.look officer /inbox/group out.png`.

Not a test. Options: `--size 1920x1080`, `--scene first_meeting:8` (several allowed), `--large`, `--english`, `--full`
(the whole length), `--click SELECTOR` (several allowed, one after the other), `--serve` (stay and print the addresses
of cases and tasks instead; the session cookie of the person is printed too), `--axe`.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from engine.actions.lists import inbox
from engine.actions.people import preferences
from engine.actions.signing_in.authenticate import known_actor
from tests.acceptance.browser.conftest import CHROMIUM, OFFICE
from tests.acceptance.browser.seeing import SIZES, Watch, foreign, unspoken, violations
from tests.acceptance.browser.stage import Scene, Stage, set_stage


def main() -> None:
    """Set the stage and look."""
    asked = _asked()
    scenes = [_scene(text) for text in asked.scene] or list(OFFICE)
    with tempfile.TemporaryDirectory() as folder, set_stage(Path(folder), scenes) as stage:
        actor = known_actor(stage.office, asked.person) if asked.person != "-" else None
        assert actor is not None, f"nobody is called {asked.person}"
        for name, wanted in (("large", "yes" if asked.large else ""), ("language", "en" if asked.english else "")):
            preferences.keep(stage.office, actor, name, wanted)
        for row in inbox.of_my_groups(stage.office, actor).rows:
            print("task", row.task.id, row.task.element, "case", row.task.case_id, row.number)
        if asked.serve:
            cookie = stage.cookie(asked.person) if asked.person != "-" else None
            input(f"{stage.address}  {cookie['name']}={cookie['value']}  (Enter ends)")
            return
        _look(stage, asked)


def _look(stage: Stage, asked: argparse.Namespace) -> None:
    width, height = SIZES[asked.size]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(base_url=stage.address, viewport={"width": width, "height": height})
        context.add_cookies([stage.cookie(asked.person)])
        page = context.new_page()
        watch = Watch()
        watch.over(page)
        page.goto(asked.page)
        for selector in asked.click:
            page.locator(selector).first.click()
        page.wait_for_timeout(500)
        page.screenshot(path=asked.out, full_page=asked.full)
        for fault in [*watch.faults, *unspoken(page), *(violations(page) if asked.axe else ())]:
            print("FAULT", fault)
        print("latin:", foreign(page))
        browser.close()


def _scene(text: str) -> Scene:
    name, _, steps = text.partition(":")
    return Scene(name, int(steps) if steps else None)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="look")
    parser.add_argument("person")
    parser.add_argument("page")
    parser.add_argument("out", type=Path, nargs="?", default=Path("/tmp/look.png"))
    parser.add_argument("--size", choices=sorted(SIZES), default="1366x768")
    parser.add_argument("--scene", action="append", default=[])
    parser.add_argument("--click", action="append", default=[])
    for flag in ("large", "english", "full", "serve", "axe"):
        parser.add_argument(f"--{flag}", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
