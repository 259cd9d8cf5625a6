"""Smallest forms: a component or two, wrapped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.forms.form import Form


def schema(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": "default", "id": "f", "schemaVersion": 19, "components": list(components)}


@pytest.fixture
def form() -> Callable[..., Form]:
    """Compiles a form of these components."""
    return lambda *components: Form.compile(schema(*components))
