"""A case played to its end, once for each database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.actions.worker.long_work import cancel
from tests.fixtures_database import DATABASES
from tests.unit.webhooks.conftest import database_of_our_own
from tests.unit.webhooks.pages.ended.whole import Whole, whole_case
from tests.unit.webhooks.pages.seeded import actor


@pytest.fixture(scope="session", params=DATABASES)
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    made = whole_case(tmp_path_factory.mktemp("ended"), database_of_our_own(request, "huishang_ended"))
    yield made
    cancel(made.office, actor(made.office, "officer"), made.seeded.ids["job"])
    made.office.close()
