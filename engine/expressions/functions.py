"""The pure functions every expression may call. Each bounds what it is given; none keeps anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.expressions.evaluating.frame import bounded
from engine.expressions.faults import TooMuchWork
from engine.expressions.limits import MAX_ITEMS, MAX_TEXT
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
    seen: dict[Any, Any] = {}
    for value in bounded(values):
        seen.setdefault(_frozen(value), value)
    return list(seen.values())


def _frozen(value: Any) -> Any:
    """Something that is equal when the values are, and can be looked up."""
    if isinstance(value, dict):
        return "{}", frozenset((key, _frozen(inner)) for key, inner in value.items())
    if isinstance(value, list | tuple):
        return "[]" if isinstance(value, list) else "()", tuple(_frozen(inner) for inner in value)
    return value


def join(values: Any, separator: str) -> str:
    """The texts of this list with the separator between them."""
    return _joined(_text(separator), [_text(value) for value in bounded(values)])


def _joined(separator: str, values: list[str]) -> str:
    _refuse_long(sum(len(value) for value in values) + len(separator) * max(0, len(values) - 1))
    return separator.join(values)


def _refuse_long(size: int) -> None:
    """Before anything of that size is made."""
    if size > MAX_TEXT:
        raise TooMuchWork("expressions.text_too_long", MAX_TEXT)


def for_each(pattern: str, values: Any, key: Any = None) -> str:
    """The pattern once for each of these texts, with the text in place of its `*`; of objects, their entry `key`.

    A text with a comma is refused: in a list of groups it would add one.
    """
    found = [_text(value if key is None else _object(value)[key]) for value in bounded(values)]
    places = _text(pattern).count("*")
    for value in found:
        if "," in value:
            raise ValueError("a comma stands in one of the values of for_each()")
        _refuse_long(len(pattern) + places * len(value))
    return _joined(", ", [pattern.replace("*", value) for value in found])


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
    "for_each": for_each,
}
