"""The stage of the engine's tests, browsed: cases half-way, and people who open pages of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.engine.actions.conftest import Play, play  # noqa: F401
from tests.unit.webhooks.pages.conftest import Browser
from webhooks.app import create_app


@pytest.fixture
def at() -> Callable[[Play, str], Browser]:
    """`at(case, "officer").get(address)`: somebody's browser in this play's office."""
    apps: dict[int, Any] = {}

    def browser(case: Play, person: str) -> Browser:
        app = apps.get(id(case))
        if app is None:
            app = apps[id(case)] = create_app(case.office)
            app.testing = True
            app.config["PROPAGATE_EXCEPTIONS"] = False
        return Browser(app, case.office, person)

    return browser
