"""An installation on each kind of database, and how often a race is run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from engine.clock import MovableClock
from engine.errors import Refusal
from tests.faults.site import Site

LONG = bool(os.environ.get("HUISHANG_LONG"))
ROUNDS = 200 if LONG else 20
TIMERS = 500 if LONG else 50


@pytest.fixture
def site(database_url: str, clock: MovableClock) -> Iterator[Site]:
    made = Site(database_url, clock)
    yield made
    made.close()


@pytest.fixture
def at_once() -> Iterator[Callable[..., list[Any]]]:
    """Does several things at the same moment, each in a thread; gives what each gave, or its refusal."""
    with ThreadPoolExecutor(4) as pool:

        def do(*acts: Callable[[], Any]) -> list[Any]:
            barrier = Barrier(len(acts))

            def one(act: Callable[[], Any]) -> Any:
                barrier.wait()
                try:
                    return act()
                except Refusal as refusal:
                    return refusal

            return list(pool.map(one, acts))

        yield do
