"""Names in sight, layer over layer: those of loops, contexts and items hide the ones further out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.expressions.evaluating.building import Builder
from engine.expressions.evaluating.frame import Frame, Run
from engine.expressions.feel_values.functions import FeelFunction
from engine.expressions.feel_values.kinds import NATIVE, adopt
from engine.expressions.tree import Name, Node

THE_VALUE = "?"  #: what a unary test looks at


class Layer(Mapping[str, Any]):
    """Some names over others."""

    __slots__ = ("_outer", "_own")

    def __init__(self, own: Mapping[str, Any], outer: Mapping[str, Any]) -> None:
        self._own = own
        self._outer = outer

    def get(self, key: str, default: Any = None) -> Any:
        """The value of the innermost layer that has the name."""
        own = self._own
        return own[key] if key in own else self._outer.get(key, default)

    def __getitem__(self, key: str) -> Any:
        return self._own[key] if key in self._own else self._outer[key]

    def __contains__(self, key: object) -> bool:
        return key in self._own or key in self._outer

    def __iter__(self) -> Any:
        return iter({**self._outer, **self._own})

    def __len__(self) -> int:
        return len({**self._outer, **self._own})


def inside(frame: Frame, own: Mapping[str, Any], run: Run) -> Any:
    """The value of `run` with these names in sight."""
    outer = frame.names
    frame.names = Layer(own, outer)
    try:
        return run(frame)
    finally:
        frame.names = outer


def building_inside(builder: Builder, names: tuple[str, ...], node: Node) -> Run:
    """The closure of a node in which these names are bound by what is around it."""
    outer = builder.places
    builder.places = {**outer, **dict.fromkeys(names, -1)}
    try:
        return builder.build(node)
    finally:
        builder.places = outer


def name(builder: Builder, node: Name) -> Run:
    """The value of the name; null where nothing is called so."""
    key = node.name
    if key not in builder.places and key != THE_VALUE:
        builder.names[key] = None

    def run(frame: Frame) -> Any:
        value = frame.names.get(key)
        if value is None and key in frame.functions:
            return _as_value(frame.functions[key])
        return value if value.__class__ in NATIVE else adopt(value)

    return run


def _as_value(function: Callable[..., Any]) -> FeelFunction | None:
    """A handed-in function that tells its parameters, as a value; others can only be called."""
    parameters = getattr(function, "parameters", None)
    return None if parameters is None else FeelFunction(tuple(parameters), function)


#: A unary test: asked with the value it looks at.
Test = Callable[[Frame, Any], bool | None]
