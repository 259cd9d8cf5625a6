"""Reads models that are drawn from rows of text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.decisions.library import Library
from engine.decisions.model_reader import read_models
from engine.decisions.table import Table
from engine.findings import Finding
from tests.unit.engine.decisions.drawing import decision, decision_table, model


@pytest.fixture
def read() -> Callable[..., tuple[Library, list[Finding]]]:
    """Reads one table as the decision `grade`: the library and its findings."""

    def reading(*args: Any, **named: Any) -> tuple[Library, list[Finding]]:
        library = read_models({"grade.dmn": model(decision("grade", decision_table(*args, **named)))})
        return library, list(library.findings)

    return reading


@pytest.fixture
def table(read: Callable[..., tuple[Library, list[Finding]]]) -> Callable[..., Table]:
    """Reads one table that must be without findings."""

    def reading(*args: Any, **named: Any) -> Table:
        library, findings = read(*args, **named)
        assert findings == []
        return library.decisions[0].tables[0]

    return reading
