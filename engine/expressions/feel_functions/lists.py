"""Functions on lists. None changes the list it was given; places count from 1, from the end when negative."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from engine.expressions.feel_functions.signatures import built_in, by_name
from engine.expressions.feel_values.comparing import equal
from engine.expressions.feel_values.functions import FeelFunction
from engine.expressions.feel_values.sameness import key_of

_DEEPEST = 30


def contains(items: list[Any], element: Any) -> bool:
    """Whether the list has an item equal to the element."""
    return any(equal(item, element) is True for item in items)


def distinct(items: list[Any]) -> list[Any]:
    """The different items, in the order in which they first appear."""
    found: dict[Hashable, Any] = {}
    for item in items:
        found.setdefault(key_of(item), item)
    return list(found.values())


def flatten(items: list[Any], depth: int = 0) -> list[Any] | None:
    """All items of the lists within lists; null when they lie too deep."""
    if depth > _DEEPEST:
        return None
    found: list[Any] = []
    for item in items:
        inner = flatten(item, depth + 1) if isinstance(item, list) else [item]
        if inner is None:
            return None
        found.extend(inner)
    return found


def place_of(position: Any, items: list[Any]) -> int | None:
    """The Python index of a place; None when there is no such place."""
    place = int(position)
    if not 1 <= abs(place) <= len(items):
        return None
    return place - 1 if place > 0 else len(items) + place


def _sublist(items: list[Any], start: Any, length: Any = None) -> list[Any] | None:
    begin = place_of(start, items)
    if begin is None or (length is not None and not 1 <= int(length) <= len(items) - begin):
        return None
    return items[begin:] if length is None else items[begin : begin + int(length)]


def _concatenate(*lists: list[Any]) -> list[Any]:
    return [item for one in lists for item in one]


def _insert_before(items: list[Any], position: Any, new: Any) -> list[Any] | None:
    place = place_of(position, items)
    return None if place is None else [*items[:place], new, *items[place:]]


def _remove(items: list[Any], position: Any) -> list[Any] | None:
    place = place_of(position, items)
    return None if place is None else [*items[:place], *items[place + 1 :]]


def _replace(items: list[Any], position: Any, new: Any) -> list[Any] | None:
    place = place_of(position, items)
    return None if place is None else [*items[:place], new, *items[place + 1 :]]


def _replace_matching(items: list[Any], match: FeelFunction, new: Any) -> list[Any] | None:
    chosen = [match(item, new) for item in items]
    if not all(isinstance(one, bool) for one in chosen):
        return None
    return [new if hit else item for hit, item in zip(chosen, items, strict=True)]


def _index_of(items: list[Any], match: Any) -> list[int]:
    return [place for place, item in enumerate(items, start=1) if equal(item, match) is True]


def _all(items: list[Any]) -> bool | None:
    if any(item is False for item in items):
        return False
    return True if all(item is True for item in items) else None


def _any(items: list[Any]) -> bool | None:
    if any(item is True for item in items):
        return True
    return False if all(item is False for item in items) else None


def spread(run: Callable[[list[Any]], Any]) -> Callable[..., Any]:
    """The same function, taking its list as arguments of their own."""
    return lambda *items: run(list(items))


FUNCTIONS = by_name(
    [
        built_in("list contains", ("list: list, element: any", contains)),
        built_in("count", ("list: list", len)),
        built_in("all", ("list: list", _all), ("b: any...", spread(_all))),
        built_in("any", ("list: list", _any), ("b: any...", spread(_any))),
        built_in("sublist", ("list: list, start position: number, length: number?", _sublist)),
        built_in("append", ("list: list, item: any...", lambda items, *new: [*items, *new])),
        built_in("concatenate", ("list: list...", _concatenate)),
        built_in("insert before", ("list: list, position: number, newItem: any", _insert_before)),
        built_in("remove", ("list: list, position: number", _remove)),
        built_in("reverse", ("list: list", lambda items: items[::-1])),
        built_in("index of", ("list: list, match: any", _index_of)),
        built_in("union", ("list: list...", lambda *lists: distinct(_concatenate(*lists)))),
        built_in("distinct values", ("list: list", distinct)),
        built_in("flatten", ("list: list", flatten)),
        built_in(
            "list replace",
            ("list: list, position: number, newItem: any", _replace),
            ("list: list, match: function, newItem: any", _replace_matching),
        ),
    ]
)
