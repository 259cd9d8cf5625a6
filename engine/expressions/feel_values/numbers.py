"""FEEL's numbers: 34 decimal digits, as IEEE 754 decimal128. Whole numbers stay Python's int, all others are Decimal.

What has no number (a division by zero, an overflow) is null. Floats that come in from the data are read as they are
written: 0.1 is one tenth.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

DIGITS = 34
_LARGEST_WHOLE = 10**DIGITS
_SMALLEST, _LARGEST = -6143, 6144
FAULTS = (InvalidOperation, DivisionByZero, Overflow)
CONTEXT = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN, Emin=_SMALLEST, Emax=_LARGEST, traps=list(FAULTS))

Number = int | Decimal


def exact(value: float | Decimal) -> Number | None:
    """This number as FEEL counts with it; null for what is not finite."""
    if isinstance(value, int):
        return value if -_LARGEST_WHOLE < value < _LARGEST_WHOLE else _rounded(Decimal(value))
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    return tidy(number) if number.is_finite() else None


def tidy(number: Decimal) -> Number | None:
    """The same number rounded to 34 digits; an int where it is a whole one of ordinary size."""
    rounded = _rounded(number)
    if rounded is None:
        return None
    if rounded.as_tuple().exponent == 0 or (rounded.adjusted() < DIGITS and rounded == rounded.to_integral_value()):
        return int(rounded)
    return rounded


def written(number: Number) -> str:
    """The shortest plain spelling of this number: no exponent, no zeros at the end."""
    if isinstance(number, int):
        return str(number)
    plain = format(number.normalize(CONTEXT), "f")
    return "0" if plain == "-0" else plain


def _rounded(number: Decimal) -> Decimal | None:
    try:
        return CONTEXT.plus(number)
    except FAULTS:
        return None
