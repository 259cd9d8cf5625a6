"""Goes through a tree without recursion: what a node holds, everything below it, how large and how deep it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from engine.expressions.tree import Node

_FIELDS: dict[type[Node], tuple[str, ...]] = {}


def _fields(kind: type[Node]) -> tuple[str, ...]:
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(field.name for field in fields(kind) if field.name != "at")
    return _FIELDS[kind]


def children(node: Node) -> Iterator[Node]:
    """The nodes this node holds itself, in the order of its fields."""
    for name in _fields(type(node)):
        held = getattr(node, name)
        for one in held if isinstance(held, tuple) else (held,):
            if isinstance(one, Node):
                yield one


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, each before what it holds, from left to right."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(tuple(children(found))))


def measure(node: Node) -> tuple[int, int]:
    """How many nodes the tree has, and how many levels."""
    count, deepest = 0, 0
    waiting = [(node, 1)]
    while waiting:
        found, depth = waiting.pop()
        count, deepest = count + 1, max(deepest, depth)
        waiting.extend((child, depth + 1) for child in children(found))
    return count, deepest
