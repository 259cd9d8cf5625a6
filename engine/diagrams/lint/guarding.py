"""A rule that breaks on a strange file is a fault of ours: it becomes a finding, and the other rules go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from engine.diagrams.lint.context import Context
from engine.findings import Finding

RULE = "crashed"
Rule = Callable[[Context], Iterable[Finding]]


def guarded(rule: Rule, context: Context) -> list[Finding]:
    """What this rule finds; where it breaks, only that it did, with each file on which it does so alone."""
    try:
        return list(rule(context))
    except Exception as error:  # noqa: BLE001  # whatever breaks is told, never shown as a traceback
        files = [diagram.file for diagram in context.diagrams if _breaks(rule, context, diagram.file)]
        return [crash(getattr(rule, "__name__", "?"), file, error) for file in files or [""]]


def crash(rule: str, file: str, error: Exception) -> Finding:
    """The finding that this rule broke on this file."""
    return Finding.error(RULE, file, 0, "", broken=rule, detail=type(error).__name__)


def _breaks(rule: Rule, context: Context, file: str) -> bool:
    try:
        list(rule(context.alone(file)))
    except Exception:  # noqa: BLE001  # whatever breaks is told, never shown as a traceback
        return True
    return False
