"""How `${…}` turns one kind of value into another (Jakarta EL, chapter 1: type conversion; numbers as long and double).

Followed: null, "" and text to truth, number and text; truth and number to text. Refused where Java would throw, and
where the outcome depends on a Java type that our data do not have: truth to number, number to truth, lists and
objects to text, texts that are no plain decimal numerals (`0x1p3`, `NaN`), numbers that overflow ours.
"""

from __future__ import annotations

import math
import re
from typing import Any

from engine.expressions.faults import NoValue
from engine.expressions.values import number, text

_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_KINDS: dict[type, str] = {str: "string", dict: "map", list: "list", tuple: "list"}
_LONGEST_NUMERAL = 40
_SMALLEST_PLAIN, _LARGEST_PLAIN = 1e-3, 1e7


def truth(value: Any) -> bool:
    """null and "" are false, a text is true when it reads `true` in any case. Raises NoValue for anything else."""
    if value is True or value is False:
        return bool(value)
    if value is None:
        return False
    if isinstance(value, str):
        return value.lower() == "true"
    raise NoValue("expressions.not_a_truth", type=kind_of(value))


def to_text(value: Any) -> str:
    """null is the empty text; numbers are written as Java writes them. Raises NoValue for lists and objects."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, int):
        return str(number(value))
    if isinstance(value, float):
        return _written(number(value))
    raise NoValue("expressions.no_text", type=kind_of(value))


def to_number(value: Any) -> int | float:
    """null and "" are 0; a text must be a plain numeral. Raises NoValue, TooMuchWork for a number out of bounds."""
    if value.__class__ is int:
        return int(number(value))
    if value is None or value == "":
        return 0
    if value is True or value is False:
        raise NoValue("expressions.not_a_number", value="true" if value else "false")
    if isinstance(value, int | float):
        return float(number(value))
    if isinstance(value, str):
        return _read(value)
    raise NoValue("expressions.not_a_number", value=kind_of(value))


def to_whole(value: Any) -> int:
    """As Java's long: fractions are cut off, but a text must be a whole numeral."""
    if isinstance(value, str) and value and not _WHOLE.fullmatch(value):
        raise NoValue("expressions.not_a_number", value=value[:40])
    return math.trunc(to_number(value))


def kind_of(value: Any) -> str:
    """What a designer would call it, as a word of the expression languages."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    return _KINDS.get(type(value)) or str(type(value).__name__)


def _read(value: str) -> int | float:
    if len(value) <= _LONGEST_NUMERAL:
        if _WHOLE.fullmatch(value):
            return int(number(int(value)))
        if _DECIMAL.fullmatch(value):
            return float(number(float(value)))
    raise NoValue("expressions.not_a_number", value=value[:40])


def _written(value: float) -> str:
    """Java's Double.toString: plain between a thousandth and ten millions, else `1.0E10`."""
    size = abs(value)
    if size == 0 or _SMALLEST_PLAIN <= size < _LARGEST_PLAIN:
        return text(repr(value))
    digits, _, exponent = f"{value:e}".partition("e")
    shortest = repr(value).replace("-", "", 1) if value < 0 else repr(value)
    mantissa = "".join(mark for mark in shortest.partition("e")[0] if mark.isdigit()).strip("0") or "0"
    sign = "-" if digits.startswith("-") else ""
    return f"{sign}{mantissa[0]}.{mantissa[1:] or '0'}E{int(exponent)}"
