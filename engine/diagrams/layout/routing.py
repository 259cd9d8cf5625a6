"""Lines on their ways: level through gaps of a column, upright only between columns, so that none meets a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from engine.diagrams.layout.chains import Chain, Place
from engine.diagrams.layout.figures import EVENT, EXIT_STEP
from engine.diagrams.layout.stacking import anchor

STEP: Final = 12.0  #: from one upright line to the next
GUTTER: Final = 5.0  #: from a column to the line that leads out of the sheet
NARROWEST: Final = 50.0  #: room between two columns
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Turn:
    """One upright stretch of a line in the channel left of column `channel`."""

    channel: int
    start: float
    end: float

    @property
    def span(self) -> tuple[float, float]:
        """From its upper to its lower end."""
        return min(self.start, self.end), max(self.start, self.end)


@dataclass(slots=True)
class Channel:
    """The room left of a column, in tracks; each holds upright stretches that do not touch."""

    tracks: list[list[tuple[float, float]]] = field(default_factory=list)

    @property
    def width(self) -> float:
        """Room that it needs."""
        return max(NARROWEST, STEP * (len(self.tracks) + 1))

    def take(self, span: tuple[float, float]) -> int:
        """The first track that is free there."""
        for number, taken in enumerate(self.tracks):
            if all(span[1] + STEP <= low or high + STEP <= span[0] for low, high in taken):
                taken.append(span)
                return number
        self.tracks.append([span])
        return len(self.tracks) - 1


class Ways:
    """The turns of all lines of a sheet, and then, with the columns' widths known, their points."""

    def __init__(self, slots: list[list[Place]], chains: list[Chain]) -> None:
        self.channels = [Channel() for _ in range(len(slots) + 1)]
        self.turns = {chain.line.id: _turns(chain) for chain in chains}
        self._tracks: dict[tuple[str, int], int] = {}
        wanted = [(turn, id_, n) for id_, turns in self.turns.items() for n, turn in enumerate(turns)]
        for turn, id_, n in sorted(wanted, key=lambda one: (one[0].span, one[1], one[2])):
            if turn.start != turn.end:
                self._tracks[id_, n] = self.channels[turn.channel].take(turn.span)
        self.widths = [_width(column) for column in slots]
        steps = [
            step for channel, width in zip(self.channels, self.widths, strict=False) for step in (channel.width, width)
        ]
        edges = list(accumulate([*steps, self.channels[-1].width], initial=0.0))
        self.left = edges[1::2]  #: of each column, and at last of nothing: where the channel behind the last one ends
        self.width = edges[-1]

    def figure_x(self, place: Place) -> float:
        """Where the shape of this slot begins: in the middle of its column."""
        width = place.figure.width if place.figure is not None else 0.0
        return self.left[place.column] + (self.widths[place.column] - width) / 2

    def gutters(self, place: Place) -> tuple[float, float]:
        """Where no figure and no line stands upright, just left and just right of the slot's column."""
        left = self.left[place.column]
        return left - GUTTER, left + self.widths[place.column] + GUTTER

    def points(self, chain: Chain, exits: Mapping[str, Point]) -> list[Point]:
        """The points of a line, from its source to its target. `exits` are the lower ends of events on borders."""
        start, level = _exit(chain)
        points = [*self._leave(chain, exits, start, level)]
        for n, turn in enumerate(self.turns[chain.line.id]):
            if turn.start != turn.end:
                x = self._x(turn.channel, self._tracks[chain.line.id, n])
                points += [(x, turn.start), (x, turn.end)]
        points.append((self.figure_x(chain.target), anchor(chain.target)))
        return _straightened(points)

    def _leave(self, chain: Chain, exits: Mapping[str, Point], start: float, level: float) -> list[Point]:
        figure = chain.source.figure
        if chain.line.border in exits:
            x, bottom = exits[chain.line.border]
            return [(x, bottom), (x, level)]
        return [(self.figure_x(chain.source) + (figure.width if figure is not None else 0.0), start)]

    def _x(self, channel: int, track: int) -> float:
        right = self.left[channel] if channel < len(self.left) else self.width
        used = STEP * (len(self.channels[channel].tracks) - 1)
        return right - (self.channels[channel].width + used) / 2 + STEP * track


def _turns(chain: Chain) -> list[Turn]:
    """The upright stretches of a line in the order of its way; some are of no length."""
    level = _exit(chain)[1]
    turns = []
    channel = chain.source.column + 1
    for place in chain.passed:
        turns.append(Turn(channel, level, anchor(place)))
        level = anchor(place)
        channel = place.column if chain.leads_back else place.column + 1
    return [*turns, Turn(channel, level, anchor(chain.target))]


def _exit(chain: Chain) -> tuple[float, float]:
    """The height at which a line leaves its shape, and the one at which it leaves the column."""
    figure, top = chain.source.figure, anchor(chain.source)
    if figure is None or not chain.line.border:
        return top, top
    bottom = chain.source.y + figure.above + figure.height
    return bottom + EVENT / 2, bottom + EVENT / 2 + EXIT_STEP * (1 + figure.exits.index(chain.line.id))


def _width(column: list[Place]) -> float:
    return max((place.figure.room[0] for place in column if place.figure is not None), default=0.0)


def _straightened(points: list[Point]) -> list[Point]:
    """The same line without points that stand on one another or in the middle of a straight stretch."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and _in_line(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept


def _in_line(first: Point, middle: Point, last: Point) -> bool:
    """Whether the middle one is on the way from the first to the last, level or upright."""
    level = first[1] == middle[1] == last[1] and min(first[0], last[0]) <= middle[0] <= max(first[0], last[0])
    upright = first[0] == middle[0] == last[0] and min(first[1], last[1]) <= middle[1] <= max(first[1], last[1])
    return level or upright
