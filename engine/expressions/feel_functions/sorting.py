"""`sort` with a function that says whether one item comes before another; ties keep their order."""

from __future__ import annotations

from functools import cmp_to_key
from typing import Any

from engine.expressions.feel_functions.signatures import built_in, by_name
from engine.expressions.feel_values.functions import FeelFunction

_ARGUMENTS = 2


def _sort(items: list[Any], precedes: FeelFunction) -> list[Any] | None:
    if len(precedes.parameters) != _ARGUMENTS:
        return None

    def order(left: Any, right: Any) -> int:
        if precedes(left, right) is True:
            return -1
        return 1 if precedes(right, left) is True else 0

    return sorted(items, key=cmp_to_key(order))


FUNCTIONS = by_name([built_in("sort", ("list: list, precedes: function", _sort))])
