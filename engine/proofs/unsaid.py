"""Values that a diagram asks for and nothing in it sets: a worker or a task without a form may hand them in.

They are made up from the constants of the code that names them. A run that breaks on such values shows nothing.
"""

from __future__ import annotations

from itertools import islice, product
from typing import Any

from engine.diagrams.lint.graph import Node
from engine.diagrams.lint.multi_instances import collection_of, item_of, result_of, results_of
from engine.expressions.script import Script
from engine.expressions.shapes import Shape, shapes
from engine.proofs.drawing import Drawing

#: up to so many combinations are tried
MOST = 32
#: one member, two and none
COLLECTIONS = [["m1"], ["m1", "m2"], []]
#: a text that equals no constant of the drawing
OTHER = "text"


def unsaid(drawing: Drawing) -> dict[str, list[Any]]:
    """The names nobody sets, each with the values worth trying."""
    asking = [code for code in drawing.context.code if code.compiled is not None]
    known = {key for form in drawing.forms.values() for key in form.routing_keys} | {"loopCounter", "nrOfInstances"}
    for code in asking:
        known |= set(code.compiled.writes) if isinstance(code.compiled, Script) else set()
    found: dict[str, list[Any]] = {}
    for node in drawing.nodes.values():
        known |= drawing.given.get(node.id, frozenset()) | _set_by(node)
        collection = collection_of(node.multiple) if node.multiple is not None else None
        if collection and collection.isidentifier():
            found[collection] = COLLECTIONS
    known_shapes = shapes([tree for code in asking for tree in code.trees])
    for code in asking:
        for name in getattr(code.compiled, "names", ()):
            if name not in found:
                found[name] = _values(known_shapes.get(name, Shape()))
    return {name: values for name, values in sorted(found.items()) if name not in known}


def combined(values: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """All combinations, or the first of them."""
    chosen = islice(product(*values.values()), MOST)
    return [dict(zip(values, one, strict=True)) for one in chosen]


def _values(shape: Shape) -> list[Any]:
    """The constants it is compared with, both sides of each number, and a text that is none of them."""
    if shape.members:
        one = {name: _values(member)[0] for name, member in shape.members.items()}
        varied = [{**one, name: value} for name, member in shape.members.items() for value in _values(member)[1:]]
        return [[{**each, "id": "m1"}] for each in (one, *varied)] if shape.is_list else [one, *varied]
    found: list[Any] = []
    for value in shape.literals:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        found += [value, value + 1, value - 1] if is_number else [value]
    if any(isinstance(value, str) or value is None for value in found):
        found.append(OTHER)
    if shape.is_truth or any(isinstance(value, bool) for value in found):
        found += [True, False]
    if shape.may_be_empty:
        found.append(None)
    if shape.is_list:
        found += COLLECTIONS
    return [one for place, one in enumerate(found) if not _is_among(one, found[:place])] or [True, False]


def _is_among(value: Any, others: list[Any]) -> bool:
    """Whether it is there already; `1` and `True` are two values."""
    return any(type(value) is type(one) and value == one for one in others)


def _set_by(node: Node) -> set[str]:
    names = {str(node.camunda("resultVariable"))}
    if node.multiple is not None:
        names |= {str(one(node.multiple)) for one in (item_of, results_of, result_of)}
    return names
