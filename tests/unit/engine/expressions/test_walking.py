"""Trees are compared by what they say, and walked without recursion."""

from __future__ import annotations

from engine.expressions.tree import And, Call, Clause, Compare, Comparison, Literal, Name, Named, Node, Not, Span
from engine.expressions.walking import children, measure, walk


def test_where_a_node_stood_is_not_compared() -> None:
    assert Name("n", at=Span(0, 1)) == Name("n", at=Span(7, 8))
    assert Name("n") != Literal("n")


def test_it_walks_in_reading_order() -> None:
    tree = And((Compare(Comparison.GE, Name("a"), Literal(1)), Call("f", (Name("b"),), (Named("x", Name("c")),))))
    assert [node.name for node in walk(tree) if isinstance(node, Name)] == ["a", "b", "c"]


def test_it_finds_what_a_node_holds() -> None:
    clause = Clause(("x",), Name("xs"), (Name("a"), Name("b")))
    assert list(children(clause)) == [Name("xs"), Name("a"), Name("b")]


def test_it_measures_trees_deeper_than_the_stack() -> None:
    tree: Node = Name("n")
    for _ in range(5_000):
        tree = Not(tree)
    assert measure(tree) == (5_001, 5_001)
