"""The pure functions every expression may call. Each bounds what it is given; none keeps anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.expressions.limits import MAX_ITEMS
from engine.expressions.meter import TooMuchWork, bounded
from engine.expressions.values import number, text

_LONGEST_NUMERAL = 40


def _len(value: Any) -> int:
    return len(value)


def _min(*values: Any, **default: Any) -> Any:
    return min(_one_or_many(values), **_only(default, "default"))


def _max(*values: Any, **default: Any) -> Any:
    return max(_one_or_many(values), **_only(default, "default"))


def _sum(values: Any) -> Any:
    total: Any = 0
    for value in bounded(values):
        total = number(total + (int(value) if isinstance(value, bool) else number(value)))
    return total


def _any(values: Any) -> bool:
    return any(bounded(values))


def _all(values: Any) -> bool:
    return all(bounded(values))


def _sorted(values: Any, *, reverse: bool = False) -> list[Any]:
    return sorted(bounded(values), reverse=reverse)


def _str(value: Any) -> str:
    if not isinstance(value, str | int | float):
        raise TypeError("str() takes a text, a number or a truth value")
    return str(value)


def _int(value: Any) -> int:
    return int(number(int(_numeral(value))))


def _float(value: Any) -> float:
    return float(number(float(_numeral(value))))


def _bool(value: Any) -> bool:
    return bool(value)


def _abs(value: Any) -> Any:
    return abs(number(value))


def _round(value: Any, digits: int = 0) -> Any:
    if digits not in range(13):
        raise ValueError("round() takes 0 to 12 digits")
    return round(number(value), digits) if digits else round(number(value))


def numbered(values: Any, prefix: str) -> list[dict[str, Any]]:
    """Copies of these objects with `id` set to prefix1, prefix2 …, in their order."""
    return [{**_object(value), "id": text(f"{_text(prefix)}{n}")} for n, value in enumerate(bounded(values), start=1)]


def distinct(values: Any) -> list[Any]:
    """The different entries of this list, in the order in which they first appear."""
    seen: list[Any] = []
    for value in bounded(values):
        if value not in seen:
            seen.append(value)
    return seen


def join(values: Any, separator: str) -> str:
    """The texts of this list with the separator between them."""
    return text(_text(separator).join(_text(value) for value in bounded(values)))


def _one_or_many(values: tuple[Any, ...]) -> Any:
    return bounded(values[0]) if len(values) == 1 else values


def _only(named: dict[str, Any], allowed: str) -> dict[str, Any]:
    if set(named) - {allowed}:
        raise TypeError(f"only {allowed}= may be named here")
    return named


def _numeral(value: Any) -> Any:
    if isinstance(value, str) and len(value) > _LONGEST_NUMERAL:
        raise TooMuchWork("expressions.text_too_long", _LONGEST_NUMERAL)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text was expected, not a {type(value).__name__}")
    return value


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or len(value) > MAX_ITEMS:
        raise TypeError("a list of objects was expected")
    return value


BUILT_IN: Mapping[str, Callable[..., Any]] = {
    "len": _len,
    "min": _min,
    "max": _max,
    "sum": _sum,
    "any": _any,
    "all": _all,
    "sorted": _sorted,
    "str": _str,
    "int": _int,
    "float": _float,
    "bool": _bool,
    "abs": _abs,
    "round": _round,
    "numbered": numbered,
    "join": join,
    "distinct": distinct,
}
