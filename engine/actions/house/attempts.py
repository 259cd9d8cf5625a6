"""A transaction that lost against another one is tried once more; the second loss is told to the caller.

Two equal requests at the same moment end here too: the loser's second attempt finds the winner's answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from engine.storage.failures import Clash, TryAgain

Result = TypeVar("Result")


def once_more(attempt: Callable[[], Result]) -> Result:
    """The result of this attempt, or of a second one. `attempt` is one whole transaction."""
    try:
        return attempt()
    except (TryAgain, Clash):
        return attempt()
