"""附件与公文: files that came with forms, what was served on whom and its receipts; papers have a room of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.actions.case_page.names import Names
from engine.actions.casework.subjects import case_facts, participation
from engine.actions.casework.work import CaseWork
from engine.actions.files.read_file import FileLine, file_lines
from engine.cases.acts import Act
from engine.people.rights import may
from engine.storage import services, uploads


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file with the name of who handed it in."""

    line: FileLine
    by: str
    unit: str


@dataclass(frozen=True, slots=True)
class Service:
    """Something served, and its receipt; `receipt_on` is None while nobody has signed for it."""

    subject: str
    recipient: str
    how: str
    paper: bool
    served_at: datetime
    receipt_on: date | None
    receipt_by: str


@dataclass(frozen=True, slots=True)
class Files:
    """Services of others are for whoever may read the history."""

    files: tuple[ShownFile, ...]
    services: tuple[Service, ...]
    knows: bool


def files_of(work: CaseWork, names: Names) -> Files:
    """What lies in a case that is being read, as far as its reader may know of it."""
    knows = may(work.actor, Act.VIEW_HISTORY, case_facts(work)).allowed
    lines = file_lines(work, uploads.of_case(work.connection, work.case.id))
    served = services.of_case(work.connection, work.case.id)
    own = {part.key for part in work.parts.rows if participation(part).held_by(work.actor)} | set(work.actor.units)
    names.gather([*(line.uploaded_by for line in lines), *(row["receipt_by"] for row in served)])
    return Files(
        tuple(
            ShownFile(one, names.person(one.uploaded_by), names.unit(names.unit_of(one.uploaded_by))) for one in lines
        ),
        tuple(_service(row, names) for row in reversed(served) if knows or row["recipient"] in own),
        knows,
    )


def _service(row: Mapping[str, Any], names: Names) -> Service:
    return Service(
        subject=names.element(row["subject"]),
        recipient=names.item(row["recipient"]),
        how=row["how"],
        paper=row["paper"],
        served_at=row["served_at"],
        receipt_on=row["receipt_on"],
        receipt_by=names.person(row["receipt_by"]),
    )
