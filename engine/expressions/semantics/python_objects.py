"""Lists, objects and texts of the Python subset: entries, slices, the four methods of objects."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, KeysView, Mapping, ValuesView
from typing import Any

from engine.expressions.evaluating.building import Builder
from engine.expressions.evaluating.frame import Frame, Run
from engine.expressions.tree import Entry, Index, Literal, MethodCall, ObjectOf, Slice


def _object(value: Any, method: str) -> dict[Any, Any]:
    if not isinstance(value, dict):
        raise TypeError(f".{method}() is for objects, not for a {type(value).__name__}")
    return value


def _get(of: Any, key: Any, default: Any = None, /) -> Any:
    return _object(of, "get").get(key, default)


def _keys(of: Any, /) -> KeysView[Any]:
    return _object(of, "keys").keys()


def _values(of: Any, /) -> ValuesView[Any]:
    return _object(of, "values").values()


def _items(of: Any, /) -> ItemsView[Any, Any]:
    return _object(of, "items").items()


METHODS: Mapping[str, Callable[..., Any]] = {"get": _get, "keys": _keys, "values": _values, "items": _items}


def method_call(builder: Builder, node: MethodCall) -> Run:
    """One of the four methods of objects."""
    of, method = builder.build(node.of), builder.semantics.methods[node.method]
    arguments = builder.each(node.arguments)
    named = tuple((one.name, builder.build(one.value)) for one in node.named)

    def run(frame: Frame) -> Any:
        values = [argument(frame) for argument in arguments]
        return method(of(frame), *values, **{key: value(frame) for key, value in named})

    return run


def index(builder: Builder, node: Index) -> Run:
    """An entry of an object, list or text."""
    of = builder.build(node.of)
    if isinstance(node.index, Literal):
        constant = node.index.value
        return lambda frame: of(frame)[constant]
    at = builder.build(node.index)
    return lambda frame: of(frame)[at(frame)]


def slice_of(builder: Builder, node: Slice) -> Run:
    """A part of a list or text."""
    of = builder.build(node.of)
    ends = [None if end is None else builder.build(end) for end in (node.start, node.stop, node.step)]

    def run(frame: Frame) -> Any:
        given = (None if end is None else end(frame) for end in ends)
        return frame.made(of(frame)[slice(*given)])

    return run


def object_of(builder: Builder, node: ObjectOf) -> Run:
    """A new object; later entries win, `**` puts in those of another."""
    entries = [_entry(builder, entry) for entry in node.entries]

    def run(frame: Frame) -> Any:
        made: dict[Any, Any] = {}
        for put in entries:
            put(frame, made)
        return made

    return run


def _entry(builder: Builder, entry: Entry) -> Callable[[Frame, dict[Any, Any]], None]:
    value = builder.build(entry.value)
    if entry.key is None:

        def spread(frame: Frame, made: dict[Any, Any]) -> None:
            other = value(frame)
            if not isinstance(other, dict):
                raise TypeError("an object was expected after **")
            made.update(frame.made(other))

        return spread
    key = builder.build(entry.key)

    def put(frame: Frame, made: dict[Any, Any]) -> None:
        made[key(frame)] = value(frame)

    return put
