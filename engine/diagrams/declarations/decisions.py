"""Which decision a business rule task asks: its id, or an expression that chooses between ids written out in it.

What may come of it is known before it runs, so every table it can ask is checked, and a case never asks one that is not
there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from engine.diagrams.declarations.texts import Written, read_text
from engine.diagrams.dialect import camunda
from engine.errors import Invalid
from engine.expressions.tree import Conditional, Literal, Node

PLACE: Final = "decisionRef"


@dataclass(frozen=True, slots=True)
class AskedDecision:
    """What `camunda:decisionRef` says. `ids` are all it may come to, in the order in which they are written."""

    written: Written
    ids: tuple[str, ...]


def read_decision(node: Any) -> AskedDecision | None:
    """The decision of an element that names one. Raises Invalid for an expression that may come to anything."""
    text = (node.get(camunda(PLACE)) or "").strip()
    if not text:
        return None
    written = read_text(text, PLACE)
    if written.code is None:
        return AskedDecision(written, (text,))
    ids = tuple(dict.fromkeys(_leaves(written.code.tree)))
    if None in ids:
        raise Invalid("diagrams.decisions.computed", expression=text)
    return AskedDecision(written, tuple(str(one) for one in ids))


def _leaves(tree: Node) -> Iterator[str | None]:
    """What it may come to; None for what is not written out."""
    if isinstance(tree, Conditional):
        yield from _leaves(tree.then)
        yield from _leaves(tree.otherwise)
    else:
        yield tree.value if isinstance(tree, Literal) and isinstance(tree.value, str) else None
