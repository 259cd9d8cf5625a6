"""A function as a value: what `function(x) …` makes, and what is handed to `sort`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class FeelFunction:
    """Callable with its arguments by position; `parameters` are their names."""

    parameters: tuple[str, ...]
    run: Callable[..., Any]

    def __call__(self, *arguments: Any) -> Any:
        """Its value; null when the number of arguments is another."""
        return self.run(*arguments) if len(arguments) == len(self.parameters) else None
