"""What a simulation tells: how the case ended, why, what was assumed, the way it went and how much of it was seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from engine.clock import BEIJING
from engine.diagrams.stand_ins import Assumption
from engine.errors import Refusal
from engine.findings import Finding
from engine.texts.catalogue import say


class Outcome(StrEnum):
    """How it ended."""

    COMPLETED = "completed"
    WAITING = "waiting"  #: for something from outside that nobody in the diagram sends
    REFUSED = "refused"  #: not begun: it could not run, or would run wrongly
    INCIDENT = "incident"  #: begun, and could not go on


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, as a key of the catalogues."""

    key: str
    params: dict[str, Any] = field(default_factory=dict)

    def text(self, lang: str) -> str:
        """The sentence."""
        return say(self.key, lang, **{name: _spoken(value, lang) for name, value in self.params.items()})


def _spoken(value: Any, lang: str) -> Any:
    """A finding tells itself, a refusal is told with what caused it; anything else as it is."""
    if isinstance(value, Finding):
        return value.message(lang)
    if isinstance(value, Refusal):
        params = {name: _spoken(inner, lang) for name, inner in value.params.items()}
        if isinstance(value.__cause__, Refusal):
            params["cause"] = _spoken(value.__cause__, lang)
        return say(value.key, lang, **params)
    return value


@dataclass(frozen=True, slots=True)
class Passed:
    """An element that was entered, at an instant of the simulated clock."""

    element: str
    name: str
    kind: str
    item: str
    at: datetime

    def to_json(self) -> dict[str, Any]:
        """Plain data, the instant in Beijing time."""
        at = self.at.astimezone(BEIJING).isoformat()
        return {"element": self.element, "name": self.name, "kind": self.kind, "item": self.item, "at": at}


@dataclass(slots=True)
class Walk:
    """One way through the diagram."""

    seed: int
    outcome: Outcome
    reason: Reason | None = None
    from_outside: bool = False  #: waits for a message or signal, which only the outside can send
    path: list[Passed] = field(default_factory=list)


@dataclass(slots=True)
class Simulation:
    """All walks together: the first, or the first that met an incident, speaks for them."""

    walk: Walk
    runs: int = 0
    assumed: list[Assumption] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    seen: int = 0
    elements: int = 0

    @property
    def coverage(self) -> float:
        """Share of the elements that were entered in any run."""
        return round(self.seen / self.elements, 4) if self.elements else 0.0

    @property
    def is_fine(self) -> bool:
        """It ended, or waits only for the outside."""
        walk = self.walk
        return walk.outcome is Outcome.COMPLETED or (walk.outcome is Outcome.WAITING and walk.from_outside)

    def to_json(self, lang: str) -> dict[str, Any]:
        """Plain data for programs."""
        return {
            "outcome": self.walk.outcome.value,
            "reason": self.walk.reason.text(lang) if self.walk.reason else None,
            "seed": self.walk.seed,
            "runs": self.runs,
            "assumed": [assumption_json(one, lang) for one in self.assumed],
            "path": [passed.to_json() for passed in self.walk.path],
            "coverage": self.coverage,
            "findings": [finding.to_json(lang) for finding in self.findings],
        }


def assumption_json(one: Assumption, lang: str) -> dict[str, Any]:
    """An assumption with its sentence."""
    text = say(f"simulations.assumed.{one.kind}", lang, element=one.element, what=one.what)
    return {"kind": one.kind.value, "element": one.element, "what": one.what, "text": text}
