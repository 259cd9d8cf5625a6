"""Functions on numbers, exact to 34 digits. A scale may be -6111 to 6176; outside of it the answer is null."""

from __future__ import annotations

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
)
from typing import Any

from engine.expressions.feel_functions.signatures import BuiltIn, built_in, by_name
from engine.expressions.feel_values.numbers import CONTEXT, FAULTS, Number, exact
from engine.expressions.feel_values.temporal import DaysDuration, MonthsDuration

_LOWEST_SCALE, _HIGHEST_SCALE = -6111, 6176


def rounding(mode: str) -> Callable[..., Number | None]:
    """The function that rounds this way to a number of decimals."""

    def rounded(value: Any, scale: Any = 0) -> Number | None:
        number, digits = exact(value), exact(scale)
        if number is None or digits is None or not _LOWEST_SCALE <= digits <= _HIGHEST_SCALE:
            return None
        return _to_scale(Decimal(number), int(digits), mode)

    return rounded


def _to_scale(number: Decimal, digits: int, mode: str) -> Number | None:
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= digits:
        return exact(number)
    wide = Context(prec=2 * 6200, rounding=mode, Emin=-20_000, Emax=20_000)
    return exact(number.quantize(Decimal((0, (1,), -digits)), context=wide))


def _calculated(operation: Callable[[Any], Decimal]) -> Callable[[Any], Number | None]:
    def run(value: Any) -> Number | None:
        number = exact(value)
        try:
            return None if number is None else exact(operation(number))
        except FAULTS:
            return None

    return run


def _abs(value: Any) -> Any:
    if isinstance(value, DaysDuration):
        return DaysDuration(abs(value.nanos))
    if isinstance(value, MonthsDuration):
        return MonthsDuration(abs(value.months))
    number = exact(value)
    return None if number is None else abs(number)


def modulo(dividend: Any, divisor: Any) -> Number | None:
    """What the division leaves, with the sign of the divisor."""
    first, second = exact(dividend), exact(divisor)
    if first is None or second is None or second == 0:
        return None
    if isinstance(first, int) and isinstance(second, int):
        return first % second
    try:
        rest = CONTEXT.remainder(first, second)
        return exact(CONTEXT.add(rest, second) if rest and (rest < 0) != (second < 0) else rest)
    except FAULTS:
        return None


def _parity(odd: bool) -> Callable[[Any], bool | None]:
    def run(value: Any) -> bool | None:
        rest = modulo(value, 2)
        return None if rest is None else rest == int(odd)

    return run


def _log(value: Any) -> Number | None:
    return _calculated(CONTEXT.ln)(value) if value > 0 else None


def _rounding_function(name: str, mode: str, *, scale_optional: bool) -> BuiltIn:
    return built_in(name, (f"n: number, scale: number{'?' if scale_optional else ''}", rounding(mode)))


FUNCTIONS = by_name(
    [
        _rounding_function("decimal", ROUND_HALF_EVEN, scale_optional=False),
        _rounding_function("floor", ROUND_FLOOR, scale_optional=True),
        _rounding_function("ceiling", ROUND_CEILING, scale_optional=True),
        _rounding_function("round up", ROUND_UP, scale_optional=False),
        _rounding_function("round down", ROUND_DOWN, scale_optional=False),
        _rounding_function("round half up", ROUND_HALF_UP, scale_optional=False),
        _rounding_function("round half down", ROUND_HALF_DOWN, scale_optional=False),
        built_in("abs", ("n: number|duration", _abs)),
        built_in("modulo", ("dividend: number, divisor: number", modulo)),
        built_in("sqrt", ("number: number", _calculated(CONTEXT.sqrt))),
        built_in("log", ("number: number", _log)),
        built_in("exp", ("number: number", _calculated(CONTEXT.exp))),
        built_in("odd", ("number: number", _parity(odd=True))),
        built_in("even", ("number: number", _parity(odd=False))),
    ]
)
