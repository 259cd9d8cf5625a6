"""Checks a bundle before it may be published: everything that would be dropped or run wrongly, all at once."""

from __future__ import annotations

from collections.abc import Iterable

from engine.diagrams.bundle import Bundle, suffix_of
from engine.diagrams.findings import DiagramRefused, Finding, Severity
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.folding import fold
from engine.diagrams.lint.guarding import guarded
from engine.diagrams.lint.rules import HOUSE_RULES, RUNNING_RULES, Rule


def check(bundle: Bundle) -> list[Finding]:
    """Every finding of every rule, in order of file and line; what follows from another is folded into it."""
    return _found(bundle, RUNNING_RULES, HOUSE_RULES)


def check_runnable(bundle: Bundle) -> list[Finding]:
    """What the engine could not run or would run otherwise than drawn, without what this office asks for besides."""
    return _found(bundle, RUNNING_RULES, ())


def check_file(bundle: Bundle, file: str, *, runnable: bool = False) -> list[Finding]:
    """The findings of one file, looked at together with what it calls and refers to in the bundle.

    With `runnable`, only those of `check_runnable`.
    """
    look = check_runnable if runnable else check
    return [finding for finding in look(bundle.only(_needed(bundle, file))) if finding.file in (file, "")]


def require(bundle: Bundle) -> list[Finding]:
    """The warnings of a bundle without errors. Raises DiagramRefused with all findings when there are errors."""
    findings = check(bundle)
    if has_errors(findings):
        raise DiagramRefused(findings)
    return findings


def has_errors(findings: list[Finding]) -> bool:
    """Whether one of them keeps the bundle from being published."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _found(bundle: Bundle, running: Iterable[Rule], house: Iterable[Rule]) -> list[Finding]:
    """What runs is looked at written out, as it will run; what the office asks for, as it is drawn."""
    context = Context(bundle, written_out=True)
    drawn = Context(bundle, companions=context.companions) if house else context
    found = [*context.findings, *(finding for rule in running for finding in guarded(rule, context))]
    found += [finding for rule in house for finding in guarded(rule, drawn)]
    return fold(drawn, sorted(found, key=lambda finding: (finding.file, finding.line, finding.severity, finding.rule)))


def _needed(bundle: Bundle, file: str) -> set[str]:
    """The file, everything beside it that is no diagram, and the diagrams whose processes it calls, over any calls."""
    if suffix_of(file) != ".bpmn":
        return {file}
    context = Context(bundle)
    homes = {process.id: diagram.file for diagram in context.diagrams for process in diagram.processes}
    called = {
        diagram.file: {node.element.get("calledElement") for node in diagram.nodes} for diagram in context.diagrams
    }
    needed, waiting = set[str](), [file]
    while waiting:
        current = waiting.pop()
        if current not in needed:
            needed.add(current)
            waiting += [homes[process] for process in called.get(current, ()) if process in homes]
    return needed | {name for name in bundle.files if suffix_of(name) != ".bpmn"}
