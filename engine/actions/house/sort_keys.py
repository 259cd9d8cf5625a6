"""Where a list goes on: the sort key of the last row seen, as a cursor carries it in texts, read back for the query."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime


def day_key(after: Sequence[str] | None) -> tuple[date, str] | None:
    """The key of a list in the order of days, then of ids; None for the first page. Raises ValueError for no day."""
    return (date.fromisoformat(after[0]), after[1]) if after else None


def instant_key(after: Sequence[str] | None) -> tuple[datetime, str] | None:
    """The key of a list in the order of instants, then of ids; None for the first page. Raises ValueError for none."""
    return (datetime.fromisoformat(after[0]), after[1]) if after else None
