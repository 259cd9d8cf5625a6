"""How much is measured: the full sizes of the promise, and reduced ones for a quick look and for the tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SHAPES = Path(__file__).parent / "shapes"
#: an opinion of 240 characters (虚构)
OPINION = "本单位认为应当依法保护未成年人的合法权益，建议由牵头单位会同配合单位落实监护与就学衔接。（虚构意见）" * 6
OPINION = OPINION[:240]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Repetitions and row counts of one run."""

    cases: int  #: cases of three tasks, each completed at the floor, as an action and over HTTP
    loops: int  #: cases of 60 rounds
    big: int  #: cases of 22 opinions in 3 rounds
    waiting: int  #: timers that are not due
    due: int  #: timers that are
    inbox: int  #: open tasks among which one person looks
    repeats: int  #: looks, pages, cold starts


FULL = Sizes(cases=60, loops=5, big=5, waiting=100_000, due=1000, inbox=100_000, repeats=30)
QUICK = Sizes(cases=5, loops=1, big=1, waiting=500, due=20, inbox=500, repeats=3)
