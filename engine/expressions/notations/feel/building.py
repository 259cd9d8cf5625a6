"""Makes nodes of the common tree out of what the grammar finds; brackets leave no trace but in the order of things."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from lark import Token, Transformer

from engine.expressions.feel_tree import (
    Against,
    Anything,
    Between,
    Exactly,
    Filter,
    FunctionOf,
    InstanceOf,
    Interval,
    InTests,
    Invoke,
    OneOf,
    Quantified,
    Quantifier,
    Steps,
)
from engine.expressions.feel_values.exchange import read_number
from engine.expressions.feel_values.reading import read_temporal
from engine.expressions.notations.feel.tokens import FeelSyntaxError
from engine.expressions.tree import (
    And,
    Arithmetic,
    Call,
    Clause,
    Compare,
    Comparison,
    Comprehension,
    Conditional,
    Entry,
    Gathers,
    ListOf,
    Literal,
    Name,
    Named,
    Negate,
    Node,
    ObjectOf,
    Operator,
    Or,
    Property,
    Span,
)

Found = Sequence[Any]
_COMPARED = {
    "EQ": Comparison.EQ,
    "NE": Comparison.NE,
    "LT": Comparison.LT,
    "LE": Comparison.LE,
    "GT": Comparison.GT,
    "GE": Comparison.GE,
}


def span(found: Found) -> Span:
    """From the first of these to the last."""
    return Span(_start(found[0]), _end(found[-1])) if found else Span(0, 0)


def _start(one: Any) -> int:
    start: int = (one.start_pos or 0) if isinstance(one, Token) else one.at.start
    return start


def _end(one: Any) -> int:
    end: int = (one.end_pos or 0) if isinstance(one, Token) else one.at.end
    return end


def nodes(found: Found) -> tuple[Any, ...]:
    """What is a node among these, not a token."""
    return tuple(one for one in found if isinstance(one, Node))


def _arithmetic(operator: Operator) -> Callable[[Any, Found], Node]:
    return lambda _self, found: Arithmetic(operator, found[0], found[2], at=span(found))


def _chain(kind: type[And] | type[Or]) -> Callable[[Any, Found], Node]:
    return lambda _self, found: kind(nodes(found), at=span(found))


def _quantified(quantifier: Quantifier) -> Callable[[Any, Found], Node]:
    return lambda _self, found: Quantified(quantifier, found[1], found[3], at=span(found))


def _constant(value: Any) -> Callable[[Any, Found], Node]:
    return lambda _self, found: Literal(value, at=span(found))


class TreeBuilder(Transformer[Token, Any]):
    """One method for each rule of the grammar, called from the leaves up."""

    disjunction = _chain(Or)
    conjunction = _chain(And)
    add = _arithmetic(Operator.ADD)
    subtract = _arithmetic(Operator.SUBTRACT)
    multiply = _arithmetic(Operator.MULTIPLY)
    divide = _arithmetic(Operator.DIVIDE)
    to_the_power = _arithmetic(Operator.POWER)
    some = _quantified(Quantifier.SOME)
    every = _quantified(Quantifier.EVERY)
    true = _constant(True)
    false = _constant(False)
    null = _constant(None)

    def compared(self, found: Found) -> Token:
        return found[0]  # type: ignore[no-any-return]

    def compare(self, found: Found) -> Node:
        return Compare(_COMPARED[found[1].type], found[0], found[2], at=span(found))

    def between(self, found: Found) -> Node:
        return Between(found[0], found[2], found[4], at=span(found))

    def against(self, found: Found) -> Node:
        return Against(_COMPARED[found[0].type], found[1], at=span(found))

    def in_one(self, found: Found) -> Node:
        return InTests(found[0], OneOf((found[2],), at=span(found[2:])), at=span(found))

    def in_several(self, found: Found) -> Node:
        return InTests(found[0], OneOf(found[3], at=span((found[2], found[4]))), at=span(found))

    def several(self, found: Found) -> tuple[Any, ...]:
        return nodes(found)

    def negate(self, found: Found) -> Node:
        return Negate(found[1], at=span(found))

    def instance_of(self, found: Found) -> Node:
        return InstanceOf(found[0], str(found[2]), at=span(found))

    def path(self, found: Found) -> Node:
        return Property(found[0], str(found[2]), at=span(found))

    def filter(self, found: Found) -> Node:
        return Filter(found[0], found[2], at=span(found))

    def invoke(self, found: Found) -> Node:
        positional, named = found[2]
        if isinstance(found[0], Name):
            return Call(found[0].name, positional, named, at=span(found))
        return Invoke(found[0], positional, named, at=span(found))

    def no_arguments(self, _found: Found) -> Any:
        return (), ()

    def by_position(self, found: Found) -> Any:
        return nodes(found), ()

    def by_name(self, found: Found) -> Any:
        return (), nodes(found)

    def named(self, found: Found) -> Node:
        return Named(str(found[0]), found[2], at=span(found))

    def number(self, found: Found) -> Node:
        value = read_number(found[0])
        if value is None:
            raise FeelSyntaxError("expressions.feel_number", found[0].start_pos)
        return Literal(value, at=span(found))

    def string(self, found: Found) -> Node:
        return Literal(str(found[0]), at=span(found))

    def at_literal(self, found: Found) -> Node:
        value = read_temporal(found[0])
        if value is None:
            raise FeelSyntaxError("expressions.feel_temporal", found[0].start_pos, text=str(found[0]))
        return Literal(value, at=span(found))

    def name(self, found: Found) -> Node:
        return Name(str(found[0]), at=span(found))

    def bracket(self, found: Found) -> Node:
        return replace(found[1], at=span(found))  # type: ignore[no-any-return]

    def range(self, found: Found) -> Node:
        with_low, with_high = found[0].type == "LSQB", found[4].type == "RSQB"
        return Interval(found[1], found[3], with_low, with_high, at=span(found))

    def open_range(self, found: Found) -> Node:
        sign, value, at = found[1].type, found[2], span(found)
        if sign in ("GT", "GE"):
            return Interval(value, None, sign == "GE", with_high=False, at=at)
        if sign in ("LT", "LE"):
            return Interval(None, value, with_low=False, with_high=sign == "LE", at=at)
        return Exactly(value, at=at) if sign == "EQ" else Against(_COMPARED[sign], value, at=at)

    def list(self, found: Found) -> Node:
        return ListOf(nodes(found), at=span(found))

    def context(self, found: Found) -> Node:
        return ObjectOf(nodes(found), at=span(found))

    def entry(self, found: Found) -> Node:
        return Entry(Literal(str(found[0]), at=span(found[:1])), found[2], at=span(found))

    def conditional(self, found: Found) -> Node:
        return Conditional(found[1], found[3], found[5], at=span(found))

    def loop(self, found: Found) -> Node:
        return Comprehension(Gathers.LIST, found[3], found[1], at=span(found))

    def rounds(self, found: Found) -> tuple[Any, ...]:
        return nodes(found)

    def round(self, found: Found) -> Node:
        return Clause((str(found[0]),), found[2], at=span(found))

    def round_range(self, found: Found) -> Node:
        over = Steps(found[2], found[4], at=span(found[2:]))
        return Clause((str(found[0]),), over, at=span(found))

    def function(self, found: Found) -> Node:
        parameters = found[2]
        types = tuple(one[1] for one in parameters)
        return FunctionOf(tuple(one[0] for one in parameters), found[4], types if any(types) else (), at=span(found))

    def external_function(self, found: Found) -> Node:
        raise FeelSyntaxError("expressions.feel_external", found[0].start_pos)

    def parameters(self, found: Found) -> Any:
        return [one for one in found if not isinstance(one, Token)]

    def parameter(self, found: Found) -> Any:
        return str(found[0]), str(found[2]) if len(found) > 1 else ""

    def type(self, found: Found) -> Any:
        signs = {"ARROW": " -> ", "COMMA": ", "}
        text = "".join(signs.get(one.type, str(one)) for one in found)
        return Token("TYPE", text, start_pos=found[0].start_pos, end_pos=found[-1].end_pos)

    def type_part(self, found: Found) -> Any:
        text = str(found[0]) if len(found) == 1 else f"{found[0]}: {found[2]}"
        return Token("TYPE", text, start_pos=found[0].start_pos, end_pos=found[-1].end_pos)

    def tests(self, found: Found) -> Node:
        return OneOf(nodes(found), at=span(found))

    def anything(self, found: Found) -> Node:
        return OneOf((Anything(at=span(found)),), at=span(found))

    def not_tests(self, found: Found) -> Node:
        return OneOf(nodes(found), negated=True, at=span(found))
