"""Answers one question: first what a decision requires, each once, then the decision itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from engine.decisions.boxed import fitted
from engine.decisions.elements import Decision, Element, Given, Key, Knowledge, Reference, Service
from engine.decisions.outcome import Outcome
from engine.decisions.refusals import DecisionRefused
from engine.decisions.run import Functions, Matched, Run
from engine.decisions.table import Table
from engine.decisions.types import Misfit
from engine.expressions.feel_values.exchange import plain
from engine.expressions.feel_values.functions import FeelFunction

if TYPE_CHECKING:
    from engine.decisions.library import Library


class Evaluation:
    """Kept for one question, never shared."""

    def __init__(self, library: Library, names: Mapping[str, Any], functions: Functions, strict: bool) -> None:
        self._library = library
        self._names = dict(names)
        self._world = functions
        self._run = Run(functions, strict)
        self._answers: dict[Key, Any] = {}
        self._outcomes: dict[Key, Outcome] = {}
        self._open: set[Key] = set()

    def outcome(self, element: Decision | Service) -> Outcome:
        """The answer with its reasons. Raises DecisionRefused and whatever an expression or function refuses."""
        if isinstance(element, Decision):
            self._decide(element)
            return self._outcomes[element.key]
        given = self._service_inputs(element)
        for reference, value in zip(element.given, given, strict=True):
            self._take(element, reference, value)
        result = self._serve(element)
        required = tuple(self._outcomes.values())
        return Outcome(element.id, element.name, element.file, "", False, plain(result), (), (), {}, required)

    def _decide(self, decision: Decision) -> Any:
        """The decision's value, made once."""
        if decision.key in self._answers:
            return self._answers[decision.key]
        self._library.usable(decision)
        if decision.logic is None:
            raise DecisionRefused("decisions.without_logic", decision=decision.id)
        if decision.key in self._open:
            raise DecisionRefused("decisions.circle", decision=decision.id)
        run = self._run
        run.enter()
        self._open.add(decision.key)
        scope = self._scope(decision)
        outer = run.functions, run.matched, run.inputs
        run.functions = {**self._world, **self._functions(decision, decision.knows)}
        run.matched, run.inputs = [], {}
        scope.update(self._prefixed_functions(decision))
        value = fitted(decision.logic.value(run, scope), decision.type, run)
        self._answers[decision.key] = value
        self._outcomes[decision.key] = self._told(decision, value, run.matched, run.inputs)
        run.functions, run.matched, run.inputs = outer
        self._open.discard(decision.key)
        run.leave()
        return value

    def _told(self, decision: Decision, value: Any, matched: list[Matched], inputs: Mapping[str, Any]) -> Outcome:
        table = decision.logic if isinstance(decision.logic, Table) else None
        required = (one for _, one in self._library.required(decision) if isinstance(one, Decision))
        return Outcome(
            decision=decision.id,
            name=decision.name,
            file=decision.file,
            hit_policy=table.policy.value if table else "",
            is_collected=bool(table and table.is_collected),
            result=plain(value),
            rows=_rows(table, value),
            matched=tuple(matched),
            inputs=plain(dict(inputs)),
            required=tuple(self._outcomes[one.key] for one in required if one.key in self._outcomes),
        )

    def _scope(self, decision: Decision) -> dict[str, Any]:
        """The names this decision sees: what was handed in, and what it requires, which wins."""
        data: dict[str, Any] = {}
        columns: dict[str, Any] = {}
        for reference in decision.requires:
            element = self._required(decision, reference)
            if isinstance(element, Given):
                _put(data, reference, (element.name,), self._given(element, reference))
            elif isinstance(element, Decision):
                value = self._decide(element)
                _put(data, reference, element.names, value)
                columns.update(_columns(element, value))
        return {**self._names, **columns, **data}

    def _given(self, element: Given, reference: Reference) -> Any:
        names = self._names
        if reference.prefix and isinstance(names.get(reference.prefix), Mapping):
            names = names[reference.prefix]
        self._library.usable(element)
        try:
            return element.type.admit(names.get(element.name), self._run, gaps=True)
        except Misfit as misfit:
            raise DecisionRefused(
                "decisions.input_of_other_kind",
                decision=element.file,
                input=element.name,
                type=str(misfit) or element.type.name,
            ) from None

    def _required(self, element: Element, reference: Reference) -> Element:
        meant = self._library.resolve(reference, element.file)
        if meant is None:
            raise DecisionRefused("decisions.required_missing", decision=element.id, required=reference.id)
        return meant

    # -- functions ---------------------------------------------------------------------------------------------------

    def _functions(self, element: Element, references: tuple[Reference, ...]) -> dict[str, Callable[..., Any]]:
        """The functions this element may call by name."""
        made: dict[str, Callable[..., Any]] = {}
        for reference in references:
            meant = self._required(element, reference)
            if not reference.prefix:
                made[meant.name] = self._callable(meant)
        return made

    def _prefixed_functions(self, decision: Decision) -> dict[str, Any]:
        """The functions as values, those of imported models under the name of the import."""
        made: dict[str, Any] = {}
        for reference in decision.knows:
            meant = self._required(decision, reference)
            if reference.prefix:
                _put(made, reference, (meant.name,), self._callable(meant))
        return made

    def _callable(self, element: Element) -> FeelFunction:
        self._library.usable(element)
        if isinstance(element, Service):
            return self._serving(element)
        if not isinstance(element, Knowledge) or element.function is None:
            raise DecisionRefused("decisions.without_logic", decision=element.id)
        function, run = element.function, self._run

        def called(*arguments: Any) -> Any:
            run.enter()  # before its own functions are made: it may be its own
            outer = run.functions
            run.functions = {**self._world, **self._functions(element, element.knows)}
            try:
                made = function.value(run, {})
                return made(*arguments)
            finally:
                run.functions = outer
                run.leave()

        return FeelFunction(tuple(name for name, _ in function.parameters), called)

    # -- services ----------------------------------------------------------------------------------------------------

    def _serving(self, service: Service) -> FeelFunction:
        """A service as a function of what it is given; it decides anew at each call."""
        parameters = tuple(self._required(service, reference).name for reference in service.given)

        def called(*arguments: Any) -> Any:
            inner = Evaluation(self._library, {}, self._world, self._run.strict)
            inner._run.steps, inner._run.depth = self._run.steps, self._run.depth
            inner._run.enter()
            for reference, value in zip(service.given, arguments, strict=True):
                inner._take(service, reference, value)
                element = self._required(service, reference)
                if value is not None and isinstance(element, Decision) and inner._answers[element.key] is None:
                    return None  # by the standard it is not called with what it does not take
            try:
                return inner._serve(service)
            finally:
                self._run.steps = inner._run.steps

        return FeelFunction(parameters, called)

    def _service_inputs(self, service: Service) -> list[Any]:
        return [self._names.get(self._required(service, reference).name) for reference in service.given]

    def _take(self, service: Service, reference: Reference, value: Any) -> None:
        """What a service is given: data, or the answer of a decision that it does not make itself."""
        element = self._required(service, reference)
        if isinstance(element, Decision):
            self._answers[element.key] = fitted(value, element.type, self._run)
        else:
            self._names[element.name] = value

    def _serve(self, service: Service) -> Any:
        self._library.usable(service)
        made = {}
        for reference in service.gives:
            element = self._required(service, reference)
            if isinstance(element, Decision):
                made[element.name] = self._decide(element)
        answer = next(iter(made.values())) if len(made) == 1 else made
        return fitted(answer, service.type, self._run)


def _put(scope: dict[str, Any], reference: Reference, names: tuple[str, ...], value: Any) -> None:
    """The value under its names; of an imported model, inside an object named as the import."""
    place = scope.setdefault(reference.prefix, {}) if reference.prefix else scope
    for name in names:
        place[name] = value


def _columns(decision: Decision, value: Any) -> dict[str, Any]:
    """A required table's answer by the names of its columns, as Camunda hands it on."""
    if not isinstance(decision.logic, Table):
        return {}
    columns = [column.name for column in decision.logic.outputs if column.name]
    if len(columns) == 1:
        return {columns[0]: value}
    if isinstance(value, list):
        return {name: [row.get(name) for row in value] for name in columns}
    return {name: value.get(name) for name in columns} if isinstance(value, dict) else {}


def _rows(table: Table | None, value: Any) -> tuple[Mapping[str, Any], ...]:
    """The answer as rows of output columns."""
    if table is None or value is None:
        return ()
    names = [column.name for column in table.outputs]
    entries = value if table.is_collected else [value]
    if len(names) == 1:
        return tuple({names[0]: plain(entry)} for entry in entries)
    return tuple(plain(entry) for entry in entries if isinstance(entry, dict))
