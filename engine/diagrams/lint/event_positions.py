"""An event definition runs only in some positions; anywhere else the library makes it a plain event in silence."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.dialect import EVENT_DEFINITIONS, EVENTS
from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.drawn import local_name

RULE = "event_positions"

_NEEDS_ONE = frozenset({"intermediateCatchEvent", "boundaryEvent"})
_ANYWHERE = frozenset({"compensate"})


def event_positions(context: Context) -> Iterator[Finding]:
    """Each event whose definition would not run, with more than one, or with none where one is needed."""
    for node in context.nodes:
        if node.kind not in EVENTS:
            continue
        names = [local_name(definition) for definition in node.definitions]
        for name in names:
            if name not in EVENT_DEFINITIONS[node.kind]:
                short = name.removesuffix("EventDefinition")
                yield node.error(RULE, _key(short), kind=node.kind, definition=short)
        if len(names) > 1:
            yield node.error(RULE, f"{RULE}.several", kind=node.kind, definitions=names)
        if not names and node.kind in _NEEDS_ONE:
            yield node.error(RULE, f"{RULE}.none", kind=node.kind)
        if node.element.get("parallelMultiple") == "true":
            yield node.error(RULE, f"{RULE}.several", kind=node.kind, definitions=["parallelMultiple"])


def _key(definition: str) -> str:
    if definition in _ANYWHERE:
        return f"{RULE}.{definition}"
    return RULE
