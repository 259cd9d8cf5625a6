"""One case (虚构) from its application to its end, in an office whose clock moves and which sends letters."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import yaml
from flask import Flask
from sqlalchemy import select

from engine.actions.calendar.follow_calendar import follow_calendar, next_notice
from engine.actions.guests.enter_as_guest import enter_as_guest
from engine.actions.guests.issue_guest_link import issue_guest_link
from engine.actions.house.office import Office, open_office
from engine.actions.notices.letters import Outcome, settle_letter, take_letter
from engine.actions.notices.notice_preferences import Chosen, keep
from engine.actions.notices.send_due_notices import send_due_notices
from engine.actions.notices.write_digests import write_digests
from engine.actions.signing_in.sessions import Origin
from engine.actions.taking_in.load_office import load_office
from engine.actions.versions.publish_diagram import deploy
from engine.actions.worker.fire_due_timers import fire_due_timers, next_due
from engine.cases.notice_kinds import KINDS
from engine.clock import MovableClock, beijing_day
from engine.diagrams.bundle import Bundle
from engine.rehearsals import expectations
from engine.rehearsals.scenario import Scenario, Step, read_scenario
from engine.rehearsals.sight import look
from engine.rehearsals.verbs import Scene, act
from engine.settings import Settings
from engine.storage import cases
from engine.storage.notice_preferences import AT_ONCE
from engine.storage.tables.people import people
from tests.unit.webhooks.pages.conftest import Browser
from tests.unit.webhooks.pages.seeded import Seeded, actor, add_everything, ids_of
from webhooks.app import create_app
from webhooks.outgoing.mail import message_of

PROCESSES: Final = Path(__file__).parents[5] / "processes"
STORY: Final = Path(__file__).with_name("whole_case.yaml")
PROCEDURE: Final = "case_consultation"
#: after this many steps the case is in its round: then meeting, files, circulation and links come to it
IN_THE_ROUND: Final = 5
#: these have a digest on working mornings; everybody else is written to at once
BY_DIGEST: Final = ("director", "civil_affairs.liaison")


@dataclass
class Whole:
    """The office and its case. `sent` are the letters as they went to the mail server, headers and all."""

    office: Office
    clock: MovableClock
    app: Flask
    seeded: Seeded = field(init=False)
    sent: list[bytes] = field(default_factory=list)
    #: by what became of the link: its secret, and the cookie of who came by it
    links: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def browse(self, person: str) -> Browser:
        """Somebody's browser, signed in; "" has not."""
        return Browser(self.app, self.office, person)

    def play(self, scenario: Scenario) -> None:
        """From the first step to the last; fails where the story is not what it says."""
        opened: dict[str, str] = {}
        for count, step in enumerate(scenario.steps, 1):
            self._move_to(step.at or self.clock.now())
            act(Scene(self.office, PROCEDURE, actor(self.office, step.actor), opened), step)
            self._look(step, opened[step.case])
            if count == IN_THE_ROUND:
                self._in_the_round(opened[step.case])
        self._move_to(self.clock.now())
        kept = self.seeded.ids
        again = ids_of(
            self.office, self.seeded.case, *(kept[name] for name in ("meeting", "circulation", "paper", "job"))
        )
        self.seeded = replace(self.seeded, ids=again)

    def _look(self, step: Step, case: str) -> None:
        failures = list(expectations.of_step(dict(step.expect), look(self.office, case), [], "zh"))
        assert failures == [], f"after step {step.position}: {failures}"

    def _move_to(self, at: datetime) -> None:
        """Let time pass as the workers do: timers fire, notices go out, letters are sent."""
        while True:
            instants = [due for due in (next_due(self.office), next_notice(self.office)) if due is not None]
            stop = min((due for due in instants if due <= at), default=at)
            self.clock.move_to(max(stop, self.clock.now()))
            follow_calendar(self.office)
            fire_due_timers(self.office)
            self._send()
            if stop == at:
                return

    def _send(self) -> None:
        send_due_notices(self.office)
        write_digests(self.office)
        while letter := take_letter(self.office):
            self.sent.append(message_of(self.office.settings, letter).as_bytes())
            settle_letter(self.office, letter, Outcome.SENT)

    def _in_the_round(self, case: str) -> None:
        """What else comes to a case, and links into it: one entered, one never."""
        with self.office.database.reading() as connection:
            row = cases.get(connection, case)
        assert row is not None
        self.seeded = add_everything(self.office, self.browse, Seeded(case, row.number), planned_on="2026-03-26")
        officer, today = actor(self.office, "officer"), beijing_day(self.clock.now())
        for became, person in (("used", "expert.social1"), ("expired", "expert.law1")):
            made = issue_guest_link(self.office, officer, case, person, today).details
            self.links[became] = str(made["token"])
            if became == "used":
                opened, _ = enter_as_guest(self.office, str(made["token"]), str(made["code"]), Origin())
                self.cookies[became] = opened.token


def whole_case(folder: Path, database: str) -> Whole:
    """The story played, the case over."""
    scenario = read_scenario(STORY.read_bytes())
    first = scenario.steps[0].at
    assert first is not None
    clock = MovableClock(first)
    mail = {"smtp_host": "mail.office.example", "smtp_from": "huishang@office.example"}
    office = open_office(Settings(var=folder, database=database, **mail), clock, migrate=True)
    load_office(office, yaml.safe_load((PROCESSES / "demonstration" / "office.yaml").read_text("utf-8")))
    deploy(office, Bundle.read(PROCESSES / PROCEDURE))
    follow_calendar(office)
    _want_letters(office)
    app = create_app(office)
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    made = Whole(office, clock, app)
    made.play(scenario)
    return made


def _want_letters(office: Office) -> None:
    with office.database.reading() as connection:
        everybody = list(connection.execute(select(people.c.id).where(people.c.active)).scalars())
    for person in everybody:
        kinds = {} if person in BY_DIGEST else dict.fromkeys(KINDS, AT_ONCE)
        keep(office, actor(office, person), Chosen(f"{person}@office.example", True, kinds))
