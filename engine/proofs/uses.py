"""What may be wanted of a value: all of it, or only whether it equals something, is empty, how long; and the answers.

Two moments of a case that answer all such questions alike have the same future; the explorer looks at one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

#: stands for the name of a member
OWN = "*"
#: a counter is followed up to here; what counts further behaves alike
COUNTED = 3


class Test(StrEnum):
    """How much of a value matters."""

    WHOLE = "whole"
    EQUALS = "equals"  #: which of some constants it is, if any
    TRUTH = "truth"
    EMPTY = "empty"  #: null, or without anything in it
    LENGTH = "length"  #: up to a number
    SIZE = "size"  #: a number, compared with another
    MEMBERS = "members"  #: of a collection: how many, and what is wanted of each; which is which matters to nobody


@dataclass(frozen=True, slots=True)
class Want:
    """One thing wanted of the value at this path: a name, then keys."""

    path: tuple[str, ...]
    test: Test
    to: Any = None  #: the constant it is compared with


def answers(wants: Iterable[Want], data: Mapping[str, Any], constant: Any, plain: Any) -> tuple[Any, ...]:
    """What these data answer to all these wants; equal answers mean an equal future.

    `constant` gives the value of a fact or setting; `plain` turns a whole value into one that can be compared.
    """
    found: dict[tuple[str, ...], list[Any]] = {}
    whole = {want.path for want in wants if want.test is Test.WHOLE}
    for want in sorted(wants, key=lambda one: (one.path, one.test, str(one.to))):
        if any(want.path[: len(path)] == path for path in whole) and want.path not in whole:
            continue
        value = _at(data, want.path)
        if want.test is Test.MEMBERS and want.path not in whole:
            found.setdefault(want.path, []).append(_of_members(want, value, constant, plain))
        elif want.path in whole:
            found[want.path] = [plain(want.path, value)]
        else:
            found.setdefault(want.path, []).append(_answer(want, value, constant))
    return tuple((path, tuple(values)) for path, values in sorted(found.items()))


def _of_members(want: Want, value: Any, constant: Any, plain: Any) -> Any:
    variable, inner = want.to
    if not isinstance(value, list):
        return "none"
    found = []
    for one in value:
        own = one.get("id") if isinstance(one, Mapping) else one
        neutral = {**one, "id": OWN} if isinstance(one, Mapping) else OWN
        found.append(repr(answers(inner, {variable: neutral}, constant, plain)).replace(repr(own), repr(OWN)))
    return tuple(sorted(found))


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        if not isinstance(data, Mapping) or key not in data:
            return None
        data = data[key]
    return data


def _answer(want: Want, value: Any, constant: Any) -> Any:
    if want.test is Test.EQUALS:
        return _equals(value, constant(*want.to) if isinstance(want.to, tuple) else want.to)
    if want.test is Test.LENGTH:
        return min(len(value), want.to + 1) if isinstance(value, list | dict | str) else -1
    if want.test is Test.SIZE and isinstance(value, int | float) and not isinstance(value, bool):
        return (value > want.to) - (value < want.to)
    if want.test is Test.EMPTY:
        return value is None or (isinstance(value, list | dict | str) and not value)
    return bool(value) if want.test is Test.TRUTH else repr(value)


def _equals(value: Any, to: Any) -> Any:
    """Whether they are equal; values of other types may be made alike by a notation, so more of them is told."""
    if type(value) is type(to) or value is None or to is None:
        return bool(value == to)
    return type(value).__name__ if isinstance(value, list | dict) else f"{type(value).__name__} {value}"
