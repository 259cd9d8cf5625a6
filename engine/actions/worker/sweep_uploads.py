"""What the worker does with uploads: asks the scanner again about those that wait, and drops what nobody mentions."""

from __future__ import annotations

from datetime import timedelta

from engine.actions.files.file_keys import opened_pieces, outer_cipher, own_cipher
from engine.actions.house.office import Office
from engine.errors import Incident
from engine.storage import uploads
from engine.storage.uploads import FileRow
from engine.uploads.scanner import Scanner, Verdict, scanner_of

#: how long an upload may lie that neither a draft nor a submission mentions
KEPT = timedelta(days=1)
#: files of one look; the next look takes the rest
MOST = 100


def sweep_uploads(office: Office) -> tuple[int, int]:
    """Drop forgotten uploads and scan those that wait; gives how many were dropped and how many were scanned."""
    before = office.clock.now() - KEPT
    with office.database.reading() as connection:
        forgotten = uploads.forgotten(connection, before, MOST)
        waiting = uploads.waiting(connection, Verdict.WAITING.value, MOST)
    if forgotten:
        with office.database.writing() as connection:
            uploads.drop(connection, forgotten)
    scanner = scanner_of(office.settings.scanner, required=office.settings.scan_required)
    scanned = sum(_scan(office, scanner, row) for row in waiting if row.id not in forgotten)
    return len(forgotten), scanned


def _scan(office: Office, scanner: Scanner, row: FileRow) -> bool:
    """Ask about one file; an infected one is dropped. False while there is still no answer, or nothing to ask about."""
    try:
        with office.database.reading() as connection:
            cipher = own_cipher(outer_cipher(office, connection, row.case_id), row)
            content = b"".join(opened_pieces(cipher, row, uploads.pieces_of(connection, row.id)))
    except Incident:
        return False  # its uploader took it back meanwhile, or the case's key is gone
    verdict = scanner(content)
    if verdict is Verdict.WAITING:
        return False
    with office.database.writing() as connection:
        if verdict is Verdict.INFECTED:
            uploads.drop(connection, [row.id])
        else:
            uploads.change(connection, row.id, {"verdict": verdict.value})
    return True
