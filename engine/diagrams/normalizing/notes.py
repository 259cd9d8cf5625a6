"""What is drawn for readers alone: data objects and stores, what goes in and out, texts and frames. None of it runs."""

from __future__ import annotations

from engine.diagrams.dialect import bpmn
from engine.diagrams.normalizing.drawing import Drawing
from engine.xml_files import Tree

#: a note at any depth
_NOTES = (
    *("dataObject", "dataObjectReference", "dataStore", "dataStoreReference", "property", "ioSpecification"),
    *("dataInputAssociation", "dataOutputAssociation", "association", "textAnnotation", "group", "auditing"),
    *("monitoring", "ioBinding", "supports", "correlationSubscription"),
)
#: a note about an event's data, not about a multi-instance's
_EVENT_DATA = ("dataInput", "dataOutput", "inputSet", "outputSet")


def drop_notes(drawing: Drawing) -> None:
    """Take out what has no effect, so that nothing tries to run it."""
    for note in list(drawing.root.iter(*(bpmn(kind) for kind in (*_NOTES, *_EVENT_DATA)))):
        _remove(note)


def _remove(element: Tree) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)
