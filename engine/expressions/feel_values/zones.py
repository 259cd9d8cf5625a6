"""Time zones of FEEL: none, a fixed offset in seconds, or a region of the IANA database by its name."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from engine.expressions.feel_values.calendar import from_days

Zone = int | str | None  #: local, seconds east of Greenwich, or a region

SECONDS_OF_DAY = 86_400
FURTHEST_OFFSET = 18 * 3600
_REGION = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*")
_LONGEST_REGION = 60
_FEW_REGIONS = 700


@lru_cache(maxsize=_FEW_REGIONS)
def is_region(name: str) -> bool:
    """Whether the database of this machine knows the region."""
    if len(name) > _LONGEST_REGION or not _REGION.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # unknown, a folder of the database, or no name at all
        return False
    return True


def offset_at(zone: int | str, days: int, second: int) -> int:
    """Seconds east of Greenwich on this day (counted from 1970) at this second of its local clock."""
    if isinstance(zone, int):
        return zone
    year, month, day = _in_reach(days)
    local = datetime(year, month, day, tzinfo=ZoneInfo(zone)) + timedelta(seconds=second)
    offset = local.utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


def offset_of_instant(zone: int | str, seconds: int) -> int:
    """Seconds east of Greenwich at this instant, counted in seconds from 1970 in UTC."""
    if isinstance(zone, int):
        return zone
    days, second = divmod(seconds, SECONDS_OF_DAY)
    year, month, day = _in_reach(days)
    instant = datetime(year, month, day, tzinfo=UTC) + timedelta(seconds=second)
    offset = instant.astimezone(ZoneInfo(zone)).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


def fixed_offset(zone: int | str) -> int | None:
    """The offset of a zone that never changes it; None where it depends on the day."""
    if isinstance(zone, int):
        return zone
    known = ZoneInfo(zone).utcoffset(None)
    return int(known.total_seconds()) if known is not None else None


def _in_reach(days: int) -> tuple[int, int, int]:
    """The day, or one with the same place in the calendar's circle of 400 years that Python can name."""
    year, month, day = from_days(days)
    if year > 9990:
        return 2000 + year % 400, month, day
    if year < 10:
        return 10 + (year - 10) % 400, month, day  # before any change of clocks
    return year, month, day
