"""What is drawn, before it has a place: figures with their sizes, and the lines between them. Lengths are pixels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

EVENT: Final = 36.0
GATEWAY: Final = 50.0
TASK: Final = (100.0, 80.0)
NOTE: Final = (100.0, 40.0)
DATA: Final = (36.0, 50.0)
LABEL: Final = 30.0  #: room under an event or a gateway for its name
BORDER_STEP: Final = 50.0  #: from one event on a border to the next
EXIT_STEP: Final = 14.0  #: from one line out of a border event to the next
NOTE_GAP: Final = 30.0  #: between a note and what it is about


@dataclass(slots=True)
class Note:
    """A text or a data object, drawn above the figure it belongs to; `line` is the association between them."""

    id: str
    width: float
    height: float
    line: str = ""


@dataclass(slots=True)
class Figure:
    """An event, activity or gateway of one scope. Events on its border and notes about it take room of its own."""

    id: str
    kind: str
    width: float
    height: float
    band: int = 0  #: number of its lane from above
    border: list[str] = field(default_factory=list)
    exits: list[str] = field(default_factory=list)  #: lines that leave from events on its border
    notes: list[Note] = field(default_factory=list)
    inner: Sheet | None = None

    @property
    def above(self) -> float:
        """Room above the shape."""
        return max((note.height for note in self.notes), default=-NOTE_GAP) + NOTE_GAP

    @property
    def below(self) -> float:
        """Room under the shape: its label, or the events on its border with their lines."""
        if self.border:
            return EVENT / 2 + LABEL + EXIT_STEP * len(self.exits)
        return LABEL if self.kind.endswith(("Event", "Gateway")) else 0.0

    @property
    def room(self) -> tuple[float, float]:
        """Width and height of all that belongs to it."""
        notes = sum(note.width + NOTE_GAP for note in self.notes)
        return max(self.width, notes), self.above + self.height + self.below


@dataclass(frozen=True, slots=True)
class Line:
    """A sequence flow. One that leaves from an event on a border names the figure below as its source."""

    id: str
    source: str
    target: str
    border: str = ""  #: the event on the border of the source


@dataclass(frozen=True, slots=True)
class Band:
    """A lane; lanes inside it lie between `first` and `last`, counted over the innermost ones."""

    id: str
    first: int
    last: int
    depth: int


@dataclass(slots=True)
class Sheet:
    """One process or subprocess: a graph of its own."""

    id: str
    figures: dict[str, Figure] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)
    loose: list[Note] = field(default_factory=list)

    @property
    def band_count(self) -> int:
        """How many rows of figures there are: one for each innermost lane, and one for figures in no lane."""
        figures = (figure.band for figure in self.figures.values())
        return 1 + max((*figures, *(band.last for band in self.bands)), default=0)
