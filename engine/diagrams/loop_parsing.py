"""Multi-instance markers for the parser: what the attributes say, written as the elements the library reads."""

from __future__ import annotations

from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser

from engine.diagrams.declarations.loops import variable_in
from engine.diagrams.dialect import bpmn, camunda, huishang
from engine.diagrams.multiple import AllAtOnce, OneByOne


class Activities(TaskParser):
    """Multi-instance from `camunda:collection` and `camunda:elementVariable`, or from the standard elements."""

    PARALLEL_MI_CLASS = AllAtOnce
    SEQUENTIAL_MI_CLASS = OneByOne

    def _add_multiinstance_task(self, loop_characteristics: Any) -> None:
        insert_standard_elements(loop_characteristics)
        super()._add_multiinstance_task(loop_characteristics)


def insert_standard_elements(loop: Any) -> None:
    """Write what the attributes say as the standard elements; a collection that is computed counts as a cardinality."""
    collection = loop.get(camunda("collection"))
    variable = variable_in(collection) if collection else None
    _insert(loop, "outputDataItem", loop.get(huishang("outputElement")), named=True)
    _insert(loop, "inputDataItem", loop.get(camunda("elementVariable")), named=True)
    _insert(loop, "loopDataOutputRef", loop.get(huishang("outputCollection")), named=False)
    _insert(loop, "loopDataInputRef", variable, named=False)
    if collection and variable is None and loop.find(bpmn("loopDataInputRef")) is None:
        _insert(loop, "loopCardinality", collection, named=False)
    for item in (*loop.findall(bpmn("inputDataItem")), *loop.findall(bpmn("outputDataItem"))):
        # the variable is what people call it; an id may have been given by a tool
        item.set("id", item.get("name") or item.get("id") or "")


def _insert(loop: Any, tag: str, text: str | None, *, named: bool) -> None:
    if not text or not text.strip() or loop.find(bpmn(tag)) is not None:
        return
    name = text.strip()
    element = etree.Element(bpmn(tag), id=name) if named else etree.Element(bpmn(tag))
    element.text = None if named else name
    loop.insert(0, element)
