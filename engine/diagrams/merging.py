"""What parallel branches know when they meet: for each key the value that was written last, wherever it was written.

The library merges whole branches over each other: an old copy of a value then hides a newer one, and lists are mixed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.diagrams.plain_data import same

_ABSENT = object()
#: when a value was written (the case's counter), and the value
Written = tuple[int, Any]


def merged(branches: Sequence[Any], left_behind: Mapping[str, Written] | None = None) -> dict[str, Any]:
    """The data of these tokens as one. `left_behind` is what folded branches wrote."""
    first, others = branches[0].data, [branch.data for branch in branches[1:]]
    behind = left_behind or {}
    together: dict[str, Any] = {}
    for key in _keys(first, others, behind):
        value = first.get(key, _ABSENT)
        if key in behind or any(_differs(data.get(key, _ABSENT), value) for data in others):
            writes = [written(branch, key) for branch in branches]
            value = max([*writes, *([behind[key]] if key in behind else [])], key=lambda write: write[0])[1]
        if value is not _ABSENT:
            together[key] = value
    return together


def written(token: Any, key: str) -> Written:
    """When the value that this token has was written on its way; the value stands for *deleted* where it is absent."""
    value = token.data.get(key, _ABSENT)
    for above in token.ancestors():
        if _differs(above.data.get(key, _ABSENT), value):
            break
        token = above
    return token.last_state_change, value


def writes_since(token: Any, fork: Any) -> dict[str, Written]:
    """What a branch wrote after it forked from this token."""
    return {
        key: written(token, key) for key, value in token.data.items() if _differs(fork.data.get(key, _ABSENT), value)
    }


def _differs(one: Any, other: Any) -> bool:
    return not same(one, other)


def _keys(
    first: Mapping[str, Any], others: Sequence[Mapping[str, Any]], behind: Mapping[str, Written]
) -> dict[str, None]:
    keys = dict.fromkeys(first)
    for data in (*others, behind):
        keys.update(dict.fromkeys(data))
    return keys
