"""Where a legal deadline is declared, its timers ask the ledger: 30 working days are no ISO duration."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.drawn import is_bpmn, local_name, text_of
from engine.diagrams.lint.durations import is_duration
from engine.diagrams.lint.timers import literal_of

RULE = "timers"


def legal_timers(context: Context) -> Iterator[Finding]:
    """Each raw duration on the border of an activity that has a declared deadline."""
    for node in context.nodes:
        host, definition = node.scope.nodes.get(node.attached_to or ""), node.definition("timer")
        if host is None or definition is None or not host.extensions("deadline"):
            continue
        names = [deadline.get("name") or "" for deadline in host.extensions("deadline")]
        for spec in definition:
            text = text_of(spec) if is_bpmn(spec) and local_name(spec) != "timeDate" else ""
            literal = text.strip() if is_duration(text) else literal_of(text)
            if literal:
                yield node.error(RULE, f"{RULE}.legal", text=literal, deadlines=names)
