"""Rows of the table and how they are timed, printed and kept."""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any


@dataclass(slots=True)
class Row:
    """Medians in milliseconds; None where a figure has no meaning."""

    name: str
    ours_ms: float
    floor_ms: float | None = None
    ratio: float | None = None
    sql_statements: int | None = None
    commits: int | None = None
    n: int = 0


def row(
    name: str,
    ours: Sequence[float],
    floor: Sequence[float] = (),
    *,
    statements: int | None = None,
    commits: int | None = None,
) -> Row:
    """The row of these durations in seconds."""
    mine = median(ours) * 1000
    least = median(floor) * 1000 if floor else None
    ratio = round(mine / least, 2) if least else None
    return Row(name, round(mine, 3), least and round(least, 3), ratio, statements, commits, len(ours))


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Wall seconds of one act, and what it gave."""
    begun = time.perf_counter()
    given = act()
    return time.perf_counter() - begun, given


def table(rows: Sequence[Row]) -> str:
    heads = ("name", "ours ms", "floor ms", "ratio", "sql", "commits", "n")
    cells = [heads, *(tuple("-" if value is None else str(value) for value in asdict(one).values()) for one in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(heads))]
    return "\n".join(
        line[0].ljust(widths[0])
        + "  "
        + "  ".join(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))
        for line in cells
    )


def keep(rows: Sequence[Row], path: Path) -> None:
    """Write the file that programs read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = {"machine": machine(), "rows": [asdict(one) for one in rows]}
    path.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def machine() -> dict[str, Any]:
    """What it ran on."""
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "processor": _processor(),
        "cores": _cores(),
    }


def _cores() -> int | None:
    import os

    return os.cpu_count()


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor()
    )
