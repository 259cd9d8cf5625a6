"""The operators of FEEL that conditions need. None stands for FEEL's null: *not known*."""

from __future__ import annotations

import operator
from typing import Any

_ORDER = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def both(left: Any, right: Any) -> bool | None:
    """`and`: false if either is false, true if both are true, else not known."""
    if left is False or right is False:
        return False
    return True if left is True and right is True else None


def either(left: Any, right: Any) -> bool | None:
    """`or`: true if either is true, false if both are false, else not known."""
    if left is True or right is True:
        return True
    return False if left is False and right is False else None


def negated(value: Any) -> bool | None:
    """`not(…)`; of anything but true and false it is not known."""
    return not value if isinstance(value, bool) else None


def compare(sign: str, left: Any, right: Any) -> bool | None:
    """A comparison; null equals null alone, values of different kinds cannot be compared."""
    if sign in ("=", "!="):
        same = _same(left, right)
        return same if same is None or sign == "=" else not same
    if _kind(left) != _kind(right) or _kind(left) not in ("number", "text"):
        return None
    return bool(_ORDER[sign](left, right))


def is_in(value: Any, options: Any) -> bool | None:
    """`in (…)`: equal to one of them; a list among them counts by its own items."""
    flat: list[Any] = []
    for option in options if isinstance(options, list) else [options]:
        flat.extend(option if isinstance(option, list) else [option])
    return any(_same(value, option) is True for option in flat)


def contains(items: Any, value: Any) -> bool | None:
    """`list contains(items, value)`; not known of something that is no list."""
    return is_in(value, items) if isinstance(items, list) else None


def count(items: Any) -> int | None:
    """`count(items)`; not known of something that is no list."""
    return len(items) if isinstance(items, list) else None


def _same(left: Any, right: Any) -> bool | None:
    if left is None or right is None:
        return left is right
    return left == right if _kind(left) == _kind(right) else None


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "truth"
    if isinstance(value, int | float):
        return "number"
    return "text" if isinstance(value, str) else "list" if isinstance(value, list) else "other"
