"""What an expression wants to know of each value: all of it, or only whether it equals something, is empty, how long.

Two moments of a case that answer all such questions alike have the same future; the explorer looks at one of them.
Text in another notation than the Python subset is taken to want everything it names.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

_WORD = re.compile(r"[^\W\d]\w*")
_PLACEHOLDER = re.compile(r"[$#]\{([^{}]*)\}")
#: stands for the name of a member
OWN = "*"
#: a counter is followed up to here; what counts further behaves alike
COUNTED = 3


class Test(StrEnum):
    """How much of a value matters."""

    WHOLE = "whole"
    EQUALS = "equals"  #: which of some constants it is, if any
    TRUTH = "truth"
    LENGTH = "length"  #: up to a number
    SIZE = "size"  #: a number, compared with another
    MEMBERS = "members"  #: of a collection: how many, and what is wanted of each; which is which matters to nobody


@dataclass(frozen=True, slots=True)
class Want:
    """One thing wanted of the value at this path: a name, then keys."""

    path: tuple[str, ...]
    test: Test
    to: Any = None  #: the constant it is compared with


@lru_cache(maxsize=4096)
def wants_of(text: str) -> frozenset[Want]:
    """What evaluating this expression wants to know."""
    tree = _parsed(text)
    if tree is None:
        return frozenset(Want((name,), Test.WHOLE) for name in _WORD.findall(text))
    return frozenset(_of(tree.body, frozenset(), Test.WHOLE))


@lru_cache(maxsize=1024)
def statements(text: str) -> tuple[tuple[str, str], ...] | None:
    """The assignments of a straight script in order, `""` for what is deleted; None for a script that branches."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return None
    found: list[tuple[str, str]] = []
    for node in body:
        if isinstance(node, ast.Assign) and all(isinstance(target, ast.Name) for target in node.targets):
            found += [(target.id, ast.unparse(node.value)) for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.Delete) and all(isinstance(target, ast.Name) for target in node.targets):
            found += [(target.id, "") for target in node.targets if isinstance(target, ast.Name)]
        else:
            return None
    return tuple(found)


def counted_by(target: str, source: str) -> int | None:
    """By how much `target = target + n` raises a counter; None for any other assignment."""
    tree = _parsed(source) if source else None
    sum_ = tree.body if tree is not None else None
    if isinstance(sum_, ast.BinOp) and isinstance(sum_.op, ast.Add) and isinstance(sum_.right, ast.Constant):
        is_same = isinstance(sum_.left, ast.Name) and sum_.left.id == target
        return sum_.right.value if is_same and type(sum_.right.value) is int and sum_.right.value > 0 else None
    return None


def number_in(source: str) -> int | None:
    """The whole number this text is; None where it is anything else."""
    tree = _parsed(source) if source else None
    value = tree.body.value if tree is not None and isinstance(tree.body, ast.Constant) else None
    return value if type(value) is int else None


def calls_in(text: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Every function call in an expression, a script or the placeholders of a template: name and constant arguments."""
    for part in _PLACEHOLDER.findall(text) if "{" in text and _parsed(text, "exec") is None else [text]:
        tree = _parsed(part, "exec")
        for node in ast.walk(tree) if tree is not None else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node.func.id, tuple(one.value for one in node.args if isinstance(one, ast.Constant))


def literals_in(text: str) -> Iterator[Any]:
    """Every constant in an expression."""
    tree = _parsed(text, "exec")
    for node in ast.walk(tree) if tree is not None else ():
        if isinstance(node, ast.Constant) and node.value is not None:
            yield node.value


def _parsed(text: str, mode: str = "eval") -> Any:
    try:
        return ast.parse(text.strip(), mode=mode)
    except (SyntaxError, ValueError, RecursionError):
        return None


def _of(node: ast.AST, bound: frozenset[str], test: Test, to: Any = None) -> Iterator[Want]:
    path = _path(node)
    if path is not None:
        if path[0] not in bound:
            yield Want(path, test, to)
    elif isinstance(node, ast.Compare):
        yield from _compared(node, bound)
    elif isinstance(node, ast.BoolOp):
        for one in node.values:
            yield from _of(one, bound, test if test is not Test.WHOLE else Test.TRUTH)
            if test is Test.WHOLE and _path(one) is not None:
                yield from _of(one, bound, Test.WHOLE)  # `x or []` hands the value on
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield from _of(node.operand, bound, Test.TRUTH)
    elif isinstance(node, ast.IfExp):
        yield from _of(node.test, bound, Test.TRUTH)
        yield from _of(node.body, bound, test, to)
        yield from _of(node.orelse, bound, test, to)
    elif isinstance(node, ast.ListComp | ast.GeneratorExp | ast.DictComp):
        yield from _comprehension(node, bound)
    elif isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id == "str" and len(node.args) == 1 and _path(node.args[0]):
            return  # a number made into text is part of a name, and names are all alike
        for one in node.args:
            yield from _of(one, bound, Test.WHOLE)
        if isinstance(node.func, ast.Attribute):
            yield from _of(node.func.value, bound, Test.WHOLE)
    else:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from _of(child, bound, Test.WHOLE)


def _comprehension(node: Any, bound: frozenset[str]) -> Iterator[Want]:
    inner = bound
    for generator in node.generators:
        yield from _of(generator.iter, inner, Test.WHOLE)
        inner = inner | {name.id for name in ast.walk(generator.target) if isinstance(name, ast.Name)}
        for condition in generator.ifs:
            yield from _of(condition, inner, Test.TRUTH)
    for part in (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,):
        yield from _of(part, inner, Test.WHOLE)


def _compared(node: ast.Compare, bound: frozenset[str]) -> Iterator[Want]:
    sides = [node.left, *node.comparators]
    if len(sides) == 2:
        for side, other in ((sides[0], sides[1]), (sides[1], sides[0])):
            constants = _constants(other)
            if constants is not None and _is_equality(node.ops[0], side is sides[0]):
                yield from (want for one in constants for want in _of(side, bound, Test.EQUALS, one))
                return
            length = _length_of(side)
            if constants is not None and length is not None and all(isinstance(one, int) for one in constants):
                yield from (want for one in constants for want in _of(length, bound, Test.LENGTH, one))
                return
            if constants is not None and all(type(one) in (int, float) for one in constants):
                yield from (want for one in constants for want in _of(side, bound, Test.SIZE, one))
                return
    for side in sides:
        yield from _of(side, bound, Test.WHOLE)


def _is_equality(operator: ast.cmpop, is_left: bool) -> bool:
    if isinstance(operator, ast.Eq | ast.NotEq | ast.Is | ast.IsNot):
        return True
    return isinstance(operator, ast.In | ast.NotIn) and is_left


def _constants(node: ast.AST) -> list[Any] | None:
    """The constants this stands for; `fact(…)` and `setting(…)` are constants of a case."""
    if isinstance(node, ast.Constant):
        return [node.value]
    if isinstance(node, ast.Tuple | ast.List) and all(isinstance(one, ast.Constant) for one in node.elts):
        return [one.value for one in node.elts if isinstance(one, ast.Constant)]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("fact", "setting"):
        names = [one.value for one in node.args if isinstance(one, ast.Constant)]
        return [(node.func.id, names[0])] if len(names) == 1 else None
    return None


def _length_of(node: ast.AST) -> ast.AST | None:
    """What `len(…)` is taken of; `len(x or [])` is the length of x."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len" and node.args:
        inner = node.args[0]
        if isinstance(inner, ast.BoolOp) and isinstance(inner.op, ast.Or) and len(inner.values) == 2:
            return inner.values[0]
        return inner
    return None


def _path(node: ast.AST) -> tuple[str, ...] | None:
    """`a`, `a['b']`, `a.get('b')` and `a.b` as a path; None for anything else."""
    if isinstance(node, ast.Name):
        return (node.id,)
    key: Any = None
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        key, node = node.slice.value, node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        if len(node.args) != 1 or not isinstance(node.args[0], ast.Constant):
            return None
        key, node = node.args[0].value, node.func.value
    elif isinstance(node, ast.Attribute):
        key, node = node.attr, node.value
    inner = _path(node) if isinstance(key, str) else None
    return (*inner, key) if inner is not None else None


def answers(wants: Iterable[Want], data: Mapping[str, Any], constant: Any, plain: Any) -> tuple[Any, ...]:
    """What these data answer to all these wants; equal answers mean an equal future.

    `constant` gives the value of a fact or setting; `plain` turns a whole value into one that can be compared.
    """
    found: dict[tuple[str, ...], list[Any]] = {}
    whole = {want.path for want in wants if want.test is Test.WHOLE}
    for want in sorted(wants, key=lambda one: (one.path, one.test, str(one.to))):
        if any(want.path[: len(path)] == path for path in whole) and want.path not in whole:
            continue
        value = _at(data, want.path)
        if want.test is Test.MEMBERS and want.path not in whole:
            found.setdefault(want.path, []).append(_of_members(want, value, constant, plain))
        elif want.path in whole:
            found[want.path] = [plain(want.path, value)]
        else:
            found.setdefault(want.path, []).append(_answer(want, value, constant))
    return tuple((path, tuple(values)) for path, values in sorted(found.items()))


def _of_members(want: Want, value: Any, constant: Any, plain: Any) -> Any:
    variable, inner = want.to
    if not isinstance(value, list):
        return "none"
    found = []
    for one in value:
        own = one.get("id") if isinstance(one, Mapping) else one
        neutral = {**one, "id": OWN} if isinstance(one, Mapping) else OWN
        found.append(repr(answers(inner, {variable: neutral}, constant, plain)).replace(repr(own), repr(OWN)))
    return tuple(sorted(found))


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        if not isinstance(data, Mapping) or key not in data:
            return None
        data = data[key]
    return data


def _answer(want: Want, value: Any, constant: Any) -> Any:
    if want.test is Test.EQUALS:
        to = constant(*want.to) if isinstance(want.to, tuple) else want.to
        return bool(value == to and type(value) is type(to))
    if want.test is Test.LENGTH:
        return min(len(value), want.to + 1) if isinstance(value, list | dict | str) else -1
    if want.test is Test.SIZE and isinstance(value, int | float):
        return (value > want.to) - (value < want.to)
    return bool(value) if want.test is Test.TRUTH else str(value)
