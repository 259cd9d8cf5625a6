"""Draws a decision table from rows of text, so that a test shows only its cells."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest

from engine.decisions.decision import Decision
from engine.decisions.reading import read_decisions
from engine.diagrams.findings import Finding

Columns = list[tuple[str, str, str]]


def table(
    columns: Columns, rows: list[tuple[str, ...]], policy: str = "UNIQUE", outputs: tuple[str, ...] = ("out",)
) -> bytes:
    """A DMN file with one table; a column is name, type and allowed values, a row its cells from left to right."""
    inputs = "".join(
        f'<input label="{name}"><inputExpression typeRef="{type_}"><text>{name}</text></inputExpression>'
        + (f"<inputValues><text>{escape(allowed)}</text></inputValues>" if allowed else "")
        + "</input>"
        for name, type_, allowed in columns
    )
    rules = "".join(f'<rule id="r{n}">{_cells(row, len(columns))}</rule>' for n, row in enumerate(rows, start=1))
    names = "".join(f'<output name="{name}"/>' for name in outputs)
    return (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d"><decision id="grade" name="grade">'
        f'<decisionTable hitPolicy="{policy}">{inputs}{names}{rules}</decisionTable></decision></definitions>'
    ).encode()


def _cells(row: tuple[str, ...], inputs: int) -> str:
    kinds = ["inputEntry"] * inputs + ["outputEntry"] * (len(row) - inputs)
    return "".join(f"<{kind}><text>{escape(cell)}</text></{kind}>" for kind, cell in zip(kinds, row, strict=True))


@pytest.fixture
def read() -> Callable[..., tuple[Decision | None, list[Finding]]]:
    """Reads a table: its decision, or none, and the findings."""

    def reading(*args: object, **named: object) -> tuple[Decision | None, list[Finding]]:
        decisions, findings = read_decisions("grade.dmn", table(*args, **named))  # type: ignore[arg-type]
        return (decisions[0] if decisions else None), findings

    return reading
