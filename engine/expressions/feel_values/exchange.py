"""The border of FEEL: its values as plain JSON, plain JSON as its values, and text read by the type a table names."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from engine.expressions.feel_values.kinds import Kind, adopt, kind_of
from engine.expressions.feel_values.numbers import DIGITS, exact
from engine.expressions.feel_values.reading import read_date, read_date_time, read_duration, read_time
from engine.expressions.feel_values.temporal import DaysDuration, MonthsDuration
from engine.expressions.feel_values.told import told

_AS_THEY_ARE = frozenset({type(None), bool, int, str, float})
_LONGEST_NUMERAL = 400
_DEEPEST = 30


def plain(value: Any) -> Any:
    """A value of FEEL as JSON has it: Decimal becomes int or float, dates, durations and ranges their text."""
    if value.__class__ in _AS_THEY_ARE:
        return value
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return value if kind_of(value) in (Kind.FUNCTION, Kind.FOREIGN) else told(value)


def plain_number(value: Decimal) -> int | float:
    """The number as int where it is whole, else as the nearest float. Raises OverflowError above 34 digits."""
    if value.adjusted() >= DIGITS:
        raise OverflowError(f"a number of more than {DIGITS} digits")
    return int(value) if value == value.to_integral_value() else float(value)


def from_plain(value: Any, depth: int = 0) -> Any:
    """JSON and Python's own dates as values of FEEL, deep; floats become the exact number they are written as."""
    taken = adopt(value)
    if depth > _DEEPEST:
        return None
    match kind_of(taken):
        case Kind.NUMBER:
            return exact(taken)
        case Kind.LIST:
            return [from_plain(item, depth + 1) for item in taken]
        case Kind.CONTEXT:
            return {key: from_plain(inner, depth + 1) for key, inner in taken.items()}
        case Kind.FOREIGN:
            return None
    return taken


def read_as(type_name: str, text: str) -> Any:
    """What this text says in a type of FEEL or of XML Schema (`xsd:dateTime`); None where it says nothing.

    A type that no text is read for gives the text itself.
    """
    reader = _READERS.get(type_name.rpartition(":")[2])
    return text if reader is None else reader(text.strip())


def read_number(text: str) -> Any:
    """The number, with `.` and an exponent if need be; None where it is none."""
    if len(text) > _LONGEST_NUMERAL or "_" in text or not text.isascii():
        return None
    try:
        return exact(Decimal(text))
    except InvalidOperation:
        return None


def _days(text: str) -> DaysDuration | None:
    read = read_duration(text)
    return read if isinstance(read, DaysDuration) else None


def _months(text: str) -> MonthsDuration | None:
    read = read_duration(text)
    return read if isinstance(read, MonthsDuration) else None


_TRUTHS = {"true": True, "false": False, "1": True, "0": False}
_READERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(("number", "decimal", "integer", "double", "float", "int", "long"), read_number),
    "boolean": _TRUTHS.get,
    "date": read_date,
    "time": read_time,
    **dict.fromkeys(("date and time", "dateTime"), read_date_time),
    **dict.fromkeys(("days and time duration", "dayTimeDuration"), _days),
    **dict.fromkeys(("years and months duration", "yearMonthDuration"), _months),
    "duration": read_duration,
}
