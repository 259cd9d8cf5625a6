"""Trees for properties: what every notation can say, and what one of them alone can."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from engine.expressions.feel_tree import Filter
from engine.expressions.notation import Notation
from engine.expressions.tree import (
    And,
    Arithmetic,
    Call,
    Chain,
    Clause,
    Compare,
    Comparison,
    Comprehension,
    Concat,
    Conditional,
    Empty,
    Entry,
    Gathers,
    Index,
    ListOf,
    Literal,
    MethodCall,
    Name,
    Named,
    Negate,
    Node,
    Not,
    ObjectOf,
    Operator,
    Or,
    Property,
    Slice,
    TupleOf,
)

#: Data that trees made here ask for.
DATA: dict[str, Any] = {
    **{"n": 7, "m": -3, "s": "filed", "t": "", "yes": True, "no": False},
    **{"d": {"key": "v", "other": "是"}, "ns": [1, 2, 3]},
}
LETTERS = "abz是 '\"$,"
_SIGNS = st.sampled_from([sign for sign in Comparison if sign.name in ("EQ", "NE", "LT", "LE", "GT", "GE")])
_SUMS = st.sampled_from([Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY])

number_leaves: st.SearchStrategy[Node] = st.one_of(
    st.integers(0, 999).map(Literal), st.sampled_from(["n", "m"]).map(Name), st.just(Index(Name("ns"), Literal(1)))
)
text_leaves: st.SearchStrategy[Node] = st.one_of(
    st.text(LETTERS, max_size=4).map(Literal), st.sampled_from(["s", "t"]).map(Name)
)
truth_leaves: st.SearchStrategy[Node] = st.one_of(st.booleans().map(Literal), st.sampled_from(["yes", "no"]).map(Name))


def _parts(of: st.SearchStrategy[Node]) -> st.SearchStrategy[tuple[Node, ...]]:
    return st.lists(of, min_size=2, max_size=3).map(tuple)


def _exactly(of: st.SearchStrategy[Node], count: int) -> st.SearchStrategy[tuple[Node, ...]]:
    return st.lists(of, min_size=count, max_size=count).map(tuple)


@cache
def truths(depth: int = 2) -> st.SearchStrategy[Node]:
    """Conditions that mean the same in every notation."""
    if depth == 0:
        return truth_leaves
    inner, below = truths(depth - 1), numbers(depth - 1)
    return st.one_of(
        truth_leaves,
        st.builds(Compare, _SIGNS, below, below),
        st.builds(Compare, _SIGNS, texts(depth - 1), texts(depth - 1)),
        st.builds(Not, inner),
        st.builds(And, _parts(inner)),
        st.builds(Or, _parts(inner)),
        st.builds(Conditional, inner, inner, inner),
    )


@cache
def numbers(depth: int = 2) -> st.SearchStrategy[Node]:
    """Calculations that mean the same in every notation."""
    if depth == 0:
        return number_leaves
    inner = numbers(depth - 1)
    return st.one_of(
        number_leaves,
        st.builds(Arithmetic, _SUMS, inner, inner),
        st.builds(Negate, inner),
        st.builds(Conditional, truths(depth - 1), inner, inner),
    )


@cache
def texts(depth: int = 2) -> st.SearchStrategy[Node]:
    """Texts that are chosen, not made: how they are put together is spelled differently everywhere."""
    if depth == 0:
        return text_leaves
    inner = texts(depth - 1)
    return st.one_of(text_leaves, st.builds(Conditional, truths(depth - 1), inner, inner))


common = st.one_of(truths(3), numbers(3), texts(3))
_leaves = st.one_of(truths(1), numbers(1), texts(1))


@cache
def python_trees(depth: int = 2) -> st.SearchStrategy[Node]:
    """Whatever the Python subset can say."""
    if depth == 0:
        return _leaves
    inner = python_trees(depth - 1)
    name = st.sampled_from(["x", "y"])
    clause = st.builds(
        Clause, st.lists(name, min_size=1, max_size=2).map(tuple), inner, st.lists(inner, max_size=2).map(tuple)
    )
    clauses = st.lists(clause, min_size=1, max_size=2).map(tuple)
    comparisons = st.lists(st.sampled_from([Comparison.LT, Comparison.IN, Comparison.NOT_IN]), min_size=2, max_size=3)
    return st.one_of(
        _leaves,
        comparisons.flatmap(
            lambda signs: st.builds(
                Chain,
                st.just(tuple(signs)),
                _exactly(inner, len(signs) + 1),
            )
        ),
        st.builds(Compare, st.sampled_from([Comparison.IS, Comparison.IS_NOT]), inner, st.just(Literal(None))),
        st.builds(Arithmetic, st.just(Operator.ADD), inner, inner),
        st.builds(TupleOf, st.lists(inner, max_size=2).map(tuple)),
        st.builds(ListOf, st.lists(inner, max_size=2).map(tuple)),
        st.builds(ObjectOf, st.lists(st.builds(Entry, st.none() | inner, inner), max_size=2).map(tuple)),
        st.builds(Slice, name.map(Name), st.none() | inner, st.none() | inner, st.none() | inner),
        st.builds(Index, name.map(Name), inner),
        st.builds(Not, inner),
        st.builds(Conditional, inner, inner, inner),
        st.builds(
            Call,
            st.sampled_from(["len", "due"]),
            st.lists(inner, max_size=2).map(tuple),
            st.lists(st.builds(Named, st.just("at"), inner), max_size=1).map(tuple),
        ),
        st.builds(MethodCall, inner, st.sampled_from(["get", "items"]), st.lists(inner, max_size=2).map(tuple)),
        st.builds(Comprehension, st.just(Gathers.LIST), inner, clauses),
        st.builds(Comprehension, st.just(Gathers.OBJECT), inner, clauses, inner),
        st.builds(Comprehension, st.just(Gathers.EACH), inner, clauses).map(lambda each: Call("any", (each,))),
    )


@cache
def juel_trees(depth: int = 2) -> st.SearchStrategy[Node]:
    """Whatever `${…}` can say."""
    if depth == 0:
        return _leaves
    inner = juel_trees(depth - 1)
    signs = st.sampled_from([Operator.ADD, Operator.MULTIPLY, Operator.DIVIDE, Operator.REMAINDER])
    return st.one_of(
        _leaves,
        st.floats(0, 1e6, allow_nan=False).map(Literal),
        st.text(LETTERS + "\\\n}{", max_size=4).map(Literal),
        st.just(Literal(None)),
        st.builds(Arithmetic, signs, inner, inner),
        st.builds(Compare, _SIGNS, inner, inner),
        st.builds(Empty, inner),
        st.builds(Not, inner),
        st.builds(Negate, inner),
        st.builds(Or, _parts(inner)),
        st.builds(And, _parts(inner)),
        st.builds(Concat, _parts(inner)),
        st.builds(Property, inner, st.sampled_from(["key", "order", "notes"])),
        st.builds(Index, inner, inner),
        st.builds(ListOf, st.lists(inner, max_size=2).map(tuple)),
        st.builds(ObjectOf, st.lists(st.builds(Entry, inner, inner), max_size=2).map(tuple)),
        st.builds(Conditional, inner, inner, inner),
        st.builds(Call, st.sampled_from(["due", "var:eq"]), st.lists(inner, max_size=2).map(tuple)),
        st.builds(MethodCall, inner, st.sampled_from(["equals", "get"]), st.lists(inner, max_size=2).map(tuple)),
    )


@cache
def feel_trees(depth: int = 2) -> st.SearchStrategy[Node]:
    """What FEEL says without loops and functions of its own."""
    names = st.sampled_from(["n", "decision", "rows"]).map(Name)
    leaves = st.one_of(names, st.integers(0, 999).map(Literal), st.text(LETTERS + "\\\n", max_size=4).map(Literal))
    if depth == 0:
        return leaves
    inner = feel_trees(depth - 1)
    signs = st.sampled_from([Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY, Operator.DIVIDE])
    return st.one_of(
        leaves,
        st.builds(Literal, st.none() | st.booleans()),
        st.builds(Arithmetic, signs, inner, inner),
        st.builds(Compare, _SIGNS, inner, inner),
        st.builds(Negate, inner),
        st.builds(Or, _parts(inner)),
        st.builds(And, _parts(inner)),
        st.builds(Conditional, inner, inner, inner),
        st.builds(Property, names, st.sampled_from(["key", "lead"])),
        st.builds(Filter, names, inner),
        st.builds(ListOf, st.lists(inner, max_size=2).map(tuple)),
        st.builds(lambda of: Call("not", (of,)), inner),
    )


#: What each notation can say in full.
ALL: dict[Notation, st.SearchStrategy[Node]] = {
    Notation.PYTHON: python_trees(),
    Notation.JUEL: juel_trees(),
    Notation.FEEL: feel_trees(),
}
