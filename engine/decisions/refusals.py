"""How a decision says no. A missing or wrong input names itself; it is never quietly false."""

from __future__ import annotations

from typing import Any

from engine.errors import Invalid, Unknown
from engine.findings import Finding, Severity


class DecisionRefused(Invalid):
    """With these inputs the decision gives no answer. Nothing was changed."""


class DecisionUnknown(Unknown):
    """No decision has this id or name, or several have the name."""


class CellRefused(Invalid):
    """A cell or expression of a model cannot be read."""


def found(rule: str, file: str, line: int, element: str, **params: Any) -> Finding:
    """A finding that keeps a model from being published; its sentence is `decisions.<rule>`."""
    return Finding(Severity.ERROR, rule, file, line, element, f"decisions.{rule}", params)
