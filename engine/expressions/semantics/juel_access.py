"""Names, properties, entries, methods and functions of `${…}`. What is not offered is refused by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.expressions.evaluating import common
from engine.expressions.evaluating.building import Builder
from engine.expressions.evaluating.frame import Frame, Run
from engine.expressions.faults import NoValue
from engine.expressions.refusals import ExpressionRefused
from engine.expressions.semantics.juel_coercion import kind_of, to_whole
from engine.expressions.semantics.juel_methods import METHODS
from engine.expressions.tree import Call, Index, Literal, MethodCall, Name, Node, Property

#: The running execution: not a name of the data, but what the caller tells of it stands under this name among them.
EXECUTION = "execution"
#: Whoever answers getVariable and hasVariable.
_ANSWERING = frozenset({EXECUTION, "task"})
#: What may be asked of the execution, by property and by getter.
FACTS = ("id", "processInstanceId", "processBusinessKey", "businessKey", "currentActivityId")
_GETTERS = {f"get{fact[0].upper()}{fact[1:]}": fact for fact in FACTS}
_JAVA_ONLY = frozenset({"class", "getClass"})


def name(builder: Builder, node: Name) -> Run:
    """A name of the data; the execution itself cannot be handed on."""
    if node.name == EXECUTION:
        raise _not_offered(builder, node, EXECUTION)
    return common.name(builder, node)


def property_of(builder: Builder, node: Property) -> Run:
    """`of.name`: null of null, null of a map without it; nothing else has properties."""
    if isinstance(node.of, Name) and node.of.name == EXECUTION:
        if node.name in FACTS:
            return _fact(builder, node.name)
        raise _not_offered(builder, node, f"{EXECUTION}.{node.name}")
    if node.name in _JAVA_ONLY:
        raise builder.refused("expressions.java_only", node, name=node.name)
    of, key = builder.build(node.of), node.name

    def run(frame: Frame) -> Any:
        value = of(frame)
        if isinstance(value, dict):
            return value.get(key)
        if value is None:
            return None
        raise NoValue("expressions.no_property", name=key, type=kind_of(value))

    return run


def index(builder: Builder, node: Index) -> Run:
    """`of[at]`: null of null and of an entry that is not there."""
    of, at = builder.build(node.of), builder.build(node.index)
    return lambda frame: _entry(of(frame), at(frame))


def _entry(value: Any, at: Any) -> Any:
    if value is None or at is None:
        return None
    if isinstance(value, dict):
        return value.get(at) if isinstance(at, str) else None
    if isinstance(value, list | tuple) and not isinstance(at, bool):
        place = to_whole(at)
        return value[place] if 0 <= place < len(value) else None
    raise NoValue("expressions.no_property", name=str(at)[:40], type=kind_of(value))


def method_call(builder: Builder, node: MethodCall) -> Run:
    """A method of the list, or what may be asked of the execution. Raises ExpressionRefused for any other."""
    if isinstance(node.of, Name) and _asks_execution(node.of.name, node.method):
        return _of_execution(builder, node)
    method = METHODS.get(node.method)
    if method is None:
        owner = node.of.name if isinstance(node.of, Name) else "…"
        raise builder.refused("expressions.method", node, name=f"{owner}.{node.method}()", known=", ".join(METHODS))
    if not method.fewest <= len(node.arguments) <= method.most:
        counts = {"expected": f"{method.fewest}-{method.most}", "given": len(node.arguments)}
        raise builder.refused("expressions.method_arguments", node, name=node.method, **counts)
    of, arguments, kinds, written = builder.build(node.of), builder.each(node.arguments), method.kinds, node.method

    def run(frame: Frame) -> Any:
        value = of(frame)
        does = kinds.get(kind_of(value))
        if does is None:
            raise NoValue("expressions.no_method", name=written, type=kind_of(value))
        return frame.made(does(frame.made(value), *(argument(frame) for argument in arguments)))

    return run


def _asks_execution(name: str, method: str) -> bool:
    return name == EXECUTION or (name in _ANSWERING and method in _OF_EXECUTION)


def _of_execution(builder: Builder, node: MethodCall) -> Run:
    build = _OF_EXECUTION.get(node.method)
    if build is not None and len(node.arguments) == 1:
        return build(builder, node.arguments[0])
    if node.method in _GETTERS and not node.arguments:
        return _fact(builder, _GETTERS[node.method])
    raise _not_offered(builder, node, f"{EXECUTION}.{node.method}()")


def _fact(builder: Builder, fact: str) -> Run:
    builder.names[EXECUTION] = None

    def run(frame: Frame) -> Any:
        told = frame.names.get(EXECUTION)
        if not isinstance(told, Mapping) or fact not in told:
            raise NoValue("expressions.no_property", name=fact, type=EXECUTION)
        return told[fact]

    return run


def _not_offered(builder: Builder, node: Node, written: str) -> ExpressionRefused:
    known = ", ".join([*_OF_EXECUTION, *FACTS])
    return builder.refused("expressions.execution", node, name=written, known=known)


def _variable(builder: Builder, asked: Node) -> Run:
    if isinstance(asked, Literal) and isinstance(asked.value, str):
        key = asked.value
        builder.names[key] = None
        return lambda frame: frame.names.get(key)
    which = builder.build(asked)
    return lambda frame: frame.names.get(_key(which(frame)))


def _has_variable(builder: Builder, asked: Node) -> Run:
    which = builder.build(asked)
    return lambda frame: _key(which(frame)) in frame.names


def _key(value: Any) -> str:
    if not isinstance(value, str):
        raise NoValue("expressions.not_a_text_argument", method="getVariable", type=kind_of(value))
    return value


def call(builder: Builder, node: Call) -> Run:
    """A function of ours; those with a prefix belong to other engines."""
    if ":" in node.function:
        raise builder.refused("expressions.prefixed_function", node, name=node.function)
    return common.call(builder, node)


_OF_EXECUTION: dict[str, Callable[[Builder, Node], Run]] = {
    "getVariable": _variable,
    "getVariableLocal": _variable,
    "hasVariable": _has_variable,
    "hasVariableLocal": _has_variable,
}
