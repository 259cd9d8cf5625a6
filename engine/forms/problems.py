"""What a designer is told about a form when it is deployed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: its severity, the component (key or id) and the catalogue sentence `forms.problem.<…>`."""

    severity: str
    component: str
    key: str
    params: Mapping[str, Any] = field(default_factory=dict)


class Findings:
    """Collects problems while a form is read."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def error(self, component: str, reason: str, **params: Any) -> None:
        self.found.append(Problem(ERROR, component, f"forms.problem.{reason}", {"component": component, **params}))

    def warning(self, component: str, reason: str, **params: Any) -> None:
        self.found.append(Problem(WARNING, component, f"forms.problem.{reason}", {"component": component, **params}))
