"""The statements of scripts (Python subset alone): they set and delete keys of a case's data, and cannot loop."""

from __future__ import annotations

from dataclasses import dataclass

from engine.expressions.tree import Index, Name, Node, Operator


@dataclass(frozen=True, slots=True)
class Assign(Node):
    """`name = value`, or of a part: `name["key"] = value`."""

    target: Name | Index
    value: Node


@dataclass(frozen=True, slots=True)
class Augment(Node):
    """`name += value` and the like."""

    target: Name
    operator: Operator
    value: Node


@dataclass(frozen=True, slots=True)
class Delete(Node):
    """`del name, other`."""

    targets: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Pass(Node):
    """`pass`."""


@dataclass(frozen=True, slots=True)
class When(Node):
    """`if`; an `elif` is a When alone in `otherwise`."""

    test: Node
    then: tuple[Node, ...]
    otherwise: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Block(Node):
    """A whole script."""

    statements: tuple[Node, ...]
