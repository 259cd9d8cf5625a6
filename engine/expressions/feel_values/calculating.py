"""The arithmetic of FEEL on numbers, texts, dates, times and durations. What the standard does not define is null."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from engine.expressions.feel_values.calendar import add_months
from engine.expressions.feel_values.kinds import Kind, kind_of
from engine.expressions.feel_values.numbers import CONTEXT, FAULTS, Number, exact
from engine.expressions.feel_values.temporal import (
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    date_of_days,
    date_time_at,
    make_date,
    make_days_duration,
    make_months_duration,
)
from engine.expressions.feel_values.zones import SECONDS_OF_DAY, fixed_offset

_NANOS_OF_DAY = SECONDS_OF_DAY * NANOS
Combining = Callable[[Any, Any], Any]


def add(left: Any, right: Any) -> Any:
    """`left + right`."""
    rule = _ADD.get((kind_of(left), kind_of(right)))
    return None if rule is None else rule(left, right)


def subtract(left: Any, right: Any) -> Any:
    """`left - right`."""
    rule = _SUBTRACT.get((kind_of(left), kind_of(right)))
    return None if rule is None else rule(left, right)


def multiply(left: Any, right: Any) -> Any:
    """`left * right`."""
    rule = _MULTIPLY.get((kind_of(left), kind_of(right)))
    return None if rule is None else rule(left, right)


def divide(left: Any, right: Any) -> Any:
    """`left / right`."""
    rule = _DIVIDE.get((kind_of(left), kind_of(right)))
    return None if rule is None else rule(left, right)


def power(left: Any, right: Any) -> Any:
    """`left ** right`."""
    if kind_of(left) is not Kind.NUMBER or kind_of(right) is not Kind.NUMBER:
        return None
    return _on_numbers(CONTEXT.power)(left, right)


def negate(value: Any) -> Any:
    """`-value`."""
    match kind_of(value):
        case Kind.NUMBER:
            number = exact(value)
            return None if number is None else -number
        case Kind.DAYS:
            return DaysDuration(-value.nanos)
        case Kind.MONTHS:
            return MonthsDuration(-value.months)
    return None


def _on_numbers(operation: Callable[[Any, Any], Decimal]) -> Combining:
    def calculated(left: Any, right: Any) -> Number | None:
        first, second = exact(left), exact(right)
        if first is None or second is None:
            return None
        try:
            return exact(operation(first, second))
        except FAULTS:
            return None

    return calculated


def _texts(left: str, right: str) -> str:
    return left + right


def _durations(sign: int) -> Combining:
    return lambda left, right: make_days_duration(left.nanos + sign * right.nanos)


def _months(sign: int) -> Combining:
    return lambda left, right: make_months_duration(left.months + sign * right.months)


def _date_and_months(sign: int) -> Combining:
    def moved(day: Date, duration: MonthsDuration) -> Date | None:
        return make_date(*add_months(day.year, day.month, day.day, sign * duration.months))

    return moved


def _date_and_days(sign: int) -> Combining:
    def moved(day: Date, duration: DaysDuration) -> Date | None:
        return date_of_days(day.to_days() + sign * duration.nanos // _NANOS_OF_DAY)

    return moved


def _date_time_and_months(sign: int) -> Combining:
    by_months = _date_and_months(sign)

    def moved(value: DateTime, duration: MonthsDuration) -> DateTime | None:
        day = by_months(value.date, duration)
        return None if day is None else DateTime(day, value.time)

    return moved


def _date_time_and_days(sign: int) -> Combining:
    def moved(value: DateTime, duration: DaysDuration) -> DateTime | None:
        total = value.instant() * NANOS + value.time.nanos + sign * duration.nanos
        return date_time_at(*divmod(total, NANOS), value.time.zone)

    return moved


def _time_and_days(sign: int) -> Combining:
    def moved(value: Time, duration: DaysDuration) -> Time:
        total = value.second_of_day * NANOS + value.nanos + sign * duration.nanos
        return Time(*divmod(total % _NANOS_OF_DAY, NANOS), value.zone)

    return moved


def _swapped(rule: Combining) -> Combining:
    return lambda left, right: rule(right, left)


def _between_dates(left: Date, right: Date) -> DaysDuration | None:
    return make_days_duration((left.to_days() - right.to_days()) * _NANOS_OF_DAY)


def _between_instants(left: DateTime, right: DateTime) -> DaysDuration | None:
    if (left.time.zone is None) != (right.time.zone is None):
        return None
    return make_days_duration((left.instant() - right.instant()) * NANOS + left.time.nanos - right.time.nanos)


def _between_mixed(left: Date | DateTime, right: Date | DateTime) -> DaysDuration | None:
    """A date among them counts as its midnight in UTC."""
    return _between_instants(*(DateTime(one, Time(0, 0, 0)) if isinstance(one, Date) else one for one in (left, right)))


def _between_times(left: Time, right: Time) -> DaysDuration | None:
    offsets = [0 if one.zone is None else fixed_offset(one.zone) for one in (left, right)]
    if (left.zone is None) != (right.zone is None):
        return None
    if left.zone == right.zone:
        offsets = [0, 0]
    if offsets[0] is None or offsets[1] is None:
        return None
    seconds = left.second_of_day - offsets[0] - right.second_of_day + offsets[1]
    return make_days_duration(seconds * NANOS + left.nanos - right.nanos)


def _scaled(operation: Callable[[Any, Any], Decimal]) -> Combining:
    def scaled(duration: DaysDuration | MonthsDuration, by: Any) -> Any:
        factor = exact(by)
        if factor is None:
            return None
        amount = duration.nanos if isinstance(duration, DaysDuration) else duration.months
        try:
            result = operation(amount, factor)
        except FAULTS:
            return None
        if result.adjusted() > 40:
            return None
        made = make_days_duration if isinstance(duration, DaysDuration) else make_months_duration
        return made(int(result))

    return scaled


def _ratio(left: DaysDuration | MonthsDuration, right: DaysDuration | MonthsDuration) -> Number | None:
    first, second = (one.nanos if isinstance(one, DaysDuration) else one.months for one in (left, right))
    ratio: Number | None = _on_numbers(CONTEXT.divide)(first, second)
    return ratio


_TIMES, _BY = _scaled(CONTEXT.multiply), _scaled(CONTEXT.divide)
_ADD: dict[tuple[Kind, Kind], Combining] = {
    (Kind.NUMBER, Kind.NUMBER): _on_numbers(CONTEXT.add),
    (Kind.STRING, Kind.STRING): _texts,
    (Kind.DAYS, Kind.DAYS): _durations(1),
    (Kind.MONTHS, Kind.MONTHS): _months(1),
}
_SUBTRACT: dict[tuple[Kind, Kind], Combining] = {
    (Kind.NUMBER, Kind.NUMBER): _on_numbers(CONTEXT.subtract),
    (Kind.DAYS, Kind.DAYS): _durations(-1),
    (Kind.MONTHS, Kind.MONTHS): _months(-1),
    (Kind.DATE, Kind.DATE): _between_dates,
    (Kind.DATE_TIME, Kind.DATE_TIME): _between_instants,
    (Kind.DATE, Kind.DATE_TIME): _between_mixed,
    (Kind.DATE_TIME, Kind.DATE): _between_mixed,
    (Kind.TIME, Kind.TIME): _between_times,
}
for _kinds, _moving in {
    (Kind.DATE, Kind.MONTHS): _date_and_months,
    (Kind.DATE, Kind.DAYS): _date_and_days,
    (Kind.DATE_TIME, Kind.MONTHS): _date_time_and_months,
    (Kind.DATE_TIME, Kind.DAYS): _date_time_and_days,
    (Kind.TIME, Kind.DAYS): _time_and_days,
}.items():
    _ADD[_kinds] = _moving(1)
    _ADD[_kinds[::-1]] = _swapped(_moving(1))
    _SUBTRACT[_kinds] = _moving(-1)
_MULTIPLY: dict[tuple[Kind, Kind], Combining] = {
    (Kind.NUMBER, Kind.NUMBER): _on_numbers(CONTEXT.multiply),
    (Kind.DAYS, Kind.NUMBER): _TIMES,
    (Kind.MONTHS, Kind.NUMBER): _TIMES,
    (Kind.NUMBER, Kind.DAYS): _swapped(_TIMES),
    (Kind.NUMBER, Kind.MONTHS): _swapped(_TIMES),
}
_DIVIDE: dict[tuple[Kind, Kind], Combining] = {
    (Kind.NUMBER, Kind.NUMBER): _on_numbers(CONTEXT.divide),
    (Kind.DAYS, Kind.NUMBER): _BY,
    (Kind.MONTHS, Kind.NUMBER): _BY,
    (Kind.DAYS, Kind.DAYS): _ratio,
    (Kind.MONTHS, Kind.MONTHS): _ratio,
}
