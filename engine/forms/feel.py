"""Reads the conditions (`conditional.hide`) and computed fields of forms: the FEEL that browsers and we read alike.

The browser evaluates the same text, so only what both mean the same is read: comparisons `= != < <= > >=`, `and`, `or`,
`in (…)` or `in […]`, `not(…)`, `list contains(…)`, `count(…)`, names with dots, texts, numbers, `true false null`,
lists and brackets; in computed fields also `+ - * /`, `if … then … else`, `sum`, `min`, `max`, `abs`, `floor` and
`ceiling`. All else is refused here, though `engine.expressions` knows more of FEEL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.expressions.expression import Expression, compile_expression
from engine.expressions.feel_tree import InTests, OneOf
from engine.expressions.notation import Notation
from engine.expressions.refusals import ExpressionFailed, ExpressionRefused
from engine.expressions.tree import (
    And,
    Arithmetic,
    Call,
    Compare,
    Conditional,
    ListOf,
    Literal,
    Name,
    Negate,
    Node,
    Operator,
    Or,
    Property,
)
from engine.expressions.walking import walk

_NODES = (And, Or, Compare, InTests, OneOf, ListOf)
_FUNCTIONS = {"not": 1, "list contains": 2, "count": 1}  #: with the number of their arguments
#: what a computed field may call beside them; None for any number of arguments
_SUMS: dict[str, int | None] = {"sum": None, "min": None, "max": None, "abs": 1, "floor": 1, "ceiling": 1}
_OPERATORS = frozenset({Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY, Operator.DIVIDE})
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_LONGEST = 1_000
_DEEPEST = 20


class ConditionRefused(ValueError):
    """The text is no condition that can be read here; the message says at which character."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that was read: `holds` says whether it is true of these data."""

    source: str
    names: frozenset[str]
    expression: Expression

    def read(self, data: Mapping[str, Any]) -> Any:
        """Its value: true, false, or None for FEEL's null."""
        return self.expression.evaluate(data)

    def holds(self, data: Mapping[str, Any]) -> bool:
        """True only when it is true; false and *not known* both keep a field visible."""
        try:
            return self.read(data) is True
        except ExpressionFailed:  # data over a limit: the field stays visible
            return False


@dataclass(frozen=True, slots=True)
class Formula:
    """A computed field that was read: `value` gives what it comes to with these data."""

    source: str
    names: frozenset[str]
    expression: Expression

    @property
    def reads(self) -> frozenset[str]:
        """Every key it reads, inside groups and rows too."""
        return frozenset(node.name for node in walk(self.expression.tree) if isinstance(node, Name | Property))

    def value(self, data: Mapping[str, Any]) -> Any:
        """A text, a number, a truth value, or None where it has no value with these data."""
        try:
            found = self.expression.evaluate(data)
        except ExpressionFailed:
            return None
        return found if isinstance(found, str | int | float | bool) else None


def read_condition(source: str) -> Condition:
    """Read `=expression`. Raises ConditionRefused for anything outside the part of FEEL above."""
    expression = _read(source, _is_condition)
    return Condition(source, expression.names, expression)


def read_formula(source: str) -> Formula:
    """Read the expression of a computed field. Raises ConditionRefused for anything outside the part of FEEL above."""
    expression = _read(source, _is_formula)
    return Formula(source, expression.names, expression)


def _read(source: str, is_read: Callable[[Node], bool]) -> Expression:
    text = source.strip()
    if not text.startswith("=") or len(text) > _LONGEST:
        raise ConditionRefused("Expected '=' and an expression of at most 1000 characters.")
    if _depth(text) > _DEEPEST:
        raise ConditionRefused("Expected fewer brackets inside each other.")
    try:
        expression = compile_expression(text[1:], Notation.FEEL)
    except ExpressionRefused as refusal:
        raise ConditionRefused(f"Expected a condition, but it cannot be read from character {refusal.column + 1} on.")
    for node in walk(expression.tree):
        if not is_read(node):
            raise ConditionRefused(
                f"Unexpected {text[1:][node.at.start : node.at.end]!r} at character {node.at.start + 2}."
            )
    return expression


def _depth(text: str) -> int:
    depth = deepest = 0
    for sign in _QUOTED.sub("", text):
        depth += (sign in "([") - (sign in ")]")
        deepest = max(deepest, depth)
    return deepest


def _is_condition(node: Node) -> bool:
    match node:
        case Call():
            return len(node.arguments) == _FUNCTIONS.get(node.function) and not node.named
        case Name() | Property():
            return _NAME.fullmatch(node.name) is not None and isinstance(getattr(node, "of", node), Name | Property)
        case Negate():
            return isinstance(node.of, Literal) and _is_number(node.of.value)
        case Literal():
            return node.value is None or isinstance(node.value, str | bool) or _is_number(node.value)
    return isinstance(node, _NODES)


def _is_formula(node: Node) -> bool:
    match node:
        case Call() if node.function in _SUMS:
            return _SUMS[node.function] in (None, len(node.arguments)) and bool(node.arguments) and not node.named
        case Arithmetic():
            return node.operator in _OPERATORS
        case Negate():
            return True
    return isinstance(node, Conditional) or _is_condition(node)


def _is_number(value: Any) -> bool:
    return hasattr(value, "as_integer_ratio") and not isinstance(value, bool)
