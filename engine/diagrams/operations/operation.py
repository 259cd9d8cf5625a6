"""What an operation is: a name, the parameters it takes, and one act that changes nothing but the effects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.diagrams.host import Host


@dataclass(frozen=True, slots=True)
class Operation:
    """`act(host, token, values)` does it; values are those of the drawing's input parameters.

    `others` lets the drawing hand in parameters of its own beside those that are named. Raises Incident for values it
    cannot use.
    """

    name: str
    required: frozenset[str]
    act: Callable[[Host, Any, Mapping[str, Any]], None]
    others: bool = False
