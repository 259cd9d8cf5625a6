"""The types of FEEL by the names they are written with: what is of a type, and what a value becomes where one is asked.

`list<number>`, `range<date>`, `context<a: string>`, `function<number> -> string`. Of functions only their number of
parameters can be told. A list of one is taken for its item and an item for a list of one, as the standard has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from engine.expressions.feel_values.kinds import Kind, adopt, kind_of
from engine.expressions.feel_values.ranges import Range
from engine.expressions.feel_values.temporal import Date, DateTime, Time

_PART = re.compile(r"\s*(<|>|->|,|:|[^<>,:\-]+(?:-[^<>,:\-]+)*)\s*")
_DEEPEST = 20
_NAMES = {
    **{kind.value: kind for kind in Kind if kind not in (Kind.FOREIGN, Kind.CONTEXT, Kind.LIST, Kind.RANGE)},
    "dateTime": Kind.DATE_TIME,
    "date time": Kind.DATE_TIME,
    "dayTimeDuration": Kind.DAYS,
    "yearMonthDuration": Kind.MONTHS,
    "list": Kind.LIST,
    "context": Kind.CONTEXT,
    "range": Kind.RANGE,
}


class UnknownTypeError(Exception):
    """FEEL has no type of this name; `args` is the name."""


@dataclass(frozen=True, slots=True)
class FeelType:
    """One type; no `kind` is Any."""

    kind: Kind | None
    inner: FeelType | None = None  #: of the items of a list, of the ends of a range
    entries: tuple[tuple[str, FeelType], ...] = ()
    parameters: int | None = None

    @property
    def is_null(self) -> bool:
        """Whether null alone is of this type."""
        return self.kind is Kind.NULL

    def holds(self, value: Any) -> bool:
        """Whether the value is of the type; null within a list or context is of every type."""
        value = adopt(value)
        if value is None or self.kind is None:
            return True
        if kind_of(value) is not self.kind:
            return False
        if isinstance(value, list):
            return self.inner is None or all(self.inner.holds(item) for item in value)
        if isinstance(value, dict):
            return all(name in value and kind.holds(value[name]) for name, kind in self.entries)
        if isinstance(value, Range):
            return self.inner is None or (self.inner.holds(value.low) and self.inner.holds(value.high))
        return self.kind is not Kind.FUNCTION or self.parameters in (None, len(value.parameters))

    def coerced(self, value: Any) -> Any:
        """The value as one of this type; null when it is none."""
        value = adopt(value)
        if self.holds(value):
            return value
        if isinstance(value, list) and len(value) == 1 and self.kind is not Kind.LIST:
            return self.coerced(value[0])
        if self.kind is Kind.LIST and not isinstance(value, list):
            return [value] if self.holds([value]) else None
        if self.kind is Kind.DATE_TIME and isinstance(value, Date):
            return DateTime(value, Time(0, 0, 0))
        return None


def read_type(text: str) -> FeelType:
    """The type that is written so. Raises UnknownTypeError."""
    parts = [found.group(1).strip() for found in _PART.finditer(text)]
    kind, rest = _type(parts, 0)
    if rest or not parts:
        raise UnknownTypeError(text)
    return kind


def _type(parts: list[str], depth: int) -> tuple[FeelType, list[str]]:
    if not parts or depth > _DEEPEST:
        raise UnknownTypeError("")
    name, rest = " ".join(parts[0].split()), parts[1:]
    if name == "Any":
        return FeelType(None), rest
    if name not in _NAMES:
        raise UnknownTypeError(name)
    kind = _NAMES[name]
    if not rest or rest[0] != "<":
        return FeelType(kind), rest
    inside, rest = _inside(rest[1:], depth + 1)
    if kind is Kind.CONTEXT:
        return FeelType(kind, entries=tuple((key or "", one) for key, one in inside)), rest
    if kind is Kind.FUNCTION:
        return _function(len(inside), rest, depth)
    if len(inside) != 1 or inside[0][0] is not None:
        raise UnknownTypeError(name)
    return FeelType(kind, inner=inside[0][1]), rest


def _function(parameters: int, rest: list[str], depth: int) -> tuple[FeelType, list[str]]:
    if rest and rest[0] == "->":
        _, rest = _type(rest[1:], depth + 1)
    return FeelType(Kind.FUNCTION, parameters=parameters), rest


def _inside(parts: list[str], depth: int) -> tuple[list[tuple[str | None, FeelType]], list[str]]:
    """What stands between `<` and `>`, each with its name if it has one."""
    found: list[tuple[str | None, FeelType]] = []
    while parts and parts[0] != ">":
        key = None
        if len(parts) > 1 and parts[1] == ":":
            key, parts = parts[0], parts[2:]
        kind, parts = _type(parts, depth)
        found.append((key, kind))
        if parts and parts[0] == ",":
            parts = parts[1:]
    if not parts:
        raise UnknownTypeError("<")
    return found, parts[1:]
