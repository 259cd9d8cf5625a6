"""Members of a multi-instance drawn elsewhere write the variables of all: what one wrote is known once it ends.

Camunda's members share their variables at every moment. Here each works on its own copy meanwhile; as there, what the
member that ends last has written stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from engine.diagrams.nodes import Called
from engine.diagrams.plain_data import same
from engine.diagrams.scopes import HIDDEN

_ABSENT = object()


def share(multiple: Any, child: Any, own: Collection[str]) -> None:
    """Let the multi-instance and every member that runs know what this one wrote, but for variables of its own."""
    before, keys = multiple.data, dict.fromkeys((*child.data, *multiple.data))
    written = {
        key: child.data.get(key, _ABSENT)
        for key in keys
        if key not in own and not same(child.data.get(key, _ABSENT), before.get(key, _ABSENT))
    }
    if not written:
        return
    multiple.data = _with(before, written)
    for member in multiple.children:
        if member is not child:
            for token in _tokens_of(member):
                _tell(token, written, before)


def _tokens_of(member: Any) -> Iterator[Any]:
    """The member and everything that shares its variables: what was called has its own."""
    waiting = [member]
    while waiting:
        token = waiting.pop()
        yield token
        waiting.extend(token.children)
        inside = token.workflow.top_workflow.subprocesses.get(token.id)
        if inside is not None and not isinstance(token.task_spec, Called):
            waiting.append(inside.task_tree)


def _tell(token: Any, written: dict[str, Any], before: dict[str, Any]) -> None:
    """A key the token has written itself meanwhile stays as it is."""
    hidden: dict[str, list[Any]] = token.internal_data.get(HIDDEN, {})
    news = {
        key: value
        for key, value in written.items()
        if key not in hidden and same(token.data.get(key, _ABSENT), before.get(key, _ABSENT))
    }
    token.data = _with(token.data, news)
    for key, kept in hidden.items():
        if key in written and same(kept[0] if kept else _ABSENT, before.get(key, _ABSENT)):
            hidden[key] = [] if written[key] is _ABSENT else [written[key]]


def _with(data: dict[str, Any], written: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in {**data, **written}.items() if value is not _ABSENT}
