"""The papers that ship with a procedure: their declared table and the templates beside it, as bytes.

The pure rooms read no files, so this does.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

#: beside `engine`, in a checkout as in an installation
_FOLDER: Final = Path(__file__).parents[1] / "processes"
TABLE: Final = "papers.yaml"
SUFFIX: Final = ".docx"


@cache
def shipped_table(procedure: str) -> bytes | None:
    """The declared table of this procedure's papers; None where it has none."""
    path = _folder(procedure) / TABLE
    return path.read_bytes() if path.is_file() else None


@cache
def shipped_template(procedure: str, kind: str) -> bytes | None:
    """The template that ships for this kind."""
    path = _folder(procedure) / f"{kind}{SUFFIX}"
    return path.read_bytes() if path.is_file() else None


def _folder(procedure: str) -> Path:
    """A procedure's key is a name, never a path."""
    return _FOLDER / Path(procedure).name / "papers"
