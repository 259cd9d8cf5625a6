"""Link events: the flow goes on at the catching event of the same name, as if a line were drawn."""

from __future__ import annotations

from engine.diagrams.dialect import bpmn
from engine.diagrams.normalizing.drawing import Drawing, kind_of
from engine.xml_files import Tree


def link_flows(drawing: Drawing) -> None:
    """Each throwing link gets a flow to its catching one; both become events that are only passed."""
    catching: dict[tuple[int, str], Tree] = {}
    events = [(event, definition, _name(event, definition)) for event, definition in drawing.events("link")]
    for event, _, name in events:
        if kind_of(event) == "intermediateCatchEvent":
            first = catching.setdefault((id(event.getparent()), name), event)
            if first is not event:
                drawing.refuse(event, "links.two_catching", name=name)
    for event, definition, name in events:
        scope = event.getparent()
        if kind_of(event) == "intermediateThrowEvent":
            target = catching.get((id(scope), name))
            if target is None or scope is None:
                drawing.refuse(event, "links.not_caught", name=name)
            else:
                drawing.connect(scope, event, target)
        elif kind_of(event) != "intermediateCatchEvent":
            drawing.refuse(event, "links.position")
        event.remove(definition)
        event.tag = bpmn("intermediateThrowEvent")


def _name(event: Tree, definition: Tree) -> str:
    return definition.get("name") or event.get("name") or ""
