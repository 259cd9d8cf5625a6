"""Heights: each slot as near as may be to those it is joined with, in the order of its column never over another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby
from typing import Final

from engine.diagrams.layout.chains import Place

GAP: Final = 24.0  #: between two slots of a column
SWEEPS: Final = 12
PADDING: Final = 20.0  #: between the edge of a band and what is in it


def stack(slots: list[list[Place]], bands: int) -> list[float]:
    """Give each slot its height; the edges of the bands from above, one more than there are bands."""
    edges = _edges(slots, bands)
    for column in slots:
        for band, places in _by_band(column):
            for place, top in zip(places, _tops(places, edges[band] + PADDING), strict=True):
                place.y = top
    for sweep in range(SWEEPS):
        last = sweep == SWEEPS - 1
        for column in slots if last or sweep % 2 == 0 else reversed(slots):
            for band, places in _by_band(column):
                wished = [_level(place) if last else _middle(place) for place in places]
                _settle(places, wished, edges[band] + PADDING, edges[band + 1] - PADDING)
    return edges


def anchor(place: Place) -> float:
    """The height at which lines enter and leave this slot."""
    if place.figure is None:
        return place.y + place.height / 2
    return place.y + place.figure.above + place.figure.height / 2


def _edges(slots: list[list[Place]], bands: int) -> list[float]:
    """Each band is as high as its fullest column."""
    heights = [0.0] * bands
    for column in slots:
        for band, places in _by_band(column):
            stacked = sum(place.height for place in places) + GAP * (len(places) - 1)
            heights[band] = max(heights[band], stacked)
    return list(accumulate((height + 2 * PADDING for height in heights), initial=0.0))


def _by_band(column: Sequence[Place]) -> list[tuple[int, list[Place]]]:
    return [(band, list(places)) for band, places in groupby(column, key=lambda place: place.band)]


def _tops(places: Sequence[Place], top: float) -> list[float]:
    """The places one under another from this height on."""
    return list(accumulate((place.height + GAP for place in places[:-1]), initial=top))


def _settle(places: list[Place], wished: list[float], top: float, bottom: float) -> None:
    """Move the places of one column and band to where they wish: least squares in the order they have."""
    stacked = _tops(places, 0.0)
    free = bottom - top - stacked[-1] - places[-1].height
    shifts = _rising([wish - offset - top for wish, offset in zip(wished, stacked, strict=True)])
    for place, offset, shift in zip(places, stacked, shifts, strict=True):
        place.y = top + offset + min(max(shift, 0.0), max(free, 0.0))


def _middle(place: Place) -> float:
    """The top it would have in the middle of all that it is joined with."""
    joined = [anchor(other) for other in (*place.before, *place.after)]
    return place.y + sum(joined) / len(joined) - anchor(place) if joined else place.y


def _level(place: Place) -> float:
    """The top it would have level with one of those before it, so that a way without branches is one straight line."""
    joined = sorted(anchor(other) for other in place.before)
    return place.y + joined[(len(joined) - 1) // 2] - anchor(place) if joined else place.y


def _rising(values: Sequence[float]) -> list[float]:
    """The nearest values that never fall from one to the next (pool adjacent violators)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            above, more = pools.pop()
            total, count = total + above, count + more
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]
