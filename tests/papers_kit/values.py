"""Values for every name that a template may use, to fill templates without a case."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from engine.actions.casework.paper_kinds import kinds_of
from engine.actions.casework.paper_sources import names_of_forms
from engine.actions.casework.paper_values import KNOWN

PROCEDURE = Path(__file__).parents[2] / "processes" / "case_consultation"
FOLDER = PROCEDURE / "papers"
KINDS = sorted(path.stem for path in FOLDER.glob("*.docx"))


@cache
def schemas() -> dict[str, bytes]:
    """The forms of the procedure by id, which is the name of the file."""
    return {path.stem: path.read_bytes() for path in (PROCEDURE / "forms").glob("*.form")}


def every_value(kind: str, text: str, rows: int = 3) -> dict[str, Any]:
    """Every name a paper of this kind has, with this text; every list with as many members."""
    paths = _paths(kind)
    lists = {path for path in paths if f"{path}[]" in paths or path in _CHECKLISTS} | {
        path.partition("[].")[0] for path in paths if "[]." in path
    }
    values: dict[str, Any] = {}
    for path in sorted(path for path in paths if "[]" not in path and path not in lists):
        _put(values, path, text)
    for path in sorted(path for path in lists if "[]" not in path):
        members = {one.partition("[].")[2] for one in paths if one.startswith(f"{path}[].")}
        _put(values, path, [_member(members, text) for _ in range(rows)])
    return values


#: check lists, which no path tells from a text
_CHECKLISTS = {"review.confirmed", "application.claimed", "draft.protections", "item.supports", "case.circumstances"}


@cache
def _paths(kind: str) -> frozenset[str]:
    return KNOWN | names_of_forms(schemas(), kinds_of("case_consultation")[kind].forms)


def _member(names: set[str], text: str) -> Any:
    plain: dict[str, Any] = dict.fromkeys((name for name in names if not name.endswith("[]")), text)
    return plain | {name: [text] * 2 for name in ("supports",) if name in names} if names else text


def _put(values: dict[str, Any], path: str, value: Any) -> None:
    *before, last = path.split(".")
    for part in before:
        values = values.setdefault(part, {})
    values[last] = value
