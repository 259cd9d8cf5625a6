"""A tree so deep that the library's own walks would stop short is an incident, never a task lost in silence."""

from __future__ import annotations

from typing import Any

from engine.diagrams.tokens import OPEN
from engine.errors import Incident

#: the library's iterators stop at 1000
MAX_DEPTH = 800


def check_depth(top: Any) -> None:
    """Raises Incident when a token stands too deep in its process."""
    for tree in top.trees():
        if len(tree.tasks) <= MAX_DEPTH:
            continue
        for token in tree.tasks.values():
            if token._state & OPEN and sum(1 for _ in token.ancestors()) > MAX_DEPTH:
                raise Incident("running.incident.too_deep", element=token.task_spec.name, limit=MAX_DEPTH)
