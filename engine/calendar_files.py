"""The working-day tables that ship with the house, as parsed JSON. The pure rooms read no files, so this does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

#: `processes` lies beside `engine`, in a checkout as in an installation; as a namespace package in a checkout it has
#: no single place importlib.resources of Python 3.11 could open
FOLDER = Path(__file__).parents[1] / "processes" / "working_days"


def shipped_tables() -> list[dict[str, Any]]:
    """The year tables of `processes/working_days`, oldest first."""
    return [json.loads(source.read_text(encoding="utf-8")) for source in sorted(FOLDER.glob("*.json"))]
