"""Behind an event-based gateway stand catch events, each of them behind it alone."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context

RULE = "event_gateways"
_CATCHING = frozenset({"intermediateCatchEvent", "receiveTask"})


def event_gateways(context: Context) -> Iterator[Finding]:
    """Each event-based gateway that would not wait as drawn."""
    for node in context.nodes:
        if node.kind != "eventBasedGateway":
            continue
        for after in node.successors:
            if after.kind not in _CATCHING:
                yield after.error(RULE, f"{RULE}.not_catching", gateway=node.id, kind=after.kind)
            elif len(after.incoming) > 1:
                yield after.error(RULE, f"{RULE}.shared", gateway=node.id)
        if node.element.get("instantiate") == "true":
            yield node.error(RULE, f"{RULE}.instantiate")
