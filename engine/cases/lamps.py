"""The lamp of a clock: a colour, a shape and a word together, because colour alone tells nothing to some readers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.texts.catalogue import say


class Colour(StrEnum):
    """A lamp's colour."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Lamp:
    """What is shown beside a deadline."""

    colour: Colour
    shape: str
    status: str

    def word(self, lang: str) -> str:
        """The clock state in words, such as 临期."""
        return say(f"cases.clock.{self.status}", lang)


#: clock states of the ledger, most pressing first
_LAMPS = {
    "overdue": (Colour.RED, "▲"),
    "due_today": (Colour.YELLOW, "◆"),
    "due_soon": (Colour.YELLOW, "◇"),
    "undetermined": (Colour.GREY, "?"),
    "provisional": (Colour.GREEN, "○"),
    "on_track": (Colour.GREEN, "●"),
    "suspended": (Colour.GREY, "‖"),
    "done_late": (Colour.GREY, "△"),
    "done_in_time": (Colour.GREY, "✓"),
    "closed": (Colour.GREY, "×"),
}

STATUSES = tuple(_LAMPS)


def lamp_of(status: str) -> Lamp:
    """The lamp of this clock state. Raises KeyError for a word that is none."""
    colour, shape = _LAMPS[status]
    return Lamp(colour, shape, status)


def most_pressing(statuses: list[str]) -> str | None:
    """The state that a case with these clocks shows; None without clocks."""
    return min(statuses, key=STATUSES.index) if statuses else None
