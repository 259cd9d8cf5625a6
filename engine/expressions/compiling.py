"""From source text to closures: the one door through which text of a diagram or a table becomes runnable."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.expressions.evaluating.building import Builder, FunctionCall, Semantics
from engine.expressions.evaluating.frame import NO_FUNCTIONS, Frame, Functions, Run
from engine.expressions.limits import MAX_DEPTH, MAX_NODES
from engine.expressions.notation import Notation
from engine.expressions.notations import juel
from engine.expressions.notations.feel import reading as feel
from engine.expressions.notations.python import reading as python
from engine.expressions.refusals import ExpressionFailed, ExpressionRefused
from engine.expressions.semantics.feel.table import SEMANTICS as FEEL
from engine.expressions.semantics.juel import SEMANTICS as JUEL
from engine.expressions.semantics.python import SEMANTICS as PYTHON
from engine.expressions.tree import Node
from engine.expressions.walking import measure

__all__ = ["NO_FUNCTIONS", "SEMANTICS", "Built", "Functions", "built", "finished", "read", "within_bounds"]

#: Reads a text of the notation; the second argument holds names of the surroundings, for notations that ask.
Reader = Callable[[str, frozenset[str]], Node]

READERS: Mapping[Notation, Reader] = {
    Notation.PYTHON: lambda text, _known: python.read(text),
    Notation.JUEL: lambda text, _known: juel.read(text),
    Notation.FEEL: feel.read,
}
SEMANTICS: Mapping[Notation, Semantics] = {
    Notation.PYTHON: PYTHON,
    Notation.JUEL: JUEL,
    Notation.FEEL: FEEL,
}


@dataclass(frozen=True, slots=True)
class Built:
    """A tree made runnable, and what it asks for."""

    source: str
    tree: Node
    semantics: Semantics
    run: Run
    slots: int
    names: frozenset[str]  #: what it reads from the data
    calls: tuple[FunctionCall, ...]
    asked: tuple[str, ...]  #: functions that the caller hands in

    def frame(self, names: Mapping[str, object], functions: Functions) -> Frame:
        """A fresh evaluation. Raises ExpressionFailed when a function is not handed in."""
        for name in self.asked:
            if name not in functions:
                raise ExpressionFailed("expressions.unknown_function", self.source, name=name)
        return Frame(names, functions, self.slots)


def read(source: str, notation: Notation, known: frozenset[str]) -> Node:
    """The tree of this text. Raises ExpressionRefused with line, column and caret, also when it is too large."""
    return within_bounds(source, READERS[notation](source, known))


def within_bounds(source: str, tree: Node) -> Node:
    """The same tree. Raises ExpressionRefused when it is too large or too deep."""
    nodes, depth = measure(tree)
    if nodes > MAX_NODES or depth > MAX_DEPTH:
        raise ExpressionRefused("expressions.too_complex", source, nodes=MAX_NODES, depth=MAX_DEPTH)
    return tree


def built(source: str, tree: Node, semantics: Semantics) -> Built:
    """The closures of this tree. Raises ExpressionRefused for what the notation does not offer."""
    builder = Builder(semantics, source)
    return finished(builder, tree, builder.build(tree))


def finished(builder: Builder, tree: Node, run: Run) -> Built:
    """What a builder made and noted."""
    return Built(
        source=builder.source,
        tree=tree,
        semantics=builder.semantics,
        run=run,
        slots=builder.slots,
        names=frozenset(builder.names),
        calls=tuple(builder.calls),
        asked=tuple(builder.asked),
    )
