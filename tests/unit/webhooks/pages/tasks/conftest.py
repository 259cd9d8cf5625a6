"""A case (虚构) whose application waits for review, and the pages of that task."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest

from engine.actions.house.office import Office
from engine.storage import tasks
from tests.unit.webhooks.pages.conftest import Browse

REVIEW = {"choice": "accept", "confirmed": ["2"], "reason": "符合情形（虚构）"}


@pytest.fixture
def review(office: Office, case: Any) -> str:
    """The task of the review."""
    with office.database.reading() as connection:
        return next(iter(tasks.open_of_case(connection, case["case"])))


@pytest.fixture
def sheet(browse: Browse, review: str):
    """What the page hands to its script."""

    def read(person: str = "officer", task: str = "") -> Any:
        text = browse(person).get(f"/tasks/{task or review}").text
        found = re.search(r'<script type="application/json" id="sheet-data">(.*?)</script>', text, re.DOTALL)
        return json.loads(html.unescape(found[1])) if found else None

    return read
