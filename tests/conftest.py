"""What every test shares: Hypothesis profiles and a closed network."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_socket import disable_socket, enable_socket

settings.register_profile("quick", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("long" if os.environ.get("HUISHANG_LONG") else "quick")

#: databases, clock and office for every test that asks for them
pytest_plugins = ("tests.fixtures_database",)

HERE = Path(__file__).parent
#: only these folders may open sockets, and only on loopback
SERVERS = ("acceptance", "faults")


@pytest.fixture(autouse=True)
def _network(request: pytest.FixtureRequest) -> object:
    """Close the network for every test outside the folders that start servers."""
    folder = request.path.relative_to(HERE).parts[0]
    if folder not in SERVERS:
        disable_socket(allow_unix_socket=True)
    yield
    enable_socket()
