"""Tries a bundle from anywhere: checks it, stands in for what is not at hand, and walks it as often as asked."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import orjson

from engine.clock import beijing_day
from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check_runnable
from engine.diagrams.dated_settings import settings_on
from engine.diagrams.definition import Definition
from engine.diagrams.findings import DiagramRefused
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.variables import variables
from engine.diagrams.stand_ins import Assumed, Assumption, lines, stand_in
from engine.errors import Incident, Refusal
from engine.expressions.expression import Expression
from engine.expressions.placeholders import OPENINGS
from engine.expressions.refusals import ExpressionRefused
from engine.expressions.shapes import Shape, shapes
from engine.expressions.template import compile_template
from engine.expressions.tree import Node
from engine.findings import Finding, Severity
from engine.forms.form import Form
from engine.simulations.result import Outcome, Reason, Simulation, Walk
from engine.simulations.stage import first_morning
from engine.simulations.walk import Script, Walker

#: how many variables are found out one after the other, each by an incident that names it
MAX_FOUND_OUT = 30
#: how often other values are made up before an incident is believed
OTHER_VALUES = 12
#: the keys under which an expression says that it does not know a name
_UNKNOWN_NAMES = frozenset({"expressions.unknown_name"})


def simulate(
    bundle: Bundle, *, process: str | None = None, seed: int = 0, runs: int = 1, seconds: float = float("inf")
) -> Simulation:
    """Try this bundle up to `runs` times, with the seeds from `seed` on, beginning no walk after so many seconds.

    Nothing is stored, nobody is told.

    It never raises for what a bundle holds: a bundle that cannot run is `refused`, with every finding.
    """
    tried, assumed = stand_in(bundle)
    errors = [finding for finding in check_runnable(tried) if finding.severity is Severity.ERROR]
    if errors:
        return _refused(bundle, assumed, errors)
    context = Context(tried)
    try:
        definition = Definition.compile(tried, process or _main_process(context))
    except DiagramRefused as refused:
        return _refused(bundle, assumed, refused.findings)
    except Refusal as refusal:
        return _refused(bundle, assumed, [], Reason(refusal.key, dict(refusal.params)))
    return _Trial(context, definition, assumed).run(seed, runs, time.monotonic() + seconds)


class _Trial:
    """A definition with its script, tried again and again; what it lacks is found out on the way."""

    def __init__(self, context: Context, definition: Definition, assumed: list[Assumption]) -> None:
        self._known = shapes(_trees(context), _conditions(context))
        self._assumed = assumed
        day = beijing_day(first_morning())
        self._script = Script(
            definition,
            {form.id: compiled for form in context.forms if (compiled := _form(form.schema)) is not None},
            {},
            settings_on(_rows(context.settings or {}), day),
        )
        for name in [str(one.params["name"]) for one in variables(context)]:
            self._assume(name)
        for name in [name for one in assumed for name in one.yields]:
            self._assume(name)

    def run(self, seed: int, runs: int, until: float) -> Simulation:
        """All the walks; only the first never hands in what the outside would send."""
        walks = [self._walk(seed, sends=False)]
        while len(walks) < runs and time.monotonic() < until:
            walks.append(self._walk(seed + len(walks), sends=True))
        spokesman = next((walk for walk in walks if walk.outcome is Outcome.INCIDENT), walks[0])
        drawn = {info.id for info in self._script.definition.elements.values() if info.inserted is None}
        seen = {passed.element for walk in walks for passed in walk.path}
        return Simulation(spokesman, len(walks), self._assumed, [], len(seen & drawn), len(drawn))

    def _walk(self, seed: int, *, sends: bool) -> Walk:
        """One walk. A name that turns out unknown is made up from then on, and the walk begins anew.

        Made-up values may contradict each other, so an incident among them counts only when others end no better.
        """
        attempt = 0
        for _ in range(MAX_FOUND_OUT):
            walk = Walker(self._script, seed, sends, attempt=attempt).walk()
            unknown = _unknown_name(walk)
            if unknown is not None and unknown not in self._script.open_variables:
                self._assume(unknown)
            elif walk.outcome is Outcome.INCIDENT and self._script.open_variables and attempt < OTHER_VALUES:
                attempt += 1
            else:
                return walk
        return walk

    def _assume(self, name: str) -> None:
        if name in self._script.open_variables:
            return
        shape = self._known.get(name) or Shape()
        open_variables = {**self._script.open_variables, name: shape}
        self._script = dataclasses.replace(self._script, open_variables=open_variables)
        self._assumed.append(Assumption(Assumed.VARIABLE, "", name))


def _trees(context: Context) -> Iterator[Node]:
    for code in context.code:
        yield from code.trees
    for diagram in context.diagrams:
        for element in diagram.element.iter():
            for text in (*element.attrib.values(), element.text or ""):
                yield from _placeholders(str(text))


def _placeholders(text: str) -> Iterator[Node]:
    """Whatever stands in braces anywhere: parameters, mappings, due dates."""
    if any(mark in text for mark in OPENINGS):
        try:
            yield from (expression.tree for expression in compile_template(text.strip()).expressions)
        except ExpressionRefused:
            return


def _conditions(context: Context) -> Iterator[Node]:
    for code in context.code:
        if code.place == "condition" and isinstance(code.compiled, Expression):
            yield code.compiled.tree


def _unknown_name(walk: Walk) -> str | None:
    """The variable an incident complains of; None for any other incident."""
    cause: Any = walk.reason.params.get("cause") if walk.reason else None
    while isinstance(cause, Refusal):
        if cause.key in _UNKNOWN_NAMES:
            return str(cause.params["name"])
        cause = cause.__cause__
    return None


def _form(schema: Mapping[str, Any]) -> Form | None:
    try:
        return Form.compile(schema)
    except Refusal:
        return None


def _rows(settings: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The dated rows as plain data; days as text."""
    plain: dict[str, list[dict[str, Any]]] = orjson.loads(orjson.dumps(settings))
    return {name: rows for name, rows in plain.items() if isinstance(rows, list)}


def _main_process(context: Context) -> str | None:
    """The process to begin with where several could: the first drawn one that is executable and called by none."""
    called = {node.element.get("calledElement") for node in context.nodes}
    runnable = [
        process
        for diagram in context.diagrams
        for process in diagram.processes
        if (process.element.get("isExecutable") or "true") == "true" and process.nodes
    ]
    free = [process for process in runnable if process.id not in called]
    return next((process.id for process in free or runnable), None)


def _refused(
    bundle: Bundle, assumed: list[Assumption], findings: list[Finding], reason: Reason | None = None
) -> Simulation:
    where = lines(bundle)
    placed = [dataclasses.replace(one, line=where.get((one.file, one.element), one.line)) for one in findings]
    if reason is None:
        reason = Reason("simulations.refused", {"finding": placed[0], "count": len(placed)})
    return Simulation(Walk(0, Outcome.REFUSED, reason), 0, assumed, placed)


def unreadable(path: str, refusal: Refusal) -> Simulation:
    """The simulation of something that is not a bundle at all."""
    assert not isinstance(refusal, Incident)  # noqa: S101  # an incident is ours
    name = PurePosixPath(path).name
    return Simulation(Walk(0, Outcome.REFUSED, Reason(refusal.key, {**refusal.params, "file": name})))
