"""Entering a paper of the case with the next number of its series.

A number given to it on paper stays in the sealed form: what people type freely never lies in the open (D6).
"""

from __future__ import annotations

import uuid

from engine.actions.deeds import Deed
from engine.actions.work import CaseWork
from engine.cases.numbering import Numbering
from engine.errors import Incident
from engine.storage import definitions, documents, registers


def issue(deed: Deed, kind: str, addressee: str = "") -> None:
    """Enter a paper of this kind as issued on the day of the act."""
    row = {
        "id": uuid.uuid4().hex,
        "case_id": deed.work.case.id,
        "kind": kind,
        "item": deed.item,
        "number": next_number(deed.work, kind),
        "addressee": addressee,
        "submission": None,
        "issued_on": deed.on,
        "issued_by": deed.work.acting,
        "details": {"submission": deed.submission},
    }
    documents.add(deed.work.connection, row)


def next_number(work: CaseWork, kind: str) -> str:
    """The next number of this kind in the year of the act. Raises Invalid where the procedure names no such series."""
    version = definitions.version(work.connection, work.case.procedure, work.case.procedure_version)
    if version is None:
        raise Incident("actions.definition_missing", digest=work.case.digest)
    numbering = Numbering.parse(version.numbering)
    serial = registers.next_number(work.connection, numbering.register(kind, work.acted_on), "", work.acted_on.year)
    return numbering.number(kind, work.acted_on, serial)
