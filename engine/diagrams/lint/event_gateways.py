"""Behind an event-based gateway stand catch events, at most one a timer: two timers would share one due time."""

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
        timers = [after.id for after in node.successors if after.definition("timer") is not None]
        if len(timers) > 1:
            yield node.error(RULE, f"{RULE}.two_timers", timers=timers)
        for after in node.successors:
            if after.kind not in _CATCHING:
                yield after.error(RULE, f"{RULE}.not_catching", gateway=node.id, kind=after.kind)
            elif len(after.incoming) > 1:
                yield after.error(RULE, f"{RULE}.shared", gateway=node.id)
        if len(node.outgoing) < 2:
            yield node.error(RULE, f"{RULE}.one_way")
        if node.element.get("instantiate") == "true":
            yield node.error(RULE, f"{RULE}.instantiate")
