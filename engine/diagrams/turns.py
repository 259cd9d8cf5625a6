"""The turns of a repeating timer: a cycle keeps its beat, and turns that were missed together happen once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from engine.clock import utc
from engine.diagrams.periods import read_duration, read_repetition


def first_turn(text: str, now: datetime) -> dict[str, Any]:
    """The first turn of a repetition that is reached now, as plain data. Raises ValueError for anything else."""
    repetition = read_repetition(text)
    if repetition.start is None:
        anchor, turn, last = utc(now), 1, repetition.times
    else:
        anchor, turn = repetition.start, 0
        last = None if repetition.times is None else repetition.times - 1
    cycle = {"from": anchor.isoformat(), "every": repetition.written, "last": last}
    return _at(cycle, turn) if turn else (_after(cycle, turn, now) or _at(cycle, last or 0))


def next_turn(taken: dict[str, Any], now: datetime) -> dict[str, Any] | None:
    """The turn behind this one that lies after now; None when there is none left."""
    return _after(taken, taken["turn"] + 1, now)


def instant_of(turn: dict[str, Any]) -> datetime:
    """When this turn comes, in UTC."""
    return datetime.fromisoformat(turn["at"])


def _after(cycle: dict[str, Any], turn: int, now: datetime) -> dict[str, Any] | None:
    period, anchor = read_duration(cycle["every"]), datetime.fromisoformat(cycle["from"])
    if not period.months:
        turn = max(turn, (utc(now) - anchor) // period.rest + 1)
    while (cycle["last"] is None or turn <= cycle["last"]) and period.after(anchor, turn) <= utc(now):
        turn += 1
    return None if cycle["last"] is not None and turn > cycle["last"] else _at(cycle, turn)


def _at(cycle: dict[str, Any], turn: int) -> dict[str, Any]:
    at = read_duration(cycle["every"]).after(datetime.fromisoformat(cycle["from"]), turn)
    return {"from": cycle["from"], "every": cycle["every"], "last": cycle["last"], "turn": turn, "at": at.isoformat()}
