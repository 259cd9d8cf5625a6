"""What every printer shares: brackets wherever a part binds less than its place asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from engine.expressions.tree import Call, MethodCall, Node


class Unprintable(ValueError):
    """The notation cannot say this."""


class Printer:
    """Writes trees by a table: for each kind of node how tightly it binds, and how it is written."""

    def __init__(self, table: Mapping[type[Node], tuple[int, Callable[[Printer, Any], str]]]) -> None:
        self._table = table

    def write(self, node: Node, least: int = 0) -> str:
        """The text of this node, in brackets when it binds less than `least`. Raises Unprintable."""
        if type(node) not in self._table:
            raise Unprintable(type(node).__name__)
        level, write = self._table[type(node)]
        text = write(self, node)
        return text if self.level(node, level) >= least else f"({text})"

    def level(self, _node: Node, level: int) -> int:
        """How tightly this very node binds, where its kind does not decide alone."""
        return level

    def called(self, name: str, node: Call | MethodCall) -> str:
        """This name with the arguments in brackets. Raises Unprintable where one goes by a name of its own."""
        if node.named:
            raise Unprintable("an argument by its name")
        return f"{name}({self.listed(node.arguments)})"

    def listed(self, nodes: Iterable[Node]) -> str:
        """These nodes with commas between them."""
        return ", ".join(self.write(node) for node in nodes)
