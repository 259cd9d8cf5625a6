"""Keeps values small: what is built is counted through, also where one list stands in another many times."""

from __future__ import annotations

from typing import Any

from engine.expressions.evaluating.frame import Frame
from engine.expressions.faults import TooMuchWork
from engine.expressions.limits import MAX_ITEMS, MAX_TEXT, MAX_VALUES

_CHARACTERS_A_VALUE = 64
_VALUES_A_STEP = 8


def kept(frame: Frame, value: Any) -> Any:
    """The same value, its size counted as work. Raises TooMuchWork when it is too large."""
    kind = value.__class__
    if kind is str:
        if len(value) > MAX_TEXT:
            raise TooMuchWork("expressions.text_too_long", MAX_TEXT)
        return frame.made(value)
    if kind is list or kind is dict:
        frame.spend(1 + _weight(value) // _VALUES_A_STEP)
    return value


def _weight(value: list[Any] | dict[str, Any]) -> int:
    if len(value) > MAX_ITEMS:
        raise TooMuchWork("expressions.list_too_long", MAX_ITEMS)
    weight, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        weight += 1 + len(one)
        for inner in one.values() if isinstance(one, dict) else one:
            if isinstance(inner, list | dict):
                waiting.append(inner)
            elif isinstance(inner, str):
                weight += len(inner) // _CHARACTERS_A_VALUE
        if weight > MAX_VALUES:
            raise TooMuchWork("expressions.value_too_large", MAX_VALUES)
    return weight
