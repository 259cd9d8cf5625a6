"""Take the signed paper back into the file as a scan. It stands beside the paper and replaces nothing.

It goes the way of every file (recognised, checked, sealed with the key of its case); its hash, who brought it and when
are on record with the paper it shows.
"""

from __future__ import annotations

import hashlib
import uuid
from typing import Final

from engine.actions.casework.beside import allow
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.reading import reading_case
from engine.actions.casework.work import CaseWork
from engine.actions.files.held_files import attach_alone
from engine.actions.files.upload_file import Place, upload
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.actions.papers.paper_view import paper_row
from engine.cases.act_words import word_of
from engine.cases.acts import Act
from engine.errors import FieldError, Invalid
from engine.people.actor import Actor
from engine.storage import paper_marks
from engine.uploads.kinds import Kind

#: what a scanner makes
SCANS: Final = frozenset({Kind.PDF.value, Kind.OFD.value, Kind.JPG.value, Kind.PNG.value})


def keep_scan(
    office: Office, actor: Actor, case_id: str, paper_id: str, name: str, content: bytes, *, once: Once | None = None
) -> Answer:
    """Keep this scan with this paper.

    Raises Forbidden, Unknown, TooLarge, Invalid for what is no PDF, OFD, JPEG or PNG, or is infected.
    """
    with reading_case(office, actor, case_id) as looked:
        allow(looked, Act.KEEP_SCAN)
        paper_row(looked, paper_id)
    kept = upload(office, actor, Place(case_id=case_id), uuid.uuid4().hex, name, content)
    if kept.kind not in SCANS:
        raise Invalid("papers.no_scan", fields=[FieldError("scan", "papers.no_scan")])

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.KEEP_SCAN)
        row = paper_row(work, paper_id)
        submission = work.submit({"paper": row.id}, element=Act.KEEP_SCAN.value, item=row.item)
        file = attach_alone(work, kept.id, submission)
        sha256 = hashlib.sha256(content).hexdigest()
        scan = {"file": file.id, "paper": row.id, "case_id": work.case.id, "size": len(content), "sha256": sha256}
        paper_marks.add_scan(work.connection, {**scan, "taken_at": work.now, "taken_by": work.acting})
        facts = {"paper": row.id, "file": file.id, "sha256": sha256, "size": len(content), "submission": submission}
        work.record(word_of(Act.KEEP_SCAN), row.kind, row.item, **facts)
        return Answer(details={"scan": file.id})

    return work_on(office, actor, On(case_id=case_id), verb, once=once)
