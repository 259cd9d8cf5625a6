"""What the tests of these pages are handed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.actions.house.office import Office

#: the invented child of the case
NAME = "虚构姓名甲"


@dataclass(frozen=True)
class Staged:
    """An office with the first meeting half-way, and browsers of its people."""

    office: Office
    case: str
    browse: Callable[[str], Any]
