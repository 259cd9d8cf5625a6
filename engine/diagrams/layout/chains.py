"""Lines as chains of places, one in each column they pass, so that every line has a gap of its own between figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from engine.diagrams.layout.figures import Figure, Line, Sheet
from engine.diagrams.layout.layering import backward, columns

MAX_SLOTS: Final = 10_000  #: that the lines of one sheet may pass together
ROOM: Final = 14.0  #: height that a passing line takes


class TooTangled(Exception):
    """So many lines over so many columns that no drawing of them could be read."""


@dataclass(slots=True)
class Place:
    """A slot in a column: a figure, or a line that passes."""

    id: str
    column: int
    band: int
    height: float
    figure: Figure | None = None
    before: list[Place] = field(default_factory=list)
    after: list[Place] = field(default_factory=list)
    y: float = 0.0  #: top of the slot


@dataclass(slots=True)
class Chain:
    """One line: where it leaves, the slots it passes, where it arrives. One that leads back passes them leftwards."""

    line: Line
    source: Place
    target: Place
    passed: list[Place]
    leads_back: bool


def chains(sheet: Sheet) -> tuple[list[list[Place]], list[Chain]]:
    """The slots of each column, and the chain of each line of this sheet."""
    pairs = [(line.source, line.target) for line in sheet.lines]
    back = backward(list(sheet.figures), pairs)
    column = columns(list(sheet.figures), pairs, back)
    slots: list[list[Place]] = [[] for _ in range(1 + max(column.values(), default=0))]
    places: dict[str, Place] = {}
    for figure in sheet.figures.values():
        place = Place(figure.id, column[figure.id], figure.band, figure.room[1], figure)
        places[figure.id] = place
        slots[place.column].append(place)
    spans = sum(abs(column[target] - column[source]) + 1 for source, target in pairs)
    if spans > MAX_SLOTS:
        raise TooTangled
    made = [_chain(line, places, slots, leads_back=(line.source, line.target) in back) for line in sheet.lines]
    return slots, made


def _chain(line: Line, places: Mapping[str, Place], slots: list[list[Place]], *, leads_back: bool) -> Chain:
    source, target = places[line.source], places[line.target]
    between = range(source.column, target.column - 1, -1) if leads_back else range(source.column + 1, target.column)
    passed = []
    for column in between:
        place = Place(f"{line.id} {column}", column, source.band, ROOM)
        slots[column].append(place)
        passed.append(place)
    steps = passed[::-1] if leads_back else [source, *passed, target]
    for left, right in pairwise(steps):
        left.after.append(right)
        right.before.append(left)
    return Chain(line, source, target, passed, leads_back)
