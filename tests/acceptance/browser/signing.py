"""Signing in as people do: by the pages of the login, with a password and a phone for the second factor."""

from __future__ import annotations

import pyotp
from playwright.sync_api import Locator, Page, expect

from engine.clock import MovableClock
from tests.acceptance.browser.filling import PATIENCE, Hand
from tests.acceptance.browser.stage import PASSWORD

#: most steps between the login page and being in: password, new password, phone, its codes
MOST = 5


class Pocket:
    """What people carry with them: what they know, and a phone that counts codes by the clock of the stage."""

    def __init__(self, clock: MovableClock) -> None:
        self.clock = clock
        self.passwords: dict[str, str] = {}
        self.phones: dict[str, pyotp.TOTP] = {}

    def sign_in(self, hand: Hand, person: str) -> list[str]:
        """From the login page, whatever it asks for, until the menu is there. Gives the steps there were."""
        page, steps = hand.page, list[str]()
        while len(steps) < MOST:
            expect(_step(page).or_(page.locator(".side-menu")).first).to_be_visible(timeout=PATIENCE)
            if page.locator(".side-menu").count():
                return steps
            form = _step(page)
            steps.append(str(form.get_attribute("action")).rpartition("/")[2])
            self._take(hand, form, person, steps[-1])
        raise AssertionError(f"{person} is not in after {steps}: {page.locator('main').inner_text()}")

    def _take(self, hand: Hand, form: Locator, person: str, step: str) -> None:
        """One page of it, filled in and sent."""
        match step:
            case "login":
                hand.write(form.locator("[name=login]"), person)
                hand.write(form.locator("[name=password]"), self.passwords.get(person, PASSWORD))
            case "password":
                self.passwords[person] = f"Own-{PASSWORD}"
                for name in ("password", "password_again"):
                    hand.write(form.locator(f"[name={name}]"), self.passwords[person])
            case "enrol":
                secret = hand.page.locator(".enrol-secret").inner_text()
                self.phones[person] = pyotp.TOTP(secret.replace(" ", ""))
                hand.write(form.locator("[name=code]"), self._code(person))
            case "factor":
                hand.write(form.locator("[name=code]"), self._code(person))
        with hand.page.expect_navigation():
            hand.press(form.locator("button.btn-primary"))

    def _code(self, person: str) -> str:
        return self.phones[person].at(self.clock.now())


def _step(page: Page) -> Locator:
    """The form of this step: the page has others too, to give up and for the language."""
    return page.locator("main form[action^='/login']").filter(has=page.locator("button.btn-primary"))
