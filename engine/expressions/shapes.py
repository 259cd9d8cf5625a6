"""What expressions say of the variables they read: what each is compared with, whether it is a list, what it holds.

Whoever must make up a value for a variable that nothing sets learns here which ones would make a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from engine.expressions import tree
from engine.expressions.walking import children

_TEXT_METHODS = frozenset({"equals", "equalsIgnoreCase", "startsWith", "endsWith", "contains", "indexOf", "matches"})
#: functions of any notation that are handed a list
_LIST_FUNCTIONS = frozenset({"len", "count", "any", "all", "sum", "sorted", "join", "distinct", "numbered", "for_each"})
_LIST_METHODS = frozenset({"size", "isEmpty", "contains"})


@dataclass(slots=True)
class Shape:
    """What is known of one variable, or of one member of it."""

    literals: list[Any] = field(default_factory=list)
    is_truth: bool = False
    is_list: bool = False
    may_be_empty: bool = False
    members: dict[str, Shape] = field(default_factory=dict)

    def note(self, value: Any) -> None:
        """It is compared with this value."""
        if not any(value is known or (type(value) is type(known) and value == known) for known in self.literals):
            self.literals.append(value)


def shapes(trees: Iterable[tree.Node], conditions: Iterable[tree.Node] = ()) -> dict[str, Shape]:
    """What these expressions say of the variables they read, by name; a condition is true or false as a whole."""
    found: dict[str, Shape] = {}
    for condition in conditions:
        _mark(condition, found, is_truth=True)
    waiting = list(trees)
    while waiting:
        node = waiting.pop()
        _look(node, found)
        waiting.extend(children(node))
    return found


def _look(node: tree.Node, found: dict[str, Shape]) -> None:
    match node:
        case tree.Compare():
            _compared(node, found)
        case tree.Not() | tree.And() | tree.Or():
            for part in children(node):
                _mark(part, found, is_truth=True)
        case tree.Conditional():
            _mark(node.test, found, is_truth=True)
        case tree.Empty():
            _mark(node.of, found, may_be_empty=True)
        case tree.MethodCall():
            _method(node, found)
        case tree.Arithmetic() | tree.Negate():
            for part in children(node):
                _note(part, 1, found)
        case tree.Clause():
            _mark(node.over, found, is_list=True)
        case tree.Call() if node.function in _LIST_FUNCTIONS:
            for part in node.arguments:
                _mark(part, found, is_list=True)
        case tree.Property() | tree.Index() | tree.Name():
            _shape(node, found)
        case _:
            pass


def _compared(node: tree.Compare, found: dict[str, Shape]) -> None:
    for one, other in ((node.left, node.right), (node.right, node.left)):
        for value in _literals(other):
            _note(one, value, found)
    if node.operator in (tree.Comparison.IN, tree.Comparison.NOT_IN) and not _literal_list(node.right):
        _mark(node.right, found, is_list=True)


def _literals(node: tree.Node) -> Iterator[Any]:
    """The literal values a node stands for: itself, or the entries of a list."""
    if isinstance(node, tree.Literal):
        yield node.value
    elif isinstance(node, tree.Negate) and isinstance(node.of, tree.Literal):
        yield -node.of.value
    elif isinstance(node, tree.ListOf | tree.TupleOf):
        for item in node.items:
            yield from _literals(item)


def _literal_list(node: tree.Node) -> bool:
    return isinstance(node, tree.ListOf | tree.TupleOf | tree.Literal)


def _method(node: tree.MethodCall, found: dict[str, Shape]) -> None:
    if node.method in _TEXT_METHODS:
        for argument in node.arguments:
            for value in _literals(argument):
                _note(node.of, value, found)
                _note(argument, value, found)
    elif node.method in _LIST_METHODS:
        _mark(node.of, found, is_list=True)


def _note(node: tree.Node, value: Any, found: dict[str, Shape]) -> None:
    shape = _shape(node, found)
    if shape is not None:
        shape.note(value)


def _mark(
    node: tree.Node,
    found: dict[str, Shape],
    *,
    is_truth: bool = False,
    is_list: bool = False,
    may_be_empty: bool = False,
) -> None:
    shape = _shape(node, found)
    if shape is not None:
        shape.is_truth |= is_truth
        shape.is_list |= is_list
        shape.may_be_empty |= may_be_empty


def _shape(node: tree.Node, found: dict[str, Shape]) -> Shape | None:
    """The shape of what a path of names leads to; None for anything that is no path."""
    path: list[str] = []
    while isinstance(node, tree.Property | tree.Index):
        if isinstance(node, tree.Property):
            path.append(node.name)
        elif isinstance(node.index, tree.Literal) and isinstance(node.index.value, str):
            path.append(node.index.value)
        elif not path:
            return None
        node = node.of
    if not isinstance(node, tree.Name):
        return None
    shape = found.setdefault(node.name, Shape())
    for name in reversed(path):
        shape = shape.members.setdefault(name, Shape())
    return shape
