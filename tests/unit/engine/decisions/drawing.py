"""Draws models from rows of text, so that a test shows only what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

Columns = list[tuple[str, str, str]]
DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def decision_table(
    columns: Columns,
    rows: list[tuple[str, ...]],
    policy: str = "UNIQUE",
    outputs: tuple[str, ...] = ("out",),
    *,
    aggregation: str = "",
    values: Mapping[str, str] | None = None,
    defaults: Mapping[str, str] | None = None,
    types: Mapping[str, str] | None = None,
) -> str:
    """One table; a column is name, type and allowed values, a row its cells from left to right."""
    inputs = "".join(
        f"<input label={quoteattr(name)}><inputExpression typeRef={quoteattr(type_)}><text>{escape(name)}</text>"
        + "</inputExpression>"
        + (f"<inputValues><text>{escape(allowed)}</text></inputValues>" if allowed else "")
        + "</input>"
        for name, type_, allowed in columns
    )
    given = "".join(_output(name, values or {}, defaults or {}, types or {}) for name in outputs)
    rules = "".join(f'<rule id="r{n}">{_cells(row, len(columns))}</rule>' for n, row in enumerate(rows, start=1))
    how = f' aggregation="{aggregation}"' if aggregation else ""
    return f'<decisionTable hitPolicy="{policy}"{how}>{inputs}{given}{rules}</decisionTable>'


def _output(name: str, values: Mapping[str, str], defaults: Mapping[str, str], types: Mapping[str, str]) -> str:
    type_ = f" typeRef={quoteattr(types[name])}" if name in types else ""
    allowed = f"<outputValues><text>{escape(values[name])}</text></outputValues>" if name in values else ""
    default = (
        f"<defaultOutputEntry><text>{escape(defaults[name])}</text></defaultOutputEntry>" if name in defaults else ""
    )
    return f"<output name={quoteattr(name)}{type_}>{allowed}{default}</output>"


def _cells(row: tuple[str, ...], inputs: int) -> str:
    kinds = ["inputEntry"] * inputs + ["outputEntry"] * (len(row) - inputs)
    return "".join(f"<{kind}><text>{escape(cell)}</text></{kind}>" for kind, cell in zip(kinds, row, strict=True))


def model(*elements: str, namespace: str = DMN, attributes: str = "") -> bytes:
    """A file with these elements."""
    return (
        f'<definitions xmlns="{namespace}" id="d" name="d" namespace="urn:own" {attributes}>'
        + "".join(elements)
        + "</definitions>"
    ).encode()


def decision(
    name: str, logic: str, requires: tuple[str, ...] = (), knows: tuple[str, ...] = (), variable: str = ""
) -> str:
    """A decision with this logic; what it requires are ids of decisions, or of inputs behind a `?`."""
    required = "".join(
        f'<informationRequirement><requiredInput href="#{one[1:]}"/></informationRequirement>'
        if one[0] == "?"
        else f'<informationRequirement><requiredDecision href="#{one}"/></informationRequirement>'
        for one in requires
    )
    known = "".join(f'<knowledgeRequirement><requiredKnowledge href="#{one}"/></knowledgeRequirement>' for one in knows)
    return f'<decision id="{name}" name="{name}">{variable}{required}{known}{logic}</decision>'


def literal(text: str) -> str:
    """A literal expression."""
    return f"<literalExpression><text>{escape(text)}</text></literalExpression>"
