"""Files that forms of these pages mention: handed in as soon as they are chosen, shown again with what was typed."""

from __future__ import annotations

from typing import Any, Final

from engine.actions.files.held_files import PREFIX, references
from engine.actions.files.read_file import FileLine, list_loose
from webhooks.pages.visits import Visit

#: where a file goes that belongs to no case yet
EARLY: Final = "/files"


def for_case(case_id: str) -> str:
    """Where a file goes that is handed in for a form of this case."""
    return f"/cases/{case_id}/files"


def held(visit: Visit, content: Any) -> dict[str, tuple[FileLine, ...]]:
    """The visitor's own files behind every reference of this form, by the value its field holds."""
    refs = set(references(content))
    lines = list_loose(visit.office, visit.actor, refs) if refs else []
    return {f"{PREFIX}{ref}": tuple(one for one in lines if one.ref == ref) for ref in refs}
