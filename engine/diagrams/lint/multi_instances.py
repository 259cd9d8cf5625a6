"""A multi-instance says over what it runs, and nothing interrupts it from outside: that breaks the case."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.dialect import bpmn, camunda, huishang
from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.drawn import text_of
from engine.diagrams.lint.graph import Node
from engine.diagrams.loading import Tree

RULE = "multi_instances"
_HOSTS = frozenset({"userTask", "subProcess", "callActivity"})


def multi_instances(context: Context) -> Iterator[Finding]:
    """Each multi-instance that would not run as drawn."""
    for node in context.nodes:
        loop = node.multiple
        if loop is None:
            continue
        yield from _source(node, loop)
        yield from _results(node, loop)
        if node.kind not in _HOSTS:
            yield node.error(RULE, f"{RULE}.host", kind=node.kind)
        if loop.find(bpmn("completionCondition")) is not None:
            yield node.error(RULE, f"{RULE}.completion")
        for event in node.boundary:
            if event.interrupting and node.kind in ("subProcess", "callActivity"):
                yield event.error(RULE, f"{RULE}.interrupted", activity=node.id)


def collection_of(loop: Tree) -> str | None:
    """The variable whose entries it runs over; None where it counts."""
    standard = loop.find(bpmn("loopDataInputRef"))
    return loop.get(camunda("collection")) or (None if standard is None else text_of(standard).strip())


def item_of(loop: Tree) -> str | None:
    """The variable that holds the entry inside an instance."""
    return loop.get(camunda("elementVariable")) or _item(loop, "inputDataItem")


def results_of(loop: Tree) -> str | None:
    """The variable in which the results are gathered."""
    standard = loop.find(bpmn("loopDataOutputRef"))
    return loop.get(huishang("outputCollection")) or (None if standard is None else text_of(standard).strip())


def result_of(loop: Tree) -> str | None:
    """The variable that holds one instance's result."""
    return loop.get(huishang("outputElement")) or _item(loop, "outputDataItem")


def _item(loop: Tree, name: str) -> str | None:
    item = loop.find(bpmn(name))
    return None if item is None else item.get("name") or item.get("id")


def _source(node: Node, loop: Tree) -> Iterator[Finding]:
    collection, counted = collection_of(loop), loop.find(bpmn("loopCardinality")) is not None
    if collection is None and not counted:
        yield node.error(RULE, f"{RULE}.over_nothing")
    if collection is not None and counted:
        yield node.error(RULE, f"{RULE}.over_both")
    for name in (collection, item_of(loop), results_of(loop), result_of(loop)):
        if name is not None and not name.isidentifier():
            yield node.error(RULE, f"{RULE}.name", name=name)
    if collection is not None and item_of(loop) is None:
        yield node.error(RULE, f"{RULE}.no_item", collection=collection)


def _results(node: Node, loop: Tree) -> Iterator[Finding]:
    gathered, one = results_of(loop), result_of(loop)
    if (gathered is None) != (one is None):
        yield node.error(RULE, f"{RULE}.half_result")
    if one is not None and one == item_of(loop):
        yield node.error(RULE, f"{RULE}.same_item", name=one)
