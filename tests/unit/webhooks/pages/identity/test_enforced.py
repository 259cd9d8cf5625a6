"""Every setting of 等保 level 3 is enforced: changing it alone changes what happens, in an office of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pyotp
import pytest
import yaml

from engine.actions.house.cache import CaseCache
from engine.actions.house.office import Office
from engine.actions.signing_in.authenticate import known_actor
from engine.actions.signing_in.second_factor import confirm_factor, show_factor
from engine.actions.signing_in.sessions import Origin, Present, find_session
from engine.actions.signing_in.set_password import set_password
from engine.actions.signing_in.sign_in import sign_in
from engine.actions.taking_in.load_office import load_office
from engine.clock import MovableClock
from engine.errors import Forbidden, Invalid, Refusal, Unavailable
from engine.people.actor import Actor
from engine.people.controls import CONTROLS
from engine.people.sessions import Stage
from engine.settings import Settings
from engine.storage.database import Database
from engine.storage.encryption import Vault
from tests import fixtures_database
from tests.unit.webhooks.conftest import PROCESSES
from webhooks.app import create_app

from .conftest import PASSWORD

HERE = Origin("10.0.0.1")
SYSTEM = Actor.system()


class House:
    """An office whose settings a test changes one at a time."""

    def __init__(self, office: Office, clock: MovableClock) -> None:
        self.office, self.clock = office, clock

    def set(self, path: str, value: Any) -> None:
        part, name = path.split(".")
        changed = replace(getattr(self.office.security, part), **{name: value})
        self.office.security = replace(self.office.security, **{part: changed})

    def later(self, **by: float) -> None:
        self.clock.advance(timedelta(**by))

    def actor(self, person: str) -> Actor:
        found = known_actor(self.office, person)
        assert found is not None
        return found

    def fails(self, login: str, times: int, origin: Origin = HERE) -> None:
        for _ in range(times):
            with pytest.raises(Refusal):
                sign_in(self.office, login, "wrong", origin)

    def enters(self, login: str = "officer", password: str = PASSWORD) -> str:
        opened = sign_in(self.office, login, password, HERE)
        assert opened.stage is Stage.FULL, opened.stage
        return opened.token

    def lives(self, token: str) -> bool:
        return isinstance(find_session(self.office, token, touch=False), Present)


@pytest.fixture
def house(database_url: str, vault: Vault) -> Iterator[House]:
    clock = MovableClock(fixtures_database.START)
    database = Database(database_url)
    settings = Settings(database=database_url, master_key=fixtures_database.MASTER_KEY)
    office = Office(database, clock, settings, vault, CaseCache(0))
    load_office(office, yaml.safe_load((PROCESSES / "demonstration" / "office.yaml").read_text("utf-8")))
    yield House(office, clock)
    database.close()


def _shortest(house: House) -> None:
    set_password(house.office, SYSTEM, "officer", "Gi-7abcq")
    house.set("password.shortest", 12)
    with pytest.raises(Invalid):
        set_password(house.office, SYSTEM, "officer", "Gi-7abcr")


def _classes(house: House) -> None:
    set_password(house.office, SYSTEM, "officer", "Gingkoleaf7")
    house.set("password.classes", 4)
    with pytest.raises(Invalid):
        set_password(house.office, SYSTEM, "officer", "Gingkoleaf8")


def _oldest_days(house: House) -> None:
    house.set("password.oldest_days", 10)
    house.later(days=11)
    assert sign_in(house.office, "officer", PASSWORD, HERE).stage is Stage.PASSWORD


def _remembered(house: House) -> None:
    house.set("password.remembered", 1)
    set_password(house.office, house.actor("officer"), "officer", "Gingko-leaf-7")
    set_password(house.office, house.actor("officer"), "officer", PASSWORD)
    with pytest.raises(Invalid):
        set_password(house.office, house.actor("officer"), "officer", PASSWORD)


def _initial_hours(house: House) -> None:
    house.set("password.initial_hours", 1)
    set_password(house.office, SYSTEM, "officer", "Gingko-leaf-7")
    house.later(hours=1, seconds=1)
    with pytest.raises(Forbidden):
        sign_in(house.office, "officer", "Gingko-leaf-7", HERE)


def _failures(house: House) -> None:
    house.set("password.failures", 3)
    house.fails("officer", 3)
    with pytest.raises(Unavailable):
        sign_in(house.office, "officer", PASSWORD, HERE)


def _lock_minutes(house: House) -> None:
    house.set("password.lock_minutes", 5)
    house.fails("officer", 5)
    house.later(minutes=6)
    house.enters()


def _address_failures(house: House) -> None:
    house.set("address.failures", 5)
    house.fails("a", 2)
    house.fails("b", 3)
    with pytest.raises(Unavailable):
        sign_in(house.office, "officer", PASSWORD, HERE)


def _address_minutes(house: House) -> None:
    house.set("address.failures", 5)
    house.set("address.minutes", 2)
    house.fails("a", 2)
    house.fails("b", 3)
    house.later(minutes=3)
    house.enters()


def _idle_minutes(house: House) -> None:
    house.set("session.idle_minutes", 3)
    token = house.enters()
    house.later(minutes=3)
    assert not house.lives(token)


def _warning_minutes(house: House) -> None:
    house.set("session.warning_minutes", 5)
    client = create_app(house.office).test_client()
    client.set_cookie("huishang_session", house.enters())
    assert client.get("/session/state").json["warning"] == 300


def _longest_hours(house: House) -> None:
    house.set("session.longest_hours", 1)
    token = house.enters()
    for _ in range(6):
        house.later(minutes=10)
        find_session(house.office, token)
    assert not house.lives(token)


def _at_once(house: House) -> None:
    house.set("session.at_once", 2)
    house.enters()
    house.enters()
    assert sign_in(house.office, "officer", PASSWORD, HERE).stage is Stage.OTHER


def _roles(house: House) -> None:
    house.set("second_factor.roles", frozenset({"case_officer"}))
    assert sign_in(house.office, "officer", PASSWORD, HERE).stage is Stage.ENROL
    house.enters("director")


def _recovery_codes(house: House) -> None:
    house.set("second_factor.recovery_codes", 3)
    officer = house.actor("officer")
    code = pyotp.TOTP(show_factor(house.office, officer).secret).at(house.clock.now())
    assert len(confirm_factor(house.office, officer, code)) == 3


BY_SIGNING_IN: dict[str, Callable[[House], None]] = {
    "password.shortest": _shortest,
    "password.classes": _classes,
    "password.oldest_days": _oldest_days,
    "password.remembered": _remembered,
    "password.initial_hours": _initial_hours,
    "password.failures": _failures,
    "password.lock_minutes": _lock_minutes,
    "address.failures": _address_failures,
    "address.minutes": _address_minutes,
    "session.idle_minutes": _idle_minutes,
    "session.warning_minutes": _warning_minutes,
    "session.longest_hours": _longest_hours,
    "session.at_once": _at_once,
    "second_factor.roles": _roles,
    "second_factor.recovery_codes": _recovery_codes,
}
#: held by `test_the_settings_decide` of tests/unit/engine/actions/test_guest_links.py, which has a case to enter
BY_LINKS = {"guest.tries", "guest.longest_days", "guest.session_hours"}


def test_each_control_is_in_one_of_the_tables():
    assert {control.path for control in CONTROLS} == BY_SIGNING_IN.keys() | BY_LINKS


@pytest.mark.parametrize("path", BY_SIGNING_IN)
def test_the_setting_decides(house: House, path: str) -> None:
    BY_SIGNING_IN[path](house)
