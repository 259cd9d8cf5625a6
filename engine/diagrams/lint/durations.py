"""ISO 8601 durations as modelers write them (`PT1H`, `R3/PT10M`): which texts are meant as one, and which are one."""

from __future__ import annotations

import re

_MEANT = re.compile(r"\s*(R\d*/)?P[\dYMWDTHS.,]*\s*")
_DURATION = re.compile(
    r"P(?=[\dT])(?:(?P<weeks>\d+)W|(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:[.]\d+)?)S)?)?)"
)
_DAYS = {"years": 366, "months": 31, "weeks": 7, "days": 1, "hours": 1 / 24, "minutes": 1 / 1440, "seconds": 1 / 86400}
MAX_DAYS = 36_600  #: a century
_REPETITION = re.compile(r"R\d{0,3}/")


def is_duration(text: str) -> bool:
    """Whether the unquoted text is meant as a duration or repetition, right or wrong, and not as an expression."""
    return bool(_MEANT.fullmatch(text))


def is_repetition(text: str) -> bool:
    """Whether the text is meant as a repetition."""
    return bool(_REPETITION.match(text.strip()))


def length_fault(text: str) -> str | None:
    """What is wrong with this duration or repetition: `invalid`, `zero`, `long` (over a century),
    `calendar` (months and years), or nothing.
    """
    match = _DURATION.fullmatch(_REPETITION.sub("", text.strip(), count=1))
    if match is None:
        return "invalid"
    parts = {name: float(value) for name, value in match.groupdict().items() if value is not None}
    if not any(parts.values()):
        return "zero"
    if sum(_DAYS[name] * value for name, value in parts.items()) > MAX_DAYS:
        return "long"
    return "calendar" if parts.get("months") or parts.get("years") else None
