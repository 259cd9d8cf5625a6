"""Functions that make one number of a list of numbers. One item that is no number makes the answer null."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.expressions.feel_functions.lists import spread
from engine.expressions.feel_functions.signatures import BuiltIn, built_in, by_name
from engine.expressions.feel_values.calculating import add, divide, multiply, power, subtract
from engine.expressions.feel_values.comparing import ordered
from engine.expressions.feel_values.kinds import Kind, kind_of
from engine.expressions.feel_values.numbers import Number, exact


def _extreme(sign: int) -> Callable[[list[Any]], Any]:
    def run(items: list[Any]) -> Any:
        if not items:
            return None
        found = items[0]
        for item in items:
            order = ordered(item, found)
            if order is None:
                return None
            if order * sign > 0:
                found = item
        return found

    return run


def _added(items: list[Any]) -> Any:
    total = items[0]
    for item in items[1:]:
        total = add(total, item)
    return total if kind_of(total) in (Kind.NUMBER, Kind.DAYS, Kind.MONTHS) else None


def _sum(items: list[Any]) -> Any:
    return _added(items) if items else None


def _product(items: list[Any]) -> Number | None:
    if not items or _numbers(items) is None:
        return None
    product: Any = 1
    for item in items:
        product = multiply(product, item)
    return product  # type: ignore[no-any-return]


def _mean(items: list[Any]) -> Any:
    return divide(_added(items), len(items)) if items else None


def _numbers(items: list[Any]) -> list[Number] | None:
    found = [exact(item) if kind_of(item) is Kind.NUMBER else None for item in items]
    numbers = [one for one in found if one is not None]
    return numbers if len(numbers) == len(items) else None


def _median(items: list[Any]) -> Any:
    numbers = sorted(_numbers(items) or [])
    if not numbers:
        return None
    middle = len(numbers) // 2
    return numbers[middle] if len(numbers) % 2 else divide(add(numbers[middle - 1], numbers[middle]), 2)


def _stddev(items: list[Any]) -> Any:
    numbers = _numbers(items)
    if numbers is None or len(numbers) < 2:
        return None
    mean = _mean(numbers)
    squares = [power(subtract(number, mean), 2) for number in numbers]
    return power(divide(_added(squares), len(numbers) - 1), exact(0.5))


def _mode(items: list[Any]) -> list[Number] | None:
    numbers = _numbers(items)
    if numbers is None:
        return None
    counts: dict[Number, int] = {}
    for number in numbers:
        counts[number] = counts.get(number, 0) + 1
    most = max(counts.values(), default=0)
    return sorted(number for number, count in counts.items() if count == most)


def _function(name: str, run: Callable[[list[Any]], Any], each: str) -> BuiltIn:
    return built_in(name, ("list: list", run), (f"{each}: any...", spread(run)))


FUNCTIONS = by_name(
    [
        _function("min", _extreme(-1), "c"),
        _function("max", _extreme(1), "c"),
        _function("sum", _sum, "n"),
        _function("mean", _mean, "n"),
        _function("product", _product, "n"),
        _function("median", _median, "n"),
        _function("stddev", _stddev, "n"),
        _function("mode", _mode, "n"),
    ]
)
