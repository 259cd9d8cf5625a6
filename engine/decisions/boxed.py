"""Boxed expressions: literal ones, contexts, invocations, lists, relations, conditionals, iterations, filters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.decisions.limits import MAX_ROUNDS
from engine.decisions.refusals import DecisionRefused
from engine.decisions.run import Logic, Run, Scope
from engine.decisions.types import ANY, Misfit, Type
from engine.expressions.expression import Expression
from engine.expressions.feel_values.functions import FeelFunction
from engine.expressions.feel_values.kinds import Kind, adopt, kind_of


@dataclass(frozen=True, slots=True)
class Written:
    """A literal expression."""

    expression: Expression

    def value(self, run: Run, scope: Scope) -> Any:
        """What it says."""
        run.step()
        return self.expression.value(scope, run.functions)


@dataclass(frozen=True, slots=True)
class Typed:
    """A boxed expression that declares the type of its value."""

    logic: Logic
    type: Type

    def value(self, run: Run, scope: Scope) -> Any:
        """The value as the type has it."""
        return fitted(self.logic.value(run, scope), self.type, run)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a context, or one parameter of an invocation; the last line of a context may be without a name."""

    name: str
    logic: Logic
    type: Type = ANY

    def value(self, run: Run, scope: Scope) -> Any:
        """Its value, as its type has it."""
        return fitted(self.logic.value(run, scope), self.type, run)


@dataclass(frozen=True, slots=True)
class Context:
    """Lines from top to bottom; each sees those above it. A last line without a name is the answer."""

    entries: tuple[Entry, ...]

    def value(self, run: Run, scope: Scope) -> Any:
        """An object of all its lines, or its last line's value."""
        run.step()
        seen = dict(scope)
        made: dict[str, Any] = {}
        for entry in self.entries:
            value = entry.value(run, seen)
            if not entry.name:
                return value
            made[entry.name] = seen[entry.name] = value
        return made


@dataclass(frozen=True, slots=True)
class Function:
    """A function as a value: it sees the names around it and its own parameters."""

    parameters: tuple[tuple[str, Type], ...]
    body: Logic
    type: Type = ANY

    def value(self, run: Run, scope: Scope) -> Any:
        """The function, closed over these names."""

        def called(*arguments: Any) -> Any:
            run.step()
            run.enter()
            try:
                given: dict[str, Any] = {}
                for (name, type_), argument in zip(self.parameters, arguments, strict=True):
                    value = fitted(argument, type_, run)
                    if value is None and argument is not None:
                        return None  # by the standard a function is not called with what it does not take
                    _bind(given, name, value)
                return fitted(self.body.value(run, {**scope, **given}), self.type, run)
            finally:
                run.leave()

        return FeelFunction(tuple(name for name, _ in self.parameters), called)


@dataclass(frozen=True, slots=True)
class Invocation:
    """Calls a function with arguments by their names."""

    function: Expression
    bindings: tuple[Entry, ...]

    def value(self, run: Run, scope: Scope) -> Any:
        """What the function answers. Raises DecisionRefused when there is no such function or it takes others."""
        run.step()
        name = self.function.source.strip()
        function = run.functions.get(name)
        if function is None:
            function = self.function.value(scope, run.functions)
        wanted = getattr(function, "parameters", None)
        if function is None or wanted is None:
            raise DecisionRefused("decisions.no_function", name=name)
        given = {binding.name: binding.value(run, scope) for binding in self.bindings}
        if set(given) - set(wanted):
            raise DecisionRefused("decisions.no_parameter", name=name, parameter=min(set(given) - set(wanted)))
        return function(*(given.get(parameter) for parameter in wanted))


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of boxed expressions."""

    entries: tuple[Logic, ...]

    def value(self, run: Run, scope: Scope) -> Any:
        """The list."""
        run.step()
        return [entry.value(run, scope) for entry in self.entries]


@dataclass(frozen=True, slots=True)
class Relation:
    """Rows with named columns: a list of objects."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Logic, ...], ...]

    def value(self, run: Run, scope: Scope) -> Any:
        """The rows."""
        run.step(len(self.rows))
        return [
            {name: cell.value(run, scope) for name, cell in zip(self.columns, row, strict=True)} for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Conditional:
    """If, then, else; null counts as false, and what is no truth at all gives null."""

    test: Logic
    then: Logic
    otherwise: Logic

    def value(self, run: Run, scope: Scope) -> Any:
        """One of the two."""
        run.step()
        test = self.test.value(run, scope)
        if test is not None and not isinstance(test, bool):
            return None
        return (self.then if test else self.otherwise).value(run, scope)


@dataclass(frozen=True, slots=True)
class Iteration:
    """`for`, `some` or `every` entry of a list."""

    kind: str
    variable: str
    over: Logic
    body: Logic
    sees_partial: bool = False  #: whether its body speaks of the rounds before it

    def value(self, run: Run, scope: Scope) -> Any:
        """A list of each round's value, or whether some or every round is true; null when neither can be told."""
        entries = _entries(self.over.value(run, scope))
        if entries is None:
            return None
        run.step(len(entries))
        if len(entries) > MAX_ROUNDS:
            raise DecisionRefused("decisions.too_much_work", limit=MAX_ROUNDS)
        answers = list(self._rounds(entries, run, scope))
        if self.kind == "for":
            return answers
        decisive = self.kind == "some"
        if any(answer is not None and not isinstance(answer, bool) for answer in answers):
            return None
        if any(answer is decisive for answer in answers):
            return decisive
        return (not decisive) if all(answer is (not decisive) for answer in answers) else None

    def _rounds(self, entries: list[Any], run: Run, scope: Scope) -> Iterator[Any]:
        done: list[Any] = []
        for entry in entries:
            before: dict[str, Any] = {}
            if self.sees_partial:
                run.step(len(done))
                before = {"partial": list(done)}
            done.append(self.body.value(run, {**scope, **before, self.variable: entry}))
            yield done[-1]


@dataclass(frozen=True, slots=True)
class Filtered:
    """The entries of a list for which a condition is true, or the one at a place."""

    over: Logic
    match: Logic

    def value(self, run: Run, scope: Scope) -> Any:
        """The entries, or the entry."""
        entries = _entries(self.over.value(run, scope))
        if entries is None:
            return []
        run.step(len(entries))
        kept = []
        for entry in entries:
            inner = entry if isinstance(entry, dict) else {}
            answer = self.match.value(run, {**scope, **inner, "item": entry})
            if kind_of(adopt(answer)) is Kind.NUMBER:
                return _at(entries, answer)
            if answer is not None and not isinstance(answer, bool):
                return None
            if answer:
                kept.append(entry)
        return kept


def fitted(value: Any, type_: Type, run: Run) -> Any:
    """The value as the type has it. One that misfits is null, as the standard converts it; a case refuses it."""
    try:
        return type_.admit(value, run)
    except Misfit:
        if run.strict:
            raise DecisionRefused("decisions.value_of_other_kind", type=type_.name) from None
        return None


def _bind(names: dict[str, Any], name: str, value: Any) -> None:
    """A parameter by its name; one called like a path is also seen by that path."""
    names[name] = value
    first, _, rest = name.partition(".")
    if rest:
        inner = names.get(first)
        names[first] = {**(inner if isinstance(inner, dict) else {}), rest: value}


def _entries(value: Any) -> list[Any] | None:
    """A list as it is, a single value as a list of one, null as none."""
    value = adopt(value)
    if value is None:
        return None
    return value if isinstance(value, list) else [value]


def _at(entries: list[Any], place: Any) -> Any:
    """The entry at this place from 1, or from the end where negative; null outside."""
    if place != int(place) or place == 0 or abs(place) > len(entries):
        return None
    return entries[int(place) - 1 if place > 0 else int(place)]
