"""Which finding is the cause of which: what goes away when another is mended is not told as a fault of its own.

Each relation gives pairs of cause and consequence. A cause is always an error; a warning never hides one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from engine.diagrams.lint.context import Context
from engine.findings import Finding, Severity

Pair = tuple[Finding, Finding]
Relation = Callable[[Context, Sequence[Finding]], Iterator[Pair]]

#: Rules that tell of a file which cannot be looked into, or of an element that is not run at all.
_CLOSED_FILE: Final = frozenset({"not_xml", "doctype", "too_large", "not_bpmn", "not_dmn", "unreadable", "crashed"})
_REFUSED: Final = frozenset({"known_elements", "event_positions", "event_subprocesses", "services", "scripts"})
#: References that a file of this ending would have answered.
_ANSWERED_BY: Final = {"process": ".bpmn", "decision": ".dmn", "form": ".form"}
_OWN_FIELDS: Final = ("formData", "formProperty")


def unread_files(_context: Context, findings: Sequence[Finding]) -> Iterator[Pair]:
    """A file that cannot be read, and the references that it may have answered."""
    closed = [one for one in findings if one.rule in _CLOSED_FILE and one.file]
    for kind, suffix in _ANSWERED_BY.items():
        cause = next((one for one in closed if one.file.lower().endswith(suffix)), None)
        if cause is not None:
            yield from ((cause, one) for one in findings if one.key == f"diagrams.references.{kind}")


def broken_tables(_context: Context, findings: Sequence[Finding]) -> Iterator[Pair]:
    """A decision that was refused, and the tasks that ask it."""
    refused = {one.element: one for one in findings if one.file.lower().endswith(".dmn") and _is_error(one)}
    for one in findings:
        if one.key == "diagrams.references.decision" and one.params.get("reference") in refused:
            yield refused[one.params["reference"]], one


def same_place(_context: Context, findings: Sequence[Finding]) -> Iterator[Pair]:
    """What the schema says of an element, and what other rules make of it on the same line."""
    said = {(one.file, one.line, one.element): one for one in findings if one.rule == "schema" and one.element}
    for one in findings:
        if one.rule != "schema" and (one.file, one.line, one.element) in said:
            yield said[one.file, one.line, one.element], one


def same_id(_context: Context, findings: Sequence[Finding]) -> Iterator[Pair]:
    """An id that two elements have, and what the mixture of the two seems to lack."""
    twice = {
        (one.file, str(one.params.get("value", one.element))): one
        for one in findings
        if one.key in ("diagrams.schema.twice", "diagrams.duplicate_ids")
    }
    yield from ((twice[one.file, one.element], one) for one in findings if (one.file, one.element) in twice)


def same_element(_context: Context, findings: Sequence[Finding]) -> Iterator[Pair]:
    """An element that is not run at all, and what else is wrong with it."""
    refused: dict[tuple[str, str], Finding] = {}
    for one in findings:
        if _says_refused(one) and one.element and _is_error(one):
            refused.setdefault((one.file, one.element), one)
    yield from (
        (refused[one.file, one.element], one)
        for one in findings
        if not _says_refused(one) and (one.file, one.element) in refused
    )


def loose_flows(context: Context, findings: Sequence[Finding]) -> Iterator[Pair]:
    """A flow with an end that is not there, and the nodes that it would have led to or from."""
    homes = {(item.file, item.id): scope for scope in context.scopes for item in (*scope.flows, *scope.nodes.values())}
    loose: dict[int, dict[str, Finding]] = defaultdict(dict)
    for one in findings:
        if one.rule == "flow_ends" and "side" in one.params and (one.file, one.element) in homes:
            loose[id(homes[one.file, one.element])].setdefault(str(one.params["side"]), one)
    for one in findings:
        causes = loose.get(id(homes.get((one.file, one.element))), {})
        if one.key.startswith("diagrams.reachability.unreachable") and causes:
            yield causes.get("target") or causes["source"], one
        elif one.key == "diagrams.reachability.dead_end" and "source" in causes:
            yield causes["source"], one


def unread_scripts(_context: Context, findings: Sequence[Finding]) -> Iterator[Pair]:
    """A script that cannot be read, and the names that nothing else sets."""
    cause = next(
        (one for one in findings if one.key == "diagrams.expressions" and one.params["place"] == "script"), None
    )
    if cause is not None:
        yield from ((cause, one) for one in findings if one.rule == "variables")


def own_fields(_context: Context, findings: Sequence[Finding]) -> Iterator[Pair]:
    """Fields declared in the diagram itself, and that their element has no effect."""
    told = {(one.file, one.element): one for one in findings if one.key == "diagrams.people.form_data"}
    own = [one for one in findings if one.key == "diagrams.attributes.camunda" and one.params["name"] in _OWN_FIELDS]
    yield from ((told[one.file, one.element], one) for one in own if (one.file, one.element) in told)


def _says_refused(finding: Finding) -> bool:
    return finding.key.split(".")[1] in _REFUSED


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


RELATIONS: Final[tuple[Relation, ...]] = (
    unread_files,
    broken_tables,
    same_place,
    same_id,
    same_element,
    loose_flows,
    unread_scripts,
    own_fields,
)
