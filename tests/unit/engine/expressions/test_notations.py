"""Laws over all notations: what is written out reads back the same, and their common part means the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Refusal
from engine.expressions.compiling import READERS
from engine.expressions.expression import compile_expression
from engine.expressions.notation import Notation
from engine.expressions.notations.python.converting import Converter
from engine.expressions.notations.python.source import prepared
from engine.expressions.printing.feel import to_feel
from engine.expressions.printing.juel import to_juel
from engine.expressions.printing.python import to_python
from engine.expressions.tree import Node
from tests.unit.engine.expressions.trees import ALL, DATA, common

PRINTERS: dict[Notation, Callable[[Node], str]] = {
    Notation.PYTHON: to_python,
    Notation.JUEL: to_juel,
    Notation.FEEL: to_feel,
}
NOTHING: frozenset[str] = frozenset()


def read(text: str, notation: Notation) -> Node:
    """The tree of this text, without the rules on what may be combined: printers need not know these."""
    if notation is not Notation.PYTHON:
        return READERS[notation](text, NOTHING)
    import ast

    source = prepared(text, "eval", 100_000)
    tree = ast.parse(source.parseable, mode="eval")
    return Converter(source).expression(tree.body)


@pytest.mark.parametrize("notation", PRINTERS)
@given(data=st.data())
def test_what_is_written_out_reads_back_as_the_same_tree(notation: Notation, data: st.DataObject) -> None:
    tree = data.draw(ALL[notation])
    assert read(PRINTERS[notation](tree), notation) == tree


@given(tree=common)
def test_the_common_part_means_the_same_in_every_notation(tree: Node) -> None:
    found = {notation: _outcome(PRINTERS[notation](tree), notation) for notation in PRINTERS}
    assert len(set(found.values())) == 1, found


def _outcome(text: str, notation: Notation) -> tuple[str, object]:
    try:
        value = compile_expression(text, notation).evaluate(DATA)
    except Refusal:
        return "refused", None
    return type(value).__name__, value
