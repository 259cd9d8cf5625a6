"""Values that a diagram asks for and nothing in it sets: a worker or a task without a form may hand them in.

They are made up from the constants of the code that names them. A run that breaks on such values shows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice, product
from typing import Any

from engine.diagrams.lint.graph import Node
from engine.diagrams.lint.multi_instances import collection_of, item_of, result_of, results_of
from engine.expressions.script import Script
from engine.proofs.drawing import Drawing

#: up to so many combinations are tried
MOST = 32
_TEXT = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")


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
            found[collection] = [["m1"], ["m1", "m2"], []]
    for code in asking:
        for name in getattr(code.compiled, "names", ()):
            if name not in found:
                found[name] = _values([one.text for one in asking if name in getattr(one.compiled, "names", ())])
    return {name: values for name, values in sorted(found.items()) if name not in known}


def combined(values: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """All combinations, or the first of them."""
    chosen = islice(product(*values.values()), MOST)
    return [dict(zip(values, one, strict=True)) for one in chosen]


def _values(texts: Iterable[str]) -> list[Any]:
    found: list[Any] = []
    for text in texts:
        strings = [one or other for one, other in _TEXT.findall(text)]
        numbers = [float(one) if "." in one else int(one) for one in _NUMBER.findall(_TEXT.sub("", text))]
        found += [*strings, *(number + step for number in numbers for step in (0, 1, -1))]
    if any(isinstance(one, str) for one in found):
        return [*dict.fromkeys(found), "text"]
    return list(dict.fromkeys(found)) or [True, False]


def _set_by(node: Node) -> set[str]:
    names = {str(node.camunda("resultVariable"))}
    if node.multiple is not None:
        names |= {str(one(node.multiple)) for one in (item_of, results_of, result_of)}
    return names
