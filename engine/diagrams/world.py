"""What one step of a case may ask about the world outside its diagram. A new one is handed in for every act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from engine.clock import beijing_day
from engine.deadlines.ledger import Ledger


@dataclass(slots=True)
class World:
    """The present instant, the deadlines of the case, its frozen settings and its facts."""

    now: datetime  #: aware
    ledger: Ledger  #: of this case alone; the diagram opens, meets and closes deadlines in it
    settings: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    unit_kinds: Mapping[str, str] = field(default_factory=dict)
    actor: str = "system"  #: opaque id written to the ledger
    acted_on: date | None = None  #: the true Beijing day of an act entered afterwards (补录)

    @property
    def today(self) -> date:
        """The Beijing day of `now`."""
        return beijing_day(self.now)
