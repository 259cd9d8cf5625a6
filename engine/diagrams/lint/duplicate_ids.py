"""Ids that the library looks up across files must be unique; a second one replaces the first in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.drawn import Drawn
from engine.diagrams.lint.recursion import run_together

RULE = "duplicate_ids"
_DECLARATIONS = ("message", "signal", "error", "escalation")


def duplicate_ids(context: Context) -> Iterator[Finding]:
    """Processes, subprocesses, declarations, decisions and forms that share an id; nodes and flows without one."""
    scopes: dict[str, list[Drawn]] = defaultdict(list)
    for scope in context.scopes:
        scopes[scope.id].append(scope)
    for same in scopes.values():
        yield from (scope.error(RULE, first=same[0].file) for scope in same[1:])
    yield from _nodes(context)
    yield from _nameless(context)
    yield from _declarations(context)
    yield from _files(context)


def _nodes(context: Context) -> Iterator[Finding]:
    """What a case remembers of an element is kept by its id; two that run in one case would be one to it."""
    told: set[tuple[str, str]] = set()
    scopes = {scope.id for scope in context.scopes}
    for together in run_together(context):
        homes: dict[str, str] = {}
        for node in context.nodes:
            if node.id and node.id not in scopes and node.scope.process.id in together:
                first = homes.setdefault(node.id, node.file)
                if first != node.file and (node.file, node.id) not in told:
                    told.add((node.file, node.id))
                    yield node.error(RULE, f"{RULE}.element", first=first)


def _nameless(context: Context) -> Iterator[Finding]:
    for scope in context.scopes:
        for drawn in (scope, *scope.nodes.values(), *scope.flows):
            if not drawn.id:
                yield drawn.error(RULE, f"{RULE}.missing", kind=drawn.kind)


def _declarations(context: Context) -> Iterator[Finding]:
    seen: dict[str, tuple[str, str | None]] = {}
    for diagram in context.diagrams:
        for kind in _DECLARATIONS:
            for id_, element in diagram.declared(kind).items():
                meaning = (kind, element.get("name"))
                if seen.setdefault(id_, meaning) != meaning:
                    yield Drawn(element, diagram.file).error(RULE, f"{RULE}.declaration", kind=kind)
                if not element.get("name") and kind in ("message", "signal"):
                    yield Drawn(element, diagram.file).error(RULE, f"{RULE}.unnamed", kind=kind)


def _files(context: Context) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    entries = [("decision", d.id, d.file, d.line) for d in context.decisions.decisions]
    entries += [("form", form.id, form.file, 0) for form in context.forms]
    for kind, id_, file, line in entries:
        first = seen.setdefault((kind, id_), file if line == 0 else f"{file}:{line}")
        if first != (file if line == 0 else f"{file}:{line}"):
            yield Finding.error(RULE, file, line, id_, f"{RULE}.{kind}", first=first)
