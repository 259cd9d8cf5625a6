"""Ranges: two ends, each with or without itself. An end that was not written (`> 5`) is open to that side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Range:
    """`[low..high]` with either bracket; `has_low` and `has_high` tell an open side from one that was written null."""

    low: Any
    high: Any
    with_low: bool
    with_high: bool
    has_low: bool = True
    has_high: bool = True
    is_point: bool = False  #: written `(= 5)`
