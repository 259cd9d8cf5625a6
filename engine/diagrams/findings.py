"""How a bundle is refused: with everything that was found in it, at once."""

from __future__ import annotations

from collections.abc import Sequence

from engine.errors import Kind, Refusal
from engine.findings import Finding, Severity

__all__ = ("DiagramRefused", "Finding", "Severity")


class DiagramRefused(Refusal):
    """A bundle cannot be published or run as it is; `findings` tell all reasons at once."""

    kind = Kind.INVALID

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = list(findings)
        errors = [finding for finding in self.findings if finding.severity is Severity.ERROR]
        first = errors[0] if errors else None
        super().__init__(
            "diagrams.refused",
            count=len(errors),
            file=first.file if first else "",
            line=first.line if first else 0,
            first=first or "",
        )
