"""Entering a paper of the case with the number it was given, or the next one of its series."""

from __future__ import annotations

import uuid

from engine.actions.deeds import Deed
from engine.actions.work import CaseWork
from engine.cases.numbering import Numbering
from engine.errors import Incident
from engine.storage import definitions, documents, registers

#: the field of a form in which a number given on paper is entered
GIVEN = "document_number"


def issue(deed: Deed, kind: str, addressee: str = "") -> None:
    """Enter a paper of this kind as issued on the day of the act."""
    row = {
        "id": uuid.uuid4().hex,
        "case_id": deed.work.case.id,
        "kind": kind,
        "item": deed.item,
        "number": number_of(deed, kind),
        "addressee": addressee,
        "submission": None,
        "issued_on": deed.on,
        "issued_by": deed.work.acting,
        "details": {"submission": deed.submission},
    }
    documents.add(deed.work.connection, row)


def number_of(deed: Deed, kind: str) -> str:
    """The number entered in the form, else the next of the series."""
    return str(deed.content.get(GIVEN) or "").strip() or next_number(deed.work, kind)


def next_number(work: CaseWork, kind: str) -> str:
    """The next number of this kind in the year of the act. Raises Invalid where the procedure names no such series."""
    version = definitions.version(work.connection, work.case.procedure, work.case.procedure_version)
    if version is None:
        raise Incident("actions.definition_missing", digest=work.case.digest)
    numbering = Numbering.parse(version.numbering)
    serial = registers.next_number(work.connection, numbering.register(kind, work.acted_on), "", work.acted_on.year)
    return numbering.number(kind, work.acted_on, serial)
