"""What a piece of code wants to know of the values it names, read off the tree that all notations share.

A comparison with a constant asks less than the whole value; what is not told so plainly asks for all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from engine.expressions import statements as said
from engine.expressions import tree
from engine.expressions.expression import Expression
from engine.expressions.notation import Notation
from engine.expressions.notations.python.reading import read_script
from engine.expressions.refusals import ExpressionRefused
from engine.expressions.walking import children, walk
from engine.expressions.written import compile_written
from engine.proofs.uses import Test, Want

#: functions of the world whose answer is a constant of a case
_CONSTANTS = ("fact", "setting")
_EQUALITIES = frozenset({tree.Comparison.EQ, tree.Comparison.NE, tree.Comparison.IS, tree.Comparison.IS_NOT})
_MEMBERSHIPS = frozenset({tree.Comparison.IN, tree.Comparison.NOT_IN})
Wants = frozenset[Want]


@lru_cache(maxsize=4096)
def wants_of(text: str) -> Wants:
    """What evaluating this expression wants to know; nothing where it is none, which the check tells."""
    try:
        expression = compile_written(text)
    except ExpressionRefused:
        return frozenset()
    return _wants(expression)


def wants_in(node: tree.Node) -> Wants:
    """The same of a tree of the Python subset."""
    return frozenset(_of(node, frozenset(), Test.WHOLE))


def _wants(expression: Expression) -> Wants:
    if expression.notation is Notation.FEEL:  # null and lists answer otherwise there: nothing is told apart
        return frozenset(Want((name,), Test.WHOLE) for name in expression.names)
    found = frozenset(_of(expression.tree, frozenset(), Test.WHOLE))
    if expression.notation is Notation.PYTHON:
        return found
    # what is true or false in JUEL hangs on more than whether there is something
    return frozenset(Want(one.path, Test.WHOLE) if one.test is Test.TRUTH else one for one in found)


@lru_cache(maxsize=1024)
def steps_of(script: str) -> tuple[tuple[str, tree.Node | None], ...] | None:
    """The assignments of a straight script in order, None for what is deleted; None for a script that branches."""
    try:
        block = read_script(script)
    except ExpressionRefused:
        return None
    found: list[tuple[str, tree.Node | None]] = []
    for one in block.statements:
        if isinstance(one, said.Assign) and isinstance(one.target, tree.Name):
            found.append((one.target.name, one.value))
        elif isinstance(one, said.Augment):
            found.append((one.target.name, tree.Arithmetic(one.operator, one.target, one.value)))
        elif isinstance(one, said.Delete):
            found += [(target.name, None) for target in one.targets]
        elif not isinstance(one, said.Pass):
            return None
    return tuple(found)


def counted_by(target: str, source: tree.Node | None) -> int | None:
    """By how much `target = target + n` raises a counter; None for any other assignment."""
    if not isinstance(source, tree.Arithmetic) or source.operator is not tree.Operator.ADD:
        return None
    raised = number_in(source.right)
    return raised if source.left == tree.Name(target) and raised is not None and raised > 0 else None


def number_in(source: tree.Node | None) -> int | None:
    """The whole number this is; None where it is anything else."""
    return source.value if isinstance(source, tree.Literal) and type(source.value) is int else None


def literals_in(node: tree.Node) -> Iterator[Any]:
    """Every constant in a tree but null."""
    return (one.value for one in walk(node) if isinstance(one, tree.Literal) and one.value is not None)


def _of(node: tree.Node, bound: frozenset[str], test: Test, to: Any = None) -> Iterator[Want]:
    path = _path(node)
    if path is not None:
        if path[0] not in bound:
            yield Want(path, test, to)
        return
    match node:
        case tree.Compare():
            yield from _compared(node, bound)
        case tree.And() | tree.Or():
            for one in node.parts:
                yield from _of(one, bound, test if test is not Test.WHOLE else Test.TRUTH)
                if test is Test.WHOLE and _path(one) is not None:
                    yield from _of(one, bound, Test.WHOLE)  # `x or []` hands the value on
        case tree.Not():
            yield from _of(node.of, bound, Test.TRUTH)
        case tree.Empty():
            yield from _of(node.of, bound, Test.EMPTY)
        case tree.Conditional():
            yield from _of(node.test, bound, Test.TRUTH)
            yield from _of(node.then, bound, test, to)
            yield from _of(node.otherwise, bound, test, to)
        case tree.Comprehension():
            yield from _gathered(node, bound)
        case tree.Call(function="str", arguments=(only,)) if _path(only):
            return  # a number made into text is part of a name, and names are all alike
        case _:
            yield from _whole(node, bound)


def _whole(node: tree.Node, bound: frozenset[str]) -> Iterator[Want]:
    """All of whatever stands below; a text handed to a method may name a variable, as `getVariable('x')` does."""
    if isinstance(node, tree.MethodCall):
        named = (one.value for one in node.arguments if isinstance(one, tree.Literal))
        yield from (Want((one,), Test.WHOLE) for one in named if isinstance(one, str) and one.isidentifier())
    for child in children(node):
        yield from _of(child, bound, Test.WHOLE)


def _gathered(node: tree.Comprehension, bound: frozenset[str]) -> Iterator[Want]:
    inner = bound
    for clause in node.clauses:
        yield from _of(clause.over, inner, Test.WHOLE)
        inner = inner | set(clause.targets)
        for condition in clause.conditions:
            yield from _of(condition, inner, Test.TRUTH)
    for part in (node.key, node.element) if node.key is not None else (node.element,):
        yield from _of(part, inner, Test.WHOLE)


def _compared(node: tree.Compare, bound: frozenset[str]) -> Iterator[Want]:
    for side, other in ((node.left, node.right), (node.right, node.left)):
        constants = _constants(other)
        if constants is None:
            continue
        if node.operator in _EQUALITIES or (node.operator in _MEMBERSHIPS and side is node.left):
            yield from (want for one in constants for want in _of(side, bound, Test.EQUALS, one))
            return
        length = _length_of(side)
        if length is not None and all(isinstance(one, int) for one in constants):
            yield from (want for one in constants for want in _of(length, bound, Test.LENGTH, one))
            return
        if all(type(one) in (int, float) for one in constants):
            yield from (want for one in constants for want in _of(side, bound, Test.SIZE, one))
            return
    yield from _of(node.left, bound, Test.WHOLE)
    yield from _of(node.right, bound, Test.WHOLE)


def _constants(node: tree.Node) -> list[Any] | None:
    """The constants this stands for; `fact(…)` and `setting(…)` are constants of a case."""
    match node:
        case tree.Literal():
            return [node.value]
        case tree.Negate(of=tree.Literal(value=int() | float() as value)):
            return [-value]
        case tree.TupleOf() | tree.ListOf() if all(isinstance(one, tree.Literal) for one in node.items):
            return [one.value for one in node.items if isinstance(one, tree.Literal)]
        case tree.Call(arguments=(tree.Literal(value=name),)) if node.function in _CONSTANTS:
            return [(node.function, name)]
    return None


def _length_of(node: tree.Node) -> tree.Node | None:
    """What `len(…)` is taken of; `len(x or [])` is the length of x."""
    match node:
        case tree.Call(function="len", arguments=(tree.Or(parts=(first, _)),)):
            return first
        case tree.Call(function="len", arguments=(inner,)):
            return inner
    return None


def _path(node: tree.Node) -> tuple[str, ...] | None:
    """`a`, `a['b']`, `a.get('b')` and `a.b` as a path; None for anything else."""
    match node:
        case tree.Name():
            return (node.name,)
        case tree.Index(of=of, index=tree.Literal(value=str() as key)):
            inner = _path(of)
        case tree.MethodCall(of=of, method="get", arguments=(tree.Literal(value=str() as key),)):
            inner = _path(of)
        case tree.Property(of=of, name=key):
            inner = _path(of)
        case _:
            return None
    return (*inner, key) if inner is not None else None
