"""Writes a tree in the Python subset."""

from __future__ import annotations

from engine.expressions.printing.levels import Printer, Unprintable
from engine.expressions.tree import (
    And,
    Arithmetic,
    Call,
    Chain,
    Clause,
    Compare,
    Comprehension,
    Conditional,
    Gathers,
    Index,
    ListOf,
    Literal,
    MethodCall,
    Name,
    Named,
    Negate,
    Node,
    Not,
    ObjectOf,
    Operator,
    Or,
    Slice,
    TupleOf,
)

_CHOICE, _EITHER, _BOTH, _NEGATION, _COMPARISON, _SUM, _PRODUCT, _SIGN, _PART, _WHOLE = range(10)
_BRACKETS = {Gathers.LIST: ("[", "]"), Gathers.OBJECT: ("{", "}"), Gathers.EACH: ("(", ")")}
_SUMS = frozenset({Operator.ADD, Operator.SUBTRACT})
_UNWRITABLE = frozenset("\\\n\r\t\0")


class _Python(Printer):
    def level(self, node: Node, level: int) -> int:
        if isinstance(node, Literal) and isinstance(node.value, int | float):
            return _SIGN  # a number needs brackets before a dot
        return _SUM if isinstance(node, Arithmetic) and node.operator in _SUMS else level


def to_python(tree: Node) -> str:
    """The text of this tree; reading it gives the tree again. Raises Unprintable for what only others can say."""
    return _PRINTER.write(tree)


def _literal(_to: Printer, node: Literal) -> str:
    if not isinstance(node.value, str):
        return repr(node.value)
    if _UNWRITABLE & set(node.value):
        raise Unprintable("a text with a backslash or a line break")
    # texts side by side are one text, so each kind of quote can stand inside the other
    return ' "\'" '.join(f"'{part}'" for part in node.value.split("'"))


def _conditional(to: Printer, node: Conditional) -> str:
    return f"{to.write(node.then, _EITHER)} if {to.write(node.test, _EITHER)} else {to.write(node.otherwise)}"


def _chain(to: Printer, node: Chain) -> str:
    first, *others = (to.write(operand, _SUM) for operand in node.operands)
    return first + "".join(f" {sign} {text}" for sign, text in zip(node.operators, others, strict=True))


def _arithmetic(to: Printer, node: Arithmetic) -> str:
    level = _SUM if node.operator in _SUMS else _PRODUCT
    return f"{to.write(node.left, level)} {node.operator} {to.write(node.right, level + 1)}"


def _tuple(to: Printer, node: TupleOf) -> str:
    return f"({to.listed(node.items)}{',' if len(node.items) == 1 else ''})"


def _object(to: Printer, node: ObjectOf) -> str:
    entries = (
        f"**{to.write(entry.value, _SUM)}" if entry.key is None else f"{to.write(entry.key)}: {to.write(entry.value)}"
        for entry in node.entries
    )
    return "{" + ", ".join(entries) + "}"


def _slice(to: Printer, node: Slice) -> str:
    ends = ["" if end is None else to.write(end) for end in (node.start, node.stop)]
    if node.step is not None:
        ends.append(to.write(node.step))
    return f"{to.write(node.of, _PART)}[{':'.join(ends)}]"


def _arguments(to: Printer, positional: tuple[Node, ...], named: tuple[Named, ...]) -> str:
    return ", ".join([*(to.write(one) for one in positional), *(f"{one.name}={to.write(one.value)}" for one in named)])


def _method(to: Printer, node: MethodCall) -> str:
    return f"{to.write(node.of, _PART)}.{node.method}({_arguments(to, node.arguments, node.named)})"


def _comprehension(to: Printer, node: Comprehension) -> str:
    element = to.write(node.element) if node.key is None else f"{to.write(node.key)}: {to.write(node.element)}"
    inside = element + "".join(_clause(to, clause) for clause in node.clauses)
    opening, closing = _BRACKETS[node.gathers]
    return f"{opening}{inside}{closing}"


def _clause(to: Printer, clause: Clause) -> str:
    conditions = "".join(f" if {to.write(condition, _EITHER)}" for condition in clause.conditions)
    return f" for {', '.join(clause.targets)} in {to.write(clause.over, _EITHER)}{conditions}"


_PRINTER = _Python(
    {
        Literal: (_WHOLE, _literal),
        Name: (_WHOLE, lambda _to, node: node.name),
        Conditional: (_CHOICE, _conditional),
        Or: (_EITHER, lambda to, node: " or ".join(to.write(part, _BOTH) for part in node.parts)),
        And: (_BOTH, lambda to, node: " and ".join(to.write(part, _NEGATION) for part in node.parts)),
        Not: (_NEGATION, lambda to, node: f"not {to.write(node.of, _NEGATION)}"),
        Compare: (
            _COMPARISON,
            lambda to, node: f"{to.write(node.left, _SUM)} {node.operator} {to.write(node.right, _SUM)}",
        ),
        Chain: (_COMPARISON, _chain),
        Arithmetic: (_PRODUCT, _arithmetic),
        Negate: (_SIGN, lambda to, node: f"-{to.write(node.of, _SIGN)}"),
        ListOf: (_WHOLE, lambda to, node: f"[{to.listed(node.items)}]"),
        TupleOf: (_WHOLE, _tuple),
        ObjectOf: (_WHOLE, _object),
        Index: (_PART, lambda to, node: f"{to.write(node.of, _PART)}[{to.write(node.index)}]"),
        Slice: (_PART, _slice),
        Call: (_PART, lambda to, node: f"{node.function}({_arguments(to, node.arguments, node.named)})"),
        MethodCall: (_PART, _method),
        Comprehension: (_WHOLE, _comprehension),
    }
)
