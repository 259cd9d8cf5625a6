"""Every condition, script, template and timer compiles, and asks only for what exists."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.dialect import ELEMENT_FUNCTIONS, WORLD_FUNCTIONS
from engine.diagrams.findings import Finding
from engine.diagrams.lint.code import Code
from engine.diagrams.lint.context import Context
from engine.expressions.evaluating.building import FunctionCall
from engine.expressions.functions import BUILT_IN

RULE = "expressions"


def expressions(context: Context) -> Iterator[Finding]:
    """Each piece of code that could not run, with its place inside the code."""
    for code in context.code:
        if code.refusal is not None:
            yield code.drawn.error(RULE, place=code.place, detail=code.refusal)
        elif code.compiled is not None:
            for call in code.compiled.calls:
                yield from _call(context, code, call)


def _call(context: Context, code: Code, call: FunctionCall) -> Iterator[Finding]:
    if call.name in BUILT_IN:
        return
    if call.name not in WORLD_FUNCTIONS:
        known = [*WORLD_FUNCTIONS, *BUILT_IN]
        yield code.drawn.error(RULE, f"{RULE}.function", place=code.place, name=call.name, known=known)
        return
    expected = WORLD_FUNCTIONS[call.name]
    if call.arguments != expected:
        shown = {"place": code.place, "name": call.name, "expected": expected, "given": call.arguments}
        yield code.drawn.error(RULE, f"{RULE}.arguments", **shown)
    if isinstance(call.literal, str):
        yield from _named(context, code, call, call.literal)


def _named(context: Context, code: Code, call: FunctionCall, name: str) -> Iterator[Finding]:
    if call.name == "setting" and context.settings is not None and name not in context.settings:
        yield code.drawn.error(RULE, f"{RULE}.setting", place=code.place, name=name)
    if call.name in ELEMENT_FUNCTIONS and name not in context.elements:
        yield code.drawn.error(RULE, f"{RULE}.element", place=code.place, name=name, function=call.name)
