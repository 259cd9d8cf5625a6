"""Calls: built-in functions, functions that are values, those the caller hands in, and the clock.

A built-in function called with what it does not take is null, as the standard has it; a function nobody knows is no
null: it is told by name, at the latest when it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from engine.expressions.evaluating.building import Builder
from engine.expressions.evaluating.frame import Frame, Run
from engine.expressions.faults import NoValue
from engine.expressions.feel_functions.library import BUILT_IN, FROM_THE_CLOCK, REFUSED
from engine.expressions.feel_tree import Invoke
from engine.expressions.feel_values.exchange import plain
from engine.expressions.feel_values.functions import FeelFunction
from engine.expressions.feel_values.kinds import adopt
from engine.expressions.feel_values.temporal import DateTime
from engine.expressions.refusals import ExpressionRefused, place_in
from engine.expressions.semantics.feel.scopes import name as name_of
from engine.expressions.semantics.feel.sizes import kept
from engine.expressions.tree import Call, Name, Named

Calling = Callable[[Sequence[Any]], Any]


def call(builder: Builder, node: Call) -> Run:
    """A function called by its name."""
    function = node.function
    if function in builder.places:
        return _called_value(name_of(builder, Name(function)), *_arguments(builder, node))
    if function in REFUSED:
        place = place_in(builder.source, node.at.start)
        raise ExpressionRefused("expressions.feel_function_refused", builder.source, *place, name=function)
    if function in BUILT_IN:
        return _built_in(builder, node)
    asked = dict(builder.asked)
    builder.note_call(node)
    if function in FROM_THE_CLOCK:
        return _from_the_clock(node)
    builder.asked = asked  # it may be among the data: told when it is called
    return _handed_in(function, *_arguments(builder, node))


def invoke(builder: Builder, node: Invoke) -> Run:
    """A value called as a function; null when it is none."""
    return _called_value(builder.build(node.of), *_arguments(builder, node))


def _arguments(builder: Builder, node: Call | Invoke) -> tuple[tuple[Run, ...], tuple[str, ...]]:
    """The arguments, and their names where they have some."""
    named: tuple[Named, ...] = node.named
    return builder.each(node.arguments + tuple(one.value for one in named)), tuple(one.name for one in named)


def _built_in(builder: Builder, node: Call) -> Run:
    runs, names = _arguments(builder, node)
    function = BUILT_IN[node.function]
    calling = function.by_name(names) if names else function.by_position(len(runs))
    if calling is None:
        return lambda _frame: None
    known: Calling = calling
    if len(runs) == 1:
        only = runs[0]
        return lambda frame: kept(frame, known((frame.made(only(frame)),)))
    return lambda frame: kept(frame, known([frame.made(run(frame)) for run in runs]))


def _called_value(of: Run, runs: tuple[Run, ...], names: tuple[str, ...]) -> Run:
    def run(frame: Frame) -> Any:
        function = of(frame)
        values = [run(frame) for run in runs]
        return _call(function, values, names) if isinstance(function, FeelFunction) else None

    return run


def _call(function: Any, values: list[Any], names: tuple[str, ...]) -> Any:
    """Called with its arguments in order; null when a name is not among its parameters."""
    if names:
        parameters = function.parameters
        if sorted(names) != sorted(parameters):
            return None
        values = [values[names.index(one)] for one in parameters]
    return function(*values)


def _handed_in(function: str, runs: tuple[Run, ...], names: tuple[str, ...]) -> Run:
    def run(frame: Frame) -> Any:
        values = [frame.made(run(frame)) for run in runs]
        known = frame.functions.get(function) or frame.names.get(function)
        if not callable(known):
            raise NoValue("expressions.unknown_function", name=function)
        if hasattr(known, "parameters"):
            return kept(frame, adopt(_call(known, values, names)))
        if names:
            raise NoValue("expressions.feel_named_arguments", name=function)
        return kept(frame, adopt(known(*map(plain, values))))

    return run


def _from_the_clock(node: Call) -> Run:
    function = node.function
    if node.arguments or node.named:
        return lambda _frame: None

    def run(frame: Frame) -> Any:
        value = adopt(frame.functions[function]())
        return value.date if function == "today" and isinstance(value, DateTime) else value

    return run
