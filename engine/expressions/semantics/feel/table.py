"""The table of FEEL: how each node becomes a closure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.expressions.evaluating.building import Builder, Semantics
from engine.expressions.evaluating.common import literal
from engine.expressions.evaluating.frame import Run
from engine.expressions.feel_functions.library import BUILT_IN
from engine.expressions.feel_tree import (
    Against,
    Anything,
    Between,
    Exactly,
    Filter,
    FunctionOf,
    InstanceOf,
    Interval,
    InTests,
    Invoke,
    OneOf,
    Quantified,
    Steps,
)
from engine.expressions.feel_values.exchange import plain
from engine.expressions.notation import Notation
from engine.expressions.semantics.feel.arithmetic import arithmetic, negative
from engine.expressions.semantics.feel.calls import call, invoke
from engine.expressions.semantics.feel.logic import and_, between, compare, conditional, or_
from engine.expressions.semantics.feel.loops import function_of, loop, quantified
from engine.expressions.semantics.feel.scopes import name
from engine.expressions.semantics.feel.structures import context_of, exactly, filter_of, interval, list_of, path, steps
from engine.expressions.semantics.feel.testing import against, anything, in_tests, one_of
from engine.expressions.semantics.feel.typing import instance_of
from engine.expressions.tree import (
    And,
    Arithmetic,
    Call,
    Compare,
    Comprehension,
    Conditional,
    ListOf,
    Literal,
    Name,
    Negate,
    Node,
    ObjectOf,
    Or,
    Property,
)

_BUILDERS: dict[type[Node], Callable[[Builder, Any], Run]] = {
    Literal: literal,
    Name: name,
    And: and_,
    Or: or_,
    Compare: compare,
    Between: between,
    InTests: in_tests,
    OneOf: one_of,
    Against: against,
    Anything: anything,
    InstanceOf: instance_of,
    Arithmetic: arithmetic,
    Negate: negative,
    Conditional: conditional,
    ListOf: list_of,
    ObjectOf: context_of,
    Property: path,
    Filter: filter_of,
    Interval: interval,
    Steps: steps,
    Exactly: exactly,
    Comprehension: loop,
    Quantified: quantified,
    FunctionOf: function_of,
    Call: call,
    Invoke: invoke,
}

SEMANTICS = Semantics(
    notation=Notation.FEEL,
    builders=_BUILDERS,
    functions=BUILT_IN,
    hand_out=plain,
)
