"""The order of the slots in each column: each near the middle of those it is joined with, so that few lines cross."""

from __future__ import annotations

from typing import Final

from engine.diagrams.layout.chains import Place

SWEEPS: Final = 8


def order(slots: list[list[Place]]) -> None:
    """Sort each column in place; slots of one band stay together. The same drawing gives the same order."""
    for column in slots:
        column.sort(key=lambda place: place.band)
    for sweep in range(SWEEPS):
        rightwards = sweep % 2 == 0
        for column in slots if rightwards else reversed(slots):
            _sort(column, slots, rightwards=rightwards)


def _sort(column: list[Place], slots: list[list[Place]], *, rightwards: bool) -> None:
    position = {place.id: n for other in _near(column, slots) for n, place in enumerate(other)}
    own = {place.id: n for n, place in enumerate(column)}

    def middle(place: Place) -> tuple[int, float, int]:
        joined = [position[other.id] for other in (place.before if rightwards else place.after) if other.id in position]
        return place.band, sum(joined) / len(joined) if joined else own[place.id], own[place.id]

    column.sort(key=middle)


def _near(column: list[Place], slots: list[list[Place]]) -> list[list[Place]]:
    here = column[0].column if column else 0
    return [slots[n] for n in (here - 1, here + 1) if 0 <= n < len(slots)]
