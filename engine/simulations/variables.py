"""Values for the variables nothing in a bundle sets: made up from what the diagrams compare them with."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from engine.expressions.shapes import Shape

#: a text that equals no literal of the diagram
OTHER = "simulated"
#: for a variable that is never compared: mostly a text, else what its user may ask for
UNCOMPARED: tuple[Any, ...] = (OTHER, OTHER, OTHER, 1, True, "PT1H", [{"id": "1"}, {"id": "2"}])


def made_up(shape: Shape, random: Random) -> Any:
    """A value that may go either way at every comparison that was seen."""
    if shape.may_be_empty and random.random() < 0.3:  # now and then
        return [] if shape.is_list else None
    one = _single(shape, random)
    if not shape.is_list:
        return one
    entry = one if isinstance(one, dict) else None
    return [{**(entry or {}), "id": "1"}, {**(_members(shape, random) if entry else {}), "id": "2"}]


def _single(shape: Shape, random: Random) -> Any:
    if shape.members:
        return _members(shape, random)
    return random.choice(list(_choices(shape)) or UNCOMPARED)


def _members(shape: Shape, random: Random) -> dict[str, Any]:
    return {name: made_up(member, random) for name, member in shape.members.items()}


def _choices(shape: Shape) -> Iterator[Any]:
    numbers = [value for value in shape.literals if isinstance(value, int | float) and not isinstance(value, bool)]
    for number in numbers:
        yield from (number, number - 1, number + 1)
    texts = [value for value in shape.literals if isinstance(value, str)]
    # most diagrams mean their literals to be all there are
    yield from texts * (8 if len(texts) > 1 else 1)
    if texts:
        yield OTHER
    if shape.is_truth or any(isinstance(value, bool) for value in shape.literals):
        yield from (True, False)
    if None in shape.literals:
        yield None
