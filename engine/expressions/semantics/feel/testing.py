"""Unary tests, alone in the cell of a table or after `in`: comparisons, ranges, lists, values, conditions with `?`."""

from __future__ import annotations

from typing import Any

from engine.expressions.evaluating.building import Builder
from engine.expressions.evaluating.frame import Frame, Run
from engine.expressions.feel_tree import Against, Anything, Exactly, Interval, InTests, OneOf
from engine.expressions.feel_values.membership import satisfies
from engine.expressions.semantics.feel.logic import RELATIONS
from engine.expressions.semantics.feel.scopes import THE_VALUE, Test, inside
from engine.expressions.tree import ListOf, Literal, Name, Node
from engine.expressions.walking import walk

#: what is never a condition of its own, so that its truth is compared with the value
_VALUES = (Literal, Interval, Exactly, ListOf, Name)


def one_of(builder: Builder, node: OneOf) -> Run:
    """The unary tests of a cell; the value is called `?`."""
    holds = tests_of(builder, node)
    return lambda frame: holds(frame, frame.names.get(THE_VALUE))


def against(builder: Builder, node: Against) -> Run:
    """`(= 5)` as a value is nothing; as a test of the value looked at it is a comparison."""
    test = _test(builder, node)
    return lambda frame: test(frame, frame.names.get(THE_VALUE))


def in_tests(builder: Builder, node: InTests) -> Run:
    """`value in tests`."""
    of, holds = builder.build(node.of), tests_of(builder, node.tests)
    return lambda frame: holds(frame, of(frame))


def anything(_builder: Builder, _node: Anything) -> Run:
    """`-`."""
    return lambda _frame: True


def tests_of(builder: Builder, node: OneOf) -> Test:
    """What the tests say about a value; `not(…)` around them turns that over."""
    tests = [_test(builder, one) for one in node.tests]
    if len(tests) == 1 and not node.negated:
        return tests[0]

    def run(frame: Frame, value: Any) -> bool | None:
        known: bool | None = False
        for test in tests:
            found = test(frame, value)
            if found is True:
                known = True
                break
            if found is None:
                known = None
        return known if not node.negated or known is None else not known

    return run


def _test(builder: Builder, node: Node) -> Test:
    if isinstance(node, Anything):
        return lambda _frame, _value: True
    if isinstance(node, Against):
        relation, right = RELATIONS[node.operator], builder.build(node.value)
        return lambda frame, value: relation(value, right(frame))
    run = builder.build(node)
    if any(isinstance(one, Name) and one.name == THE_VALUE for one in walk(node)):
        return _condition(run)
    return _value_test(run, may_be_condition=not isinstance(node, _VALUES))


def _condition(run: Run) -> Test:
    def test(frame: Frame, value: Any) -> bool | None:
        found = inside(frame, {THE_VALUE: value}, run)
        return found if isinstance(found, bool) else satisfies(value, found)

    return test


def _value_test(run: Run, *, may_be_condition: bool) -> Test:
    def test(frame: Frame, value: Any) -> bool | None:
        found = run(frame)
        if may_be_condition and isinstance(found, bool) and value is not None and not isinstance(value, bool):
            return found  # a condition that does not look at the value
        return satisfies(value, found)

    return test
