"""How a built-in function may be called: its parameters with their types, by position or by name.

A signature is written `list: list, position: number, length: number?`: `?` marks a parameter that may be left out,
`|null` one that may be null, `...` a last one that may be repeated. What does not fit is null, as the standard has it.
One value is taken for a list of one where a list is asked for, and a list of one for its value elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.expressions.feel_values.kinds import Kind, adopt, kind_of

_MISSING: Any = object()  #: does not fit
_LEFT_OUT: Any = object()  #: was not written
_DATE_LIKE = frozenset({Kind.DATE, Kind.DATE_TIME})
_TYPES: dict[str, frozenset[Kind]] = {
    "any": frozenset(Kind) - {Kind.FOREIGN},
    "some": frozenset(Kind) - {Kind.NULL, Kind.FOREIGN},
    "null": frozenset({Kind.NULL}),
    "day": _DATE_LIKE,
    "duration": frozenset({Kind.DAYS, Kind.MONTHS}),
    "days": frozenset({Kind.DAYS}),
    "datetime": frozenset({Kind.DATE_TIME}),
    **{kind.value: frozenset({kind}) for kind in Kind},
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter and the kinds it takes."""

    name: str
    kinds: frozenset[Kind]
    optional: bool
    repeated: bool

    def fitted(self, value: Any) -> Any:
        """The value as this parameter takes it; `_MISSING` when it does not fit."""
        value = adopt(value)
        kind = kind_of(value)
        if kind in self.kinds:
            return value
        if kind is Kind.LIST and len(value) == 1:
            inner = adopt(value[0])
            return inner if kind_of(inner) in self.kinds else _MISSING
        if Kind.LIST in self.kinds and kind not in (Kind.NULL, Kind.FOREIGN):
            return [value]
        return _MISSING


@dataclass(frozen=True, slots=True)
class Overload:
    """One way to call a function."""

    parameters: tuple[Parameter, ...]
    run: Callable[..., Any]

    def takes(self, count: int) -> bool:
        """Whether it may be called with so many arguments by position."""
        needed = sum(not one.optional for one in self.parameters)
        return needed <= count and (count <= len(self.parameters) or self._repeats)

    def takes_named(self, names: Sequence[str]) -> bool:
        """Whether it may be called with arguments of these names."""
        known = {one.name for one in self.parameters}
        needed = {one.name for one in self.parameters if not one.optional}
        return needed <= set(names) <= known and len(set(names)) == len(names)

    def order(self, names: Sequence[str]) -> tuple[int | None, ...]:
        """For each parameter which of the named arguments it gets."""
        return tuple(names.index(one.name) if one.name in names else None for one in self.parameters)

    def fitted(self, values: Sequence[Any]) -> list[Any] | None:
        """The arguments as the parameters take them; None when one does not fit."""
        last = len(self.parameters) - 1
        found = []
        for place, value in enumerate(values):
            parameter = self.parameters[min(place, last)]
            one = None if value is _LEFT_OUT else parameter.fitted(value)
            if one is _MISSING:
                return None
            found.append(one)
        return found

    @property
    def _repeats(self) -> bool:
        return bool(self.parameters) and self.parameters[-1].repeated


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """One function of the standard with all its ways to be called."""

    name: str
    overloads: tuple[Overload, ...]

    def __call__(self, *values: Any) -> Any:
        """Its value for these arguments; null when it does not take them."""
        calling = self.by_position(len(values))
        return None if calling is None else calling(values)

    def by_position(self, count: int) -> Callable[[Sequence[Any]], Any] | None:
        """What to do with so many arguments; None when it takes no such number."""
        fitting = [one for one in self.overloads if one.takes(count)]
        return _first_fitting([(one, None) for one in fitting]) if fitting else None

    def by_name(self, names: Sequence[str]) -> Callable[[Sequence[Any]], Any] | None:
        """What to do with arguments of these names; None when it knows no such names."""
        fitting = [(one, one.order(names)) for one in self.overloads if one.takes_named(names)]
        return _first_fitting(fitting) if fitting else None


_Ordered = tuple[Overload, tuple[int | None, ...] | None]


def _first_fitting(overloads: Sequence[_Ordered]) -> Callable[[Sequence[Any]], Any]:
    def call(values: Sequence[Any]) -> Any:
        for overload, order in overloads:
            fitted = overload.fitted(values if order is None else _ordered(order, values))
            if fitted is not None:
                return overload.run(*fitted)
        return None

    return call


def _ordered(order: tuple[int | None, ...], values: Sequence[Any]) -> list[Any]:
    written = [_LEFT_OUT if place is None else values[place] for place in order]
    while written and written[-1] is _LEFT_OUT:
        written.pop()
    return written


def overload(signature: str, run: Callable[..., Any]) -> Overload:
    """Read one signature."""
    written = [one.strip() for one in signature.split(",") if one.strip()]
    return Overload(tuple(_parameter(one) for one in written), run)


def _parameter(written: str) -> Parameter:
    name, _, types = written.partition(":")
    kinds = frozenset[Kind]().union(*(_TYPES[one.strip()] for one in types.strip().rstrip(".?").split("|")))
    return Parameter(name.strip(), kinds, types.endswith("?"), types.endswith("..."))


def built_in(name: str, *ways: tuple[str, Callable[..., Any]]) -> BuiltIn:
    """A function with its ways to be called, each a signature and what to run."""
    return BuiltIn(name, tuple(overload(signature, run) for signature, run in ways))


def by_name(functions: Sequence[BuiltIn]) -> Mapping[str, BuiltIn]:
    """The functions by their names."""
    return {one.name: one for one in functions}
