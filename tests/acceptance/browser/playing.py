"""Plays a written scenario: its people of `BROWSERS` sit before real browsers, the others act as programs would.

Every step looks at what the scenario expects, so a screen that only seems to work is noticed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, TimeoutError, expect

from engine.actions.signing_in.authenticate import known_actor
from engine.rehearsals import expectations
from engine.rehearsals.scenario import Scenario, Step, read_scenario
from engine.rehearsals.sight import look
from engine.rehearsals.verbs import Scene, act
from engine.storage import tasks
from tests.acceptance.browser.filling import PATIENCE, Hand, Sheet, Written
from tests.acceptance.browser.seeing import Watch, is_mark_visible, picture, violations
from tests.acceptance.browser.stage import PASSWORD, Stage

STORY = Path(__file__).with_name("first_meeting.yaml")
#: the office, two units, an expert and the director; the rest of the twenty-two act beside the browsers
BROWSERS = frozenset({"officer", "civil_affairs.liaison", "education.liaison", "expert.law1", "director"})
#: who signs in by the page: login and password alone; a director needs a second factor, which has tests of its own
BY_PASSWORD = frozenset({"officer", "civil_affairs.liaison"})


def story() -> Scenario:
    """The first meeting with an extension."""
    return read_scenario(STORY.read_bytes())


@dataclass
class Play:
    """One performance."""

    stage: Stage
    context_of: Callable[..., BrowserContext]
    watch: Watch
    #: with the mouse, or by keyboard alone
    hand: type[Hand]
    procedure: str = "case_consultation"
    cases: dict[str, str] = field(default_factory=dict)
    #: what axe found on the pages that were used
    barriers: list[str] = field(default_factory=list)
    _signed_in: set[str] = field(default_factory=set)

    def perform(self, scenario: Scenario) -> None:
        """Every step of it."""
        for step in scenario.steps:
            if step.at is not None:
                self.stage.move_to(step.at)
            if step.kind == "do":
                self._step(step)
            self._look(step)

    def _step(self, step: Step) -> None:
        if step.actor not in BROWSERS:
            actor = known_actor(self.stage.office, step.actor)
            assert actor is not None
            act(Scene(self.stage.office, self.procedure, actor, self.cases), step)
            return
        context = self.context_of(self.stage, "")
        try:
            page = self._enter(context, step.actor)
            self._do(self.hand(page), step)
        except BaseException:
            for page in context.pages:
                picture(page, f"failed-{step.position}-{step.actor}")
            raise
        finally:
            context.close()

    def _enter(self, context: BrowserContext, person: str) -> Page:
        """The desk, after signing in: the first time by the page itself where a password will do."""
        page = context.new_page()
        self.watch.over(page)
        if person in BY_PASSWORD and person not in self._signed_in:
            hand = self.hand(page)
            page.goto("/")
            hand.write(page.locator("input[name=login]"), person)
            hand.write(page.locator("input[name=password]"), PASSWORD)
            hand.press(page.locator("form[action='/login'] button"))
            self._signed_in.add(person)
        else:
            context.add_cookies([self.stage.cookie(person)])
            page.goto("/")
        expect(page.locator(".side-menu")).to_be_visible()
        return page

    def _do(self, hand: Hand, step: Step) -> None:
        match step.verb:
            case "open_case":
                self._apply(hand, step)
            case "complete":
                self._complete(hand, step)
            case _:
                self._message(hand, step)

    def _complete(self, hand: Hand, step: Step) -> None:
        """From the menu to 待办, from there to the task; then its form."""
        page, task = hand.page, self._task(step)
        hand.press(page.locator('.side-menu-link[href="/inbox/group"]'))
        expect(page.locator("h1")).to_have_text("待办")
        hand.press(page.locator(f'main a[href="/tasks/{task.id}"]').first)
        page.locator("#sheet.sheet-ready").wait_for(timeout=PATIENCE)
        self._inspect(page, step.get("task"))
        Sheet(hand, task.form).fill(step.form)
        picture(page, f"play-{step.get('task')}-{step.actor}")
        self._submit(page)

    def _message(self, hand: Hand, step: Step) -> None:
        """An act beside the tasks: from the case's own page; what it will do is told before it is done."""
        page, case = hand.page, self.cases[step.case]
        page.goto(f"/cases/{case}/acts/{step.verb}?message={step.verb}&item={step.get('item')}")
        self._inspect(page, step.verb)
        Written(hand, page.locator("form.form-card")).fill(step.form)
        picture(page, f"play-{step.verb}-{step.actor}")
        self._submit(page)
        if page.locator("[name=confirmed]").count():
            self._inspect(page, f"{step.verb}, confirming")
            picture(page, f"play-{step.verb}-confirm-{step.actor}")
            self._submit(page)

    def _apply(self, hand: Hand, step: Step) -> None:
        """The guided application: filled in, read once more, sent."""
        page = hand.page
        page.goto("/applications/new")
        Written(hand, page.locator("#application")).fill(step.form)
        self._inspect(page, "application")
        picture(page, f"play-application-{step.actor}")
        self._submit(page)
        self._inspect(page, "application, read once more")
        picture(page, f"play-application-review-{step.actor}")
        self._submit(page)
        opened = page.locator(".form-buttons .btn-primary").get_attribute("href") or ""
        self.cases[step.case] = opened.removeprefix("/cases/")

    def _task(self, step: Step) -> tasks.TaskRow:
        with self.stage.office.database.reading() as connection:
            rows = tasks.open_of_case(connection, self.cases[step.case]).values()
        wanted = [one for one in rows if (one.element, one.item) == (step.get("task"), step.get("item"))]
        assert len(wanted) == 1, f"{step.get('task')} {step.get('item')}: {len(wanted)} open"
        return wanted[0]

    def _submit(self, page: Page) -> None:
        """Send the form; it is done when the page has been left, else the page says what is wrong."""
        before = page.url
        page.keyboard.press("Control+Enter")
        try:
            page.wait_for_url(lambda url: url != before, timeout=PATIENCE)
        except TimeoutError as late:
            told = page.locator(".form-summary, #told, .invalid-feedback, .fjs-form-field-error").all_inner_texts()
            raise AssertionError(f"{before} was not left: {told}") from late

    def _inspect(self, page: Page, name: str) -> None:
        """What a form's page owes its readers: no barrier, and the mark of its makers in sight."""
        self.barriers += [f"{name}: {found}" for found in violations(page)]
        form = page.locator(".fjs-container")
        if form.count():
            assert is_mark_visible(form.first), f"{name}: the bpmn.io mark is not in sight"

    def _look(self, step: Step) -> None:
        wanted = {word: value for word, value in step.expect.items() if word not in ("notices", "notified")}
        if wanted and step.case in self.cases:
            sight = look(self.stage.office, self.cases[step.case])
            failures = list(expectations.of_step(wanted, sight, [], "zh"))
            assert failures == [], f"after step {step.position}: {failures}"
