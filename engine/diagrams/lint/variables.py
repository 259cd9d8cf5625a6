"""Names that code reads and nothing ever sets: mostly a slip of the pen, and an incident once a case comes there."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.forms import components_of
from engine.diagrams.lint.graph import Node
from engine.diagrams.lint.multi_instances import collection_of, item_of, result_of, results_of
from engine.expressions.script import Script

RULE = "variables"
#: what the engine itself hands to an expression that asks for it
_GIVEN = ("execution", "task", "loopCounter", "nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances")


def variables(context: Context) -> Iterator[Finding]:
    """Each name read by a condition, script, template, timer or multi-instance that nothing in the bundle sets."""
    known = _known(context)
    told: set[tuple[str, str, str]] = set()
    for code in context.code:
        for name in sorted((code.compiled.names if code.compiled is not None else frozenset()) - known):
            if (code.drawn.file, code.drawn.id, name) not in told:
                told.add((code.drawn.file, code.drawn.id, name))
                yield code.drawn.warning(RULE, name=name, place=code.place)
    for node in context.nodes:
        collection = collection_of(node.multiple) if node.multiple is not None else None
        if collection is not None and collection not in known:
            yield node.warning(RULE, name=collection, place="collection")


def _known(context: Context) -> set[str]:
    known: set[str] = set(_GIVEN)
    for form in context.forms:
        for component in components_of(form.schema):
            known |= {str(component.get("key") or ""), str(component.get("path") or "")}
    for code in context.code:
        if isinstance(code.compiled, Script):
            known |= code.compiled.writes
    for node in context.nodes:
        known |= set(_set_by(node))
    return known


def _set_by(node: Node) -> Iterator[str]:
    yield node.camunda("resultVariable") or ""
    if node.multiple is not None:
        for name in (item_of(node.multiple), results_of(node.multiple), result_of(node.multiple)):
            yield name or ""
    if node.extensions("act"):
        # an act may add keys of its own; the one known to do so names the participants of a round
        yield "participants"
