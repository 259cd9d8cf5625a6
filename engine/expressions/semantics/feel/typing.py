"""`instance of`, and the types of a function's parameters."""

from __future__ import annotations

from engine.expressions.evaluating.building import Builder
from engine.expressions.evaluating.frame import Frame, Run
from engine.expressions.feel_tree import InstanceOf
from engine.expressions.feel_values.types import FeelType, UnknownTypeError, read_type
from engine.expressions.refusals import ExpressionRefused, place_in
from engine.expressions.tree import Node


def instance_of(builder: Builder, node: InstanceOf) -> Run:
    """Whether the value is of the type; null is of none but `Null`."""
    of, kind = builder.build(node.of), type_at(builder, node, node.type)

    def run(frame: Frame) -> bool:
        value = of(frame)
        return kind.holds(value) if value is not None else kind.is_null

    return run


def type_at(builder: Builder, node: Node, text: str) -> FeelType:
    """The type of this name. Raises ExpressionRefused when it is none of FEEL's."""
    try:
        return read_type(text)
    except UnknownTypeError as error:
        line, column = place_in(builder.source, node.at.start)
        raise ExpressionRefused("expressions.feel_type", builder.source, line, column, name=str(error))
