"""Reading one case's page: a work to look at for somebody, with the names of its page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from engine.actions.case_page.names import Names
from engine.actions.casework.reading import reading_case


@pytest.fixture
def looking() -> Any:
    """`with looking(case, "officer") as (work, names)`."""

    @contextmanager
    def look(case: Any, who: str, lang: str = "zh") -> Iterator[Any]:
        with reading_case(case.office, case.actor(who), case.case) as work:
            yield work, Names(work, lang)

    return look
