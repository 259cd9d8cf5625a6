"""The values at which a column's answers may change: those its cells name, and one on each side and between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cmp_to_key
from itertools import pairwise
from typing import Any, Final

from engine.decisions.columns import Input
from engine.decisions.notations import PLACE, Always, Condition, Question
from engine.expressions.feel_tree import Against, Anything, Between, Interval, InTests, OneOf
from engine.expressions.feel_values.comparing import equal, ordered
from engine.expressions.feel_values.exchange import read_as
from engine.expressions.feel_values.kinds import Kind, adopt, kind_of
from engine.expressions.feel_values.numbers import exact
from engine.expressions.feel_values.reading import read_temporal
from engine.expressions.feel_values.temporal import (
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    date_of_days,
)
from engine.expressions.feel_values.zones import SECONDS_OF_DAY
from engine.expressions.tree import And, Call, Chain, Compare, ListOf, Literal, Name, Negate, Node, Not, Or, TupleOf
from engine.expressions.walking import walk

#: stands for every text that no cell names
OTHER_TEXT: Final = "…"
#: what a call must be for its argument to be read as a value of the cell
_MAKERS: Final = {"@": "", "date": "date", "time": "time", "date and time": "dateTime", "duration": "duration"}
_PLAIN: Final = (
    *(Literal, Name, Not, And, Or, Compare, Chain, Negate, Interval, Between, Anything, Against, OneOf, InTests),
    *(ListOf, TupleOf),
)


class Uncheckable(Exception):
    """The table cannot be tried out: a cell looks at other data, or there are too many combinations."""


def tree_of(test: Question) -> Node | None:
    """The cell's tree; none of an empty cell."""
    if isinstance(test, Always):
        return None
    tree = test.expression.tree if isinstance(test, Condition) else getattr(test, "tree", None)
    return tree if isinstance(tree, Node) else None


def looks_elsewhere(test: Question) -> bool:
    """Whether the cell asks for more than its column's value: other data, or functions of the running case."""
    tree = tree_of(test)
    place = {"?", PLACE, test.place if isinstance(test, Condition) else "?"}
    return tree is not None and any(isinstance(node, Name) and node.name not in place for node in walk(tree))


def is_plain(test: Question) -> bool:
    """Whether the values it names tell all about the cell: it only compares, and calls but to make dates."""
    tree = tree_of(test)
    return tree is None or all(
        node.function in _MAKERS if isinstance(node, Call) else isinstance(node, _PLAIN) for node in walk(tree)
    )


def constants(tests: Iterable[Question]) -> list[Any]:
    """The values that these cells name, each once."""
    found: dict[Any, Any] = {}
    for test in tests:
        tree = tree_of(test)
        for value in () if tree is None else _values_in(tree):
            found.setdefault((kind_of(value), value), value)
    return list(found.values())


def tried(column: Input, tests: list[Question]) -> Iterator[Any]:
    """One value of each stretch of this column. Raises Uncheckable when it holds values of several kinds."""
    named = constants([*tests, column.allowed, *_of_type(column)])
    kind = _kind(column, named)
    if column.takes_nothing:
        yield None
    own = [value for value in named if kind_of(value) is kind]
    if kind is Kind.BOOLEAN:
        yield from (True, False)
    elif kind is Kind.STRING:
        yield from _texts(own)
    elif kind is Kind.NUMBER:
        yield from _numbers(own, whole=column.type.is_whole)
    elif own:
        yield from _times(own)
    else:
        yield OTHER_TEXT if kind is None else _anything(kind)  # no cell looks at this column


def _of_type(column: Input) -> Iterator[Question]:
    yield column.type.allowed


def _values_in(tree: Node) -> Iterator[Any]:
    inside: set[int] = set()
    for node in walk(tree):
        if isinstance(node, Call) and node.function in _MAKERS:
            argument = node.arguments[0] if len(node.arguments) == 1 else None
            if isinstance(argument, Literal) and isinstance(argument.value, str):
                inside.add(id(argument))
                maker = _MAKERS[node.function]
                value = read_as(maker, argument.value) if maker else read_temporal(argument.value)
                if value is not None:
                    yield value
        elif isinstance(node, Negate) and isinstance(node.of, Literal):
            if kind_of(node.of.value) is Kind.NUMBER and (number := exact(node.of.value)) is not None:
                yield -number
        elif isinstance(node, Literal) and id(node) not in inside:
            yield adopt(node.value)


def _kind(column: Input, named: list[Any]) -> Kind | None:
    """The sort of the column's values: by its declared type, else by what its cells speak of."""
    kinds = {kind_of(value) for value in named} - {Kind.NULL}
    declared = column.type.kind
    if declared is Kind.DATE and Kind.DATE_TIME in kinds:
        return Kind.DATE_TIME
    if declared is not None:
        return declared
    if len(kinds) > 1:
        raise Uncheckable
    return next(iter(kinds), None)


def _texts(named: list[str]) -> Iterator[str]:
    """One that nobody names, each text named, and in order the one before all and those just after each."""
    yield OTHER_TEXT
    yield from sorted(named)
    yield ""
    yield from (f"{text}0" for text in sorted(named))


def _numbers(named: list[Any], *, whole: bool) -> Iterator[Any]:
    """Each number named, one on either side of it, and one between each two neighbours; small examples first."""
    numbers = sorted(
        number for value in named if kind_of(value) is Kind.NUMBER and (number := exact(value)) is not None
    ) or [0]
    if whole:
        found = {int(number) + step for number in numbers for step in (-1, 0, 1)}
        return iter(sorted(found, key=lambda number: (abs(number), number < 0)))
    between = {(Decimal(low) + Decimal(high)) / 2 for low, high in pairwise(numbers)}
    middle = (one for number in between if (one := exact(number)) is not None)
    every = {*numbers, *middle, numbers[0] - 1, numbers[-1] + 1}
    return iter(sorted(every, key=lambda number: (abs(number), number < 0)))


def _times(named: list[Any]) -> Iterator[Any]:
    """Each date or duration named, and one just before and after each."""
    found: list[Any] = []
    for value in named:
        for other in (value, *_beside(value)):
            if other is not None and not any(equal(other, known) is True for known in found):
                found.append(other)
    try:
        yield from sorted(found, key=cmp_to_key(lambda left, right: ordered(left, right) or 0))
    except TypeError:
        raise Uncheckable from None


def _beside(value: Any) -> tuple[Any, ...]:
    match value:
        case Date():
            return date_of_days(value.to_days() - 1), date_of_days(value.to_days() + 1)
        case Time():
            seconds = (value.second_of_day - 1) % SECONDS_OF_DAY, (value.second_of_day + 1) % SECONDS_OF_DAY
            return tuple(Time(second, 0, value.zone) for second in seconds)
        case DateTime():
            days = (date_of_days(value.date.to_days() + step) for step in (-1, 1))
            return tuple(DateTime(day, value.time) for day in days if day is not None)
        case DaysDuration():
            return DaysDuration(value.nanos - NANOS), DaysDuration(value.nanos + NANOS)
        case MonthsDuration():
            return MonthsDuration(value.months - 1), MonthsDuration(value.months + 1)
    return ()


def _anything(kind: Kind) -> Any:
    """A value of a kind that no cell speaks of."""
    examples = {
        Kind.DATE: Date(2026, 1, 1),
        Kind.TIME: Time(0),
        Kind.DATE_TIME: DateTime(Date(2026, 1, 1), Time(0)),
        Kind.DAYS: DaysDuration(0),
        Kind.MONTHS: MonthsDuration(0),
        Kind.LIST: [],
        Kind.CONTEXT: {},
    }
    return examples.get(kind, OTHER_TEXT)
