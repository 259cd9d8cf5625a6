"""What a multi-instance marker says: over what it runs, one by one or all at once, and when it is done early."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from engine.diagrams.declarations.texts import told
from engine.diagrams.dialect import bpmn, camunda, is_ours
from engine.expressions.expression import Expression
from engine.expressions.written import compile_written

_ALONE = re.compile(r"^\s*[$#]\{(.*)\}\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Loop:
    """A multi-instance. Either `collection` or `count` is set, unless the collection is a variable of that name.

    `shares`: what a member writes is known to all once it ends, as in Camunda; in a diagram of ours a member leaves its
    output item and nothing else.
    """

    collection: Expression | None
    count: Expression | None
    done_when: Expression | None
    shares: bool


def read_loop(node: Any) -> Loop | None:
    """The multi-instance of this element; None without one. Raises Invalid for a text that cannot run."""
    found = node.find(bpmn("multiInstanceLoopCharacteristics"))
    if found is None:
        return None
    collection = found.get(camunda("collection"))
    return Loop(
        collection=_compiled(collection, "collection") if collection and variable_in(collection) is None else None,
        count=_compiled(found.findtext(bpmn("loopCardinality")), "loopCardinality"),
        done_when=_compiled(found.findtext(bpmn("completionCondition")), "completionCondition"),
        shares=not is_ours(node),
    )


def variable_in(text: str) -> str | None:
    """The variable a collection names, with or without `${…}` around it; None where it must be computed."""
    inside = _ALONE.match(text)
    name = (inside.group(1) if inside else text).strip()
    return name if name.isidentifier() else None


def _compiled(text: str | None, place: str) -> Expression | None:
    if text is None or not text.strip():
        return None
    with told(place):
        return compile_written(text.strip())
