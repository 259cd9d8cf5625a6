"""The methods that `${…}` may call: the everyday ones of Java's String, List, Map, Number and Boolean.

Regular expressions (`matches`, `replaceAll`, `split`) are not among them, and neither is anything that changes a value.
Texts count in UTF-16 units, as Java's do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.expressions.faults import NoValue, TooMuchWork
from engine.expressions.limits import MAX_TEXT
from engine.expressions.semantics.juel_coercion import kind_of, to_text, to_whole
from engine.expressions.semantics.juel_operators import same
from engine.expressions.values import text

_BLANKS = "".join(map(chr, range(0x21)))
_NUMBERS = (int, float)


@dataclass(frozen=True, slots=True)
class Method:
    """What one name does, by the kind of value it is called on, and how many arguments it takes."""

    kinds: Mapping[str, Callable[..., Any]]
    fewest: int
    most: int


def _units(value: str) -> bytes:
    return value.encode("utf-16-le", "surrogatepass")


def _from_units(units: bytes) -> str:
    return units.decode("utf-16-le", "surrogatepass")


def _length(value: str) -> int:
    return len(value) if value.isascii() else len(_units(value)) // 2


def _substring(value: str, start: Any, end: Any = None) -> str:
    first, last = to_whole(start), _length(value) if end is None else to_whole(end)
    if not 0 <= first <= last <= _length(value):
        raise IndexError(f"{first}, {last}")
    return _from_units(_units(value)[2 * first : 2 * last])


def _index_of(value: str, part: Any, start: Any = 0) -> int:
    return _found(value.find(to_text(part), _whole_position(value, start)), value)


def _last_index_of(value: str, part: Any) -> int:
    return _found(value.rfind(to_text(part)), value)


def _whole_position(value: str, start: Any) -> int:
    return len(_from_units(_units(value)[: 2 * max(0, to_whole(start))]))


def _found(place: int, value: str) -> int:
    return place if place < 0 else _length(value[:place])


def _text_equals(value: str, other: Any) -> bool:
    return isinstance(other, str) and value == other


def _equals_ignoring_case(value: str, other: Any) -> bool:
    if other is None:
        return False
    given = to_text(other)
    pairs = zip(value, given, strict=False)
    return len(value) == len(given) and all(
        a == b or a.upper() == b.upper() or a.lower() == b.lower() for a, b in pairs
    )


def _contains_text(value: str, part: Any) -> bool:
    if not isinstance(part, str):
        raise NoValue("expressions.not_a_text_argument", method="contains", type=kind_of(part))
    return part in value


def _replace(value: str, old: Any, new: Any) -> str:
    if not isinstance(old, str) or not isinstance(new, str):
        raise NoValue("expressions.not_a_text_argument", method="replace", type=kind_of(old))
    if len(value) + value.count(old) * (len(new) - len(old)) > MAX_TEXT:
        raise TooMuchWork("expressions.text_too_long", MAX_TEXT)
    return value.replace(old, new)


def _char_at(value: str, place: Any) -> str:
    at = to_whole(place)
    return _substring(value, at, at + 1)


def _entry(values: list[Any], place: Any) -> Any:
    at = to_whole(place)
    if not 0 <= at < len(values):
        raise IndexError(str(at))
    return values[at]


def _sought(value: Any) -> Any:
    """Java looks numbers up by their class, which our data do not have."""
    if isinstance(value, _NUMBERS) and not isinstance(value, bool):
        raise NoValue("expressions.number_identity")
    return value


def _holds(values: list[Any], value: Any) -> bool:
    sought = _sought(value)
    return any(same(one, sought) for one in values)


def _place_of(values: list[Any], value: Any) -> int:
    sought = _sought(value)
    return next((place for place, one in enumerate(values) if same(one, sought)), -1)


def _as_double(value: Any) -> float:
    return float(value)


def _same_truth(value: bool, other: Any) -> bool:  # a value of the data
    return isinstance(other, bool) and value is other


def _no_number_equals(_value: Any, _other: Any) -> bool:
    raise NoValue("expressions.number_identity")


def _method(fewest: int, most: int | None = None, **kinds: Callable[..., Any]) -> Method:
    return Method(kinds, fewest, fewest if most is None else most)


METHODS: Mapping[str, Method] = {
    "equals": _method(1, string=_text_equals, boolean=_same_truth, number=_no_number_equals, list=same, map=same),
    "equalsIgnoreCase": _method(1, string=_equals_ignoring_case),
    "contains": _method(1, string=_contains_text, list=_holds),
    "startsWith": _method(1, string=lambda value, part: value.startswith(to_text(part))),
    "endsWith": _method(1, string=lambda value, part: value.endswith(to_text(part))),
    "isEmpty": _method(0, string=lambda value: not value, list=lambda value: not value, map=lambda value: not value),
    "isBlank": _method(0, string=lambda value: not value.strip()),
    "length": _method(0, string=_length),
    "size": _method(0, list=len, map=len),
    "toLowerCase": _method(0, string=lambda value: text(value.lower())),
    "toUpperCase": _method(0, string=lambda value: text(value.upper())),
    "trim": _method(0, string=lambda value: value.strip(_BLANKS)),
    "strip": _method(0, string=lambda value: value.strip()),
    "substring": _method(1, 2, string=_substring),
    "indexOf": _method(1, 2, string=_index_of, list=_place_of),
    "lastIndexOf": _method(1, string=_last_index_of),
    "charAt": _method(1, string=_char_at),
    "concat": _method(1, string=lambda value, other: text(value + to_text(other))),
    "replace": _method(2, string=_replace),
    "get": _method(1, list=_entry, map=lambda value, key: value.get(_sought(key))),
    "getOrDefault": _method(2, map=lambda value, key, other: value.get(_sought(key), other)),
    "containsKey": _method(1, map=lambda value, key: _sought(key) in value),
    "containsValue": _method(1, map=lambda value, other: _holds(list(value.values()), other)),
    "keySet": _method(0, map=list),
    "values": _method(0, map=lambda value: list(value.values())),
    "toString": _method(0, string=to_text, number=to_text, boolean=to_text),
    "intValue": _method(0, number=to_whole),
    "longValue": _method(0, number=to_whole),
    "doubleValue": _method(0, number=_as_double),
    "booleanValue": _method(0, boolean=bool),
}
