"""A browser that signs in by itself, step by step, as a person would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from engine.actions.house.office import Office
from engine.clock import MovableClock
from engine.storage.tables.identity import login_failures, recovery_codes, second_factors, sessions
from tests.unit.webhooks.conftest import MORNING

PASSWORD = "Huishang-Demo-1"
HTML = {"Accept": "text/html", "Origin": "http://localhost"}


class Guest:
    """A fresh browser that nobody has signed in with."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()

    def get(self, address: str, **more: Any) -> Any:
        return self.client.get(address, headers=HTML, **more)

    def post(self, address: str, form: dict[str, Any] | None = None, **headers: str) -> Any:
        return self.client.post(address, data=form or {}, headers={**HTML, **headers})

    def sign_in(self, login: str = "officer", password: str = PASSWORD, **form: str) -> Any:
        return self.post("/login", {"login": login, "password": password, **form})

    def cookie(self, name: str = "huishang_session") -> str:
        found = self.client.get_cookie(name)
        return found.value if found else ""


@pytest.fixture
def stranger(pages_app: Flask, office: Office, clock: MovableClock) -> Iterator[Callable[[], Guest]]:
    """`stranger()` opens a browser in an office where nobody is signed in, whatever tests before it left."""
    _forget(office)
    yield lambda: Guest(pages_app)
    clock.move_to(max(clock.now(), MORNING))
    _forget(office)


def _forget(office: Office) -> None:
    with office.database.writing() as connection:
        for table in (sessions, recovery_codes, second_factors, login_failures):
            connection.execute(delete(table))


@pytest.fixture
def later(clock: MovableClock) -> Iterator[Callable[..., None]]:
    """Moves the shared clock, and back at the end."""
    before = clock.now()
    yield lambda **by: clock.advance(timedelta(**by))
    clock.move_to(before)
