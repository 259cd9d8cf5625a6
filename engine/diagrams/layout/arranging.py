"""A sheet with everything in its place, innermost sheets first: boxes of figures, bands and notes, points of lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from engine.diagrams.layout.chains import Place, chains
from engine.diagrams.layout.figures import BORDER_STEP, EVENT, NOTE_GAP, Figure, Note, Sheet
from engine.diagrams.layout.ordering import order
from engine.diagrams.layout.routing import Point, Ways
from engine.diagrams.layout.stacking import stack

HEAD: Final = 30.0  #: room for the name of a subprocess, at its upper edge
BAND_HEAD: Final = 30.0  #: room for the name of a lane, at its left


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its left upper corner, width and height."""

    x: float
    y: float
    width: float
    height: float

    def moved(self, x: float, y: float) -> Box:
        """The same further right and down."""
        return Box(self.x + x, self.y + y, self.width, self.height)


@dataclass(slots=True)
class Drawing:
    """Where everything of a sheet stands, counted from its own left upper corner."""

    width: float = 0.0
    height: float = 0.0
    boxes: dict[str, Box] = field(default_factory=dict)
    lines: dict[str, list[Point]] = field(default_factory=dict)
    gutters: dict[str, tuple[float, float]] = field(
        default_factory=dict
    )  #: where an upright line is free, left and right of a figure

    def take(self, other: Drawing, x: float, y: float) -> None:
        """Put another drawing here."""
        self.boxes |= {id_: box.moved(x, y) for id_, box in other.boxes.items()}
        self.lines |= {id_: [(a + x, b + y) for a, b in points] for id_, points in other.lines.items()}
        self.gutters |= {id_: (left + x, right + x) for id_, (left, right) in other.gutters.items()}


def arrange(sheet: Sheet) -> Drawing:
    """Draw a sheet and all sheets inside its figures."""
    inner = {figure.id: _sized(figure) for figure in sheet.figures.values() if figure.inner is not None}
    slots, made = chains(sheet)
    order(slots)
    edges = stack(slots, sheet.band_count)
    ways = Ways(slots, made)
    drawing = Drawing(ways.width, edges[-1])
    for place in (place for column in slots for place in column):
        if place.figure is not None:
            _put(drawing, place, place.figure, ways.figure_x(place), inner.get(place.figure.id))
            gutters = ways.gutters(place)
            drawing.gutters |= dict.fromkeys((place.figure.id, *place.figure.border), gutters)
    exits = {id_: (box.x + box.width / 2, box.y + box.height) for id_, box in drawing.boxes.items()}
    for chain in made:
        drawing.lines[chain.line.id] = ways.points(chain, exits)
    return _with_bands(_with_loose(drawing, sheet.loose), sheet, edges)


def _sized(figure: Figure) -> Drawing:
    """The drawing inside a figure, which is made as large as that asks."""
    inner = Drawing() if figure.inner is None else arrange(figure.inner)
    figure.width = max(figure.width, inner.width, BORDER_STEP * (len(figure.border) + 1))
    figure.height = max(figure.height, inner.height + HEAD)
    return inner


def _put(drawing: Drawing, place: Place, figure: Figure, x: float, inner: Drawing | None) -> None:
    y = place.y + figure.above
    drawing.boxes[figure.id] = Box(x, y, figure.width, figure.height)
    if inner is not None:
        drawing.take(inner, x + (figure.width - inner.width) / 2, y + HEAD)
    for n, event in enumerate(figure.border):
        middle = x + figure.width - BORDER_STEP * (len(figure.border) - n)
        drawing.boxes[event] = Box(middle, y + figure.height - EVENT / 2, EVENT, EVENT)
    start = x + figure.width / 2 - (figure.room[0] - NOTE_GAP) / 2 if figure.notes else x
    for note in figure.notes:
        drawing.boxes[note.id] = Box(start, y - NOTE_GAP - note.height, note.width, note.height)
        if note.line:
            drawing.lines[note.line] = [(start + note.width / 2, y - NOTE_GAP), (x + figure.width / 2, y)]
        start += note.width + NOTE_GAP


def _with_loose(drawing: Drawing, notes: list[Note]) -> Drawing:
    """Notes about nothing, side by side under everything else."""
    x = NOTE_GAP
    for note in notes:
        drawing.boxes[note.id] = Box(x, drawing.height + NOTE_GAP, note.width, note.height)
        x += note.width + NOTE_GAP
    if notes:
        drawing.width = max(drawing.width, x)
        drawing.height += 2 * NOTE_GAP + max(note.height for note in notes)
    return drawing


def _with_bands(drawing: Drawing, sheet: Sheet, edges: list[float]) -> Drawing:
    """Lanes behind the figures, with room for their names at the left."""
    if not sheet.bands:
        return drawing
    depth = 1 + max(band.depth for band in sheet.bands)
    framed = Drawing(drawing.width + BAND_HEAD * depth, drawing.height)
    for band in sheet.bands:
        left, top = BAND_HEAD * band.depth, edges[band.first]
        framed.boxes[band.id] = Box(left, top, framed.width - left, edges[band.last + 1] - top)
    framed.take(drawing, BAND_HEAD * depth, 0.0)
    return framed
