"""FEEL's `string(…)`: a value as text. A text inside a list or context stands in quotes."""

from __future__ import annotations

from typing import Any

from engine.expressions.feel_values.kinds import Kind, adopt, kind_of
from engine.expressions.feel_values.numbers import exact, written
from engine.expressions.feel_values.ranges import Range
from engine.expressions.feel_values.spelling import spell

_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_PLAIN_IN_KEY = frozenset(" _-+'./*")


def told(value: Any) -> str:
    """The text of this value; a text stays as it is."""
    return value if isinstance(value, str) else told_inside(value)


def told_inside(value: Any) -> str:
    """The text of this value as it stands in a list: texts in quotes."""
    value = adopt(value)
    match kind_of(value):
        case Kind.NULL:
            return "null"
        case Kind.BOOLEAN:
            return "true" if value else "false"
        case Kind.NUMBER:
            number = exact(value)
            return "null" if number is None else written(number)
        case Kind.STRING:
            return quoted(value)
        case Kind.LIST:
            return f"[{', '.join(told_inside(item) for item in value)}]"
        case Kind.CONTEXT:
            return "{" + ", ".join(f"{_key(key)}: {told_inside(inner)}" for key, inner in value.items()) + "}"
        case Kind.RANGE:
            return _range(value)
        case Kind.FUNCTION:
            return f"function({', '.join(value.parameters)})"
        case Kind.FOREIGN:
            return "null"
    return spell(value)


def quoted(text: str) -> str:
    """A text literal of FEEL."""
    return f'"{text.translate(_ESCAPED)}"'


def _key(key: str) -> str:
    plain = bool(key) and all(char.isalnum() or char in _PLAIN_IN_KEY for char in key) and not key[0].isdigit()
    return key if plain else quoted(key)


def _range(value: Range) -> str:
    if not value.has_low:
        return f"({'<=' if value.with_high else '<'} {told_inside(value.high)})"
    if not value.has_high:
        return f"({'>=' if value.with_low else '>'} {told_inside(value.low)})"
    opening, closing = "[" if value.with_low else "(", "]" if value.with_high else ")"
    return f"{opening}{told_inside(value.low)}..{told_inside(value.high)}{closing}"
