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
from tests.acceptance.browser.signing import Pocket
from tests.acceptance.browser.stage import Stage

STORY = Path(__file__).with_name("first_meeting.yaml")
#: the office, two units, an expert and the director; the rest of the twenty-two act beside the browsers
BROWSERS = frozenset({"officer", "civil_affairs.liaison", "education.liaison", "expert.law1", "director"})


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
    pocket: Pocket = field(init=False)
    _desks: dict[str, Hand] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pocket = Pocket(self.stage.clock)

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
        hand = self._at_desk(step.actor)
        try:
            self.pocket.sign_in(hand, step.actor)
            self._do(hand, step)
            hand.press(hand.page.locator("form[action='/logout'] button"))
            expect(hand.page.locator("form[action='/login']")).to_be_visible()
        except BaseException:
            picture(hand.page, f"failed-{step.position}-{step.actor}")
            raise

    def _at_desk(self, person: str) -> Hand:
        """A browser of this person's own, kept open from day to day. The one address that is ever typed is ours."""
        if person not in self._desks:
            page = self.context_of(self.stage, "").new_page()
            self.watch.over(page)
            self._desks[person] = self.hand(page)
            page.goto("/")
        return self._desks[person]

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
        self._submit(hand)

    def _message(self, hand: Hand, step: Step) -> None:
        """An act beside the tasks: from the case's own page; what it will do is told before it is done."""
        page, case = hand.page, self.cases[step.case]
        hand.press(page.locator('.side-menu-link[href="/cases"]'))
        hand.press(page.locator(f'main a[href="/cases/{case}"]').first)
        hand.press(page.locator("details.drop > summary"))
        hand.press(page.locator(f'.drop-list a[href*="/acts/{step.verb}?"][href*="{step.get("item")}"]'))
        page.locator("form.form-card").wait_for(timeout=PATIENCE)
        self._inspect(page, step.verb)
        Written(hand, page.locator("form.form-card")).fill(step.form)
        picture(page, f"play-{step.verb}-{step.actor}")
        self._submit(hand)
        if page.locator("[name=confirmed]").count():
            self._inspect(page, f"{step.verb}, confirming")
            picture(page, f"play-{step.verb}-confirm-{step.actor}")
            self._submit(hand)

    def _apply(self, hand: Hand, step: Step) -> None:
        """The guided application: filled in, read once more, sent."""
        page = hand.page
        hand.press(page.locator('main a[href="/applications/new"]').first)
        page.locator("#application").wait_for(timeout=PATIENCE)
        Written(hand, page.locator("#application")).fill(step.form)
        self._inspect(page, "application")
        picture(page, f"play-application-{step.actor}")
        self._submit(hand)
        self._inspect(page, "application, read once more")
        picture(page, f"play-application-review-{step.actor}")
        self._submit(hand)
        opened = page.locator(".form-buttons .btn-primary").get_attribute("href") or ""
        self.cases[step.case] = opened.removeprefix("/cases/")

    def _task(self, step: Step) -> tasks.TaskRow:
        with self.stage.office.database.reading() as connection:
            rows = tasks.open_of_case(connection, self.cases[step.case]).values()
        wanted = [one for one in rows if (one.element, one.item) == (step.get("task"), step.get("item"))]
        assert len(wanted) == 1, f"{step.get('task')} {step.get('item')}: {len(wanted)} open"
        return wanted[0]

    def _submit(self, hand: Hand) -> None:
        """Send the form; it is done when the page has been left, else the page says what is wrong."""
        page, before = hand.page, hand.page.url
        hand.send()
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
