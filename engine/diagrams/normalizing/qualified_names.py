"""References written with a namespace prefix (`tns:order`) mean the element of that name in the same file."""

from __future__ import annotations

from lxml import etree

from engine.diagrams.normalizing.drawing import Drawing, kind_of

_ATTRIBUTES = (
    *("messageRef", "signalRef", "errorRef", "escalationRef", "processRef", "attachedToRef", "sourceRef", "targetRef"),
    *("default", "dataObjectRef", "dataStoreRef"),
)
_TEXTS = frozenset({"incoming", "outgoing", "flowNodeRef"})


def qualified_names(drawing: Drawing) -> None:
    """Take the prefix off where it is one of this document and leads to an element of it, or to a called process."""
    for element in drawing.root.iter(etree.Element):
        for name in _ATTRIBUTES:
            short = _local(element.get(name), element)
            if short and drawing.knows(short):
                element.set(name, short)
        called = _local(element.get("calledElement"), element)
        if called:
            element.set("calledElement", called)
        if kind_of(element) in _TEXTS:
            element.text = _local((element.text or "").strip(), element) or element.text


def _local(text: str | None, element: etree._Element) -> str | None:
    """The name behind a prefix of this document; None where there is none."""
    prefix, colon, name = (text or "").partition(":")
    return name if colon and name and prefix in element.nsmap else None
