"""What the archive of a case holds (档案法 37): content, structure, context and process, as files anybody can read.

Papers as Word and PDF, scans and files as they were handed in, forms with what was typed, drawing and tables by their
version, deadlines with their explanation, people and bodies by the names they bore, and the record with its chain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import orjson

from engine.actions.casework.paper_kinds import kinds_of
from engine.actions.casework.work import CaseWork
from engine.actions.files.file_keys import about_of, opened_pieces, outer_cipher, own_cipher
from engine.actions.papers.paper_view import Drawn, filled
from engine.cases.audit_words import Word
from engine.clock import beijing_day
from engine.deadlines.explain import explain
from engine.documents.pdf import program, to_pdfs
from engine.storage import audit, definitions, documents, paper_marks, paper_templates, people, submissions, uploads
from engine.storage.audit import Written
from engine.uploads.kinds import Kind

LANG: Final = "zh"
#: told while it goes on: how many of how many steps are done
Progress = Callable[[int, int], None]
#: papers turned into PDF in one run of LibreOffice
BATCH: Final = 10
_PLAIN: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_SPELLING: Final = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2
#: records that tell of reading alone: those at the end of the chain are left out, so that reading changes no archive
READING: Final = frozenset({Word.CASE_EXPORTED, Word.PAPER_EXPORTED, Word.REAL_DATA_READ})


def papers_in(work: CaseWork) -> dict[str, Drawn]:
    """Every paper with a text, filled as it is, by the name it has in the package; in order."""
    kinds = kinds_of(work.case.procedure)
    rows = [row for row in documents.papers_of(work.connection, work.case.id) if row.content and row.kind in kinds]
    drawn = [filled(work, row, real=True) for row in rows]
    return {f"papers/{position:03} {_safe(one.name)}": one for position, one in enumerate(drawn, 1)}


def templates_in(work: CaseWork) -> dict[str, bytes]:
    """The templates that the papers of this case were issued from, by their digests."""
    used = {row.template for row in documents.papers_of(work.connection, work.case.id) if row.template}
    return {f"templates/{one}.docx": paper_templates.file(work.connection, one) or b"" for one in sorted(used)}


def files_of(papers: Mapping[str, Drawn], progress: Progress) -> dict[str, bytes]:
    """Each paper as .docx and, where this server can, as .pdf. Slow: some seconds for ten papers."""
    files, drawn = {f"{name}.docx": one.docx for name, one in papers.items()}, list(papers.items())
    for start in range(0, len(drawn) if program() else 0, BATCH):
        batch = drawn[start : start + BATCH]
        made = to_pdfs([(one.docx, one.at) for _, one in batch])
        files |= {f"{name}.pdf": pdf.content for (name, _), pdf in zip(batch, made, strict=True)}
        progress(start + len(batch), len(drawn))
    return files


def files_in(work: CaseWork) -> dict[str, bytes]:
    """What was handed in beside forms, under its number; a list says what people called it and what it came with."""
    rows = uploads.of_case(work.connection, work.case.id)
    if not rows:
        return {}
    outer = outer_cipher(work.office, work.connection, work.case.id)
    files, listed = dict[str, bytes](), []
    for row in rows:
        cipher, path = own_cipher(outer, row), f"files/{row.number or 0:03}.{Kind(row.kind).value}"
        files[path] = b"".join(opened_pieces(cipher, row, uploads.pieces_of(work.connection, row.id)))
        about = about_of(cipher, row)
        listed.append({"path": path, "id": row.id, "name": about["name"], "sha256_as_sent": about["sha256"]})
        listed[-1] |= {"submission": row.submission, "by": row.uploaded_by, "at": _instant(row.uploaded_at)}
    return files | {"files/files.json": _json(listed)}


def facts_in(work: CaseWork) -> dict[str, bytes]:
    """Forms, deadlines, register of papers, scans, names, the drawing with its tables, and the record."""
    history = record_of(work)
    persons = sorted({one.record.actor for one in history} | {row.written_by for row in _forms(work)})
    return {
        "case.json": _json(case_facts(work)),
        "forms.jsonl": _lines(_form(work, row) for row in _forms(work)),
        "deadlines.json": _json([_deadline(work, one) for one in work.ledger.deadlines]),
        "papers.json": _json(_register(work)),
        "people.json": _json(_people(work, persons)),
        "units.json": _json(_units(work)),
        "seals.json": _json(
            [{"day": day.isoformat(), "head": head.hex(), "records": count} for day, head, count in _seals(work)]
        ),
        "history.jsonl": _lines(_record(one) for one in history),
        **{f"procedure/{path}": raw for path, raw in definitions.bundle(work.connection, work.case.digest).items()},
    }


def record_of(work: CaseWork) -> list[Written]:
    """The record of the case up to the last thing that was done; who only read afterwards is left out."""
    history = list(audit.walk(work.connection, work.case.id))
    while history and history[-1].record.word in READING:
        history.pop()
    return history


def case_facts(work: CaseWork) -> dict[str, Any]:
    """What the case is: number, states, procedure by its version, its frozen settings, who applied, its end."""
    case = work.case
    return {
        "id": case.id,
        "number": case.number,
        "procedure": case.procedure,
        "procedure_version": case.procedure_version,
        "digest": case.digest,
        "status": case.status,
        "outcome": case.outcome,
        "applicant_unit": case.applicant_unit,
        "opened_at": _instant(case.opened_at),
        "opened_by": case.opened_by,
        "closed_at": _instant(case.closed_at),
        "settings": dict(case.settings),
        "item_states": dict(case.item_states),
    }


def _forms(work: CaseWork) -> list[submissions.SubmissionRow]:
    return submissions.of_case(work.connection, work.case.id)


def _form(work: CaseWork, row: submissions.SubmissionRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "element": row.element,
        "item": row.item,
        "form": row.form,
        "kind": row.kind,
        "corrects": row.corrects,
        "written_at": _instant(row.written_at),
        "written_by": row.written_by,
        "entered_by": row.entered_by,
        "true_day": row.true_day.isoformat() if row.true_day else None,
        "content": work.opened(row),
    }


def _deadline(work: CaseWork, deadline: Any) -> dict[str, Any]:
    return {
        "name": deadline.name,
        "item": deadline.item,
        "start": deadline.start.isoformat(),
        "original_due": deadline.original_due and deadline.original_due.isoformat(),
        "due": deadline.due and deadline.due.isoformat(),
        "basis": deadline.basis,
        "proposed": deadline.proposed,
        "explanation": list(explain(deadline, work.ledger.calendar, LANG)),
    }


def _register(work: CaseWork) -> list[dict[str, Any]]:
    kinds = kinds_of(work.case.procedure)
    scans = paper_marks.scans_of(work.connection, work.case.id)
    return [
        {
            "id": row.id,
            "kind": row.kind,
            "title": kinds[row.kind].title(LANG) if row.kind in kinds else row.kind,
            "number": row.number,
            "item": row.item,
            "addressees": row.addressees or [row.addressee],
            "issued_on": row.issued_on.isoformat(),
            "issued_by": row.issued_by,
            "template": row.template,
            "retention": row.retention,
            "voided_at": _instant(row.voided_at),
            "scans": [{"file": one.file, "sha256": one.sha256} for one in scans if one.paper == row.id],
        }
        for row in documents.papers_of(work.connection, work.case.id)
    ]


def _people(work: CaseWork, persons: list[str]) -> list[dict[str, Any]]:
    named, units = people.names(work.connection, persons), people.units_of(work.connection, persons)
    return [{"id": one, "name": named.get(one, one), "unit": units.get(one)} for one in persons]


def _units(work: CaseWork) -> dict[str, Any]:
    known = work.office.reference(work.connection).unit_names
    return {key: [{"from": name.from_on.isoformat(), **name.names} for name in names] for key, names in known.items()}


def _seals(work: CaseWork) -> Iterable[tuple[Any, bytes, int]]:
    """The day's heads before the day of the last record, to be compared with those kept outside."""
    first, last = beijing_day(work.case.opened_at), beijing_day(record_of(work)[-1].record.at)
    return [one for one in audit.seals(work.connection, first) if one[0] < last]


def _record(written: Written) -> Mapping[str, Any]:
    record = written.record
    return {
        "chain": written.chain,
        "seq": written.seq,
        "at": record.at.isoformat(),
        "actor": record.actor,
        "word": record.word,
        "says": Word(record.word).label(LANG),
        "element": record.element,
        "item": record.item,
        "details": record.details,
        "event": record.event,
        "hash": written.hash.hex(),
    }


def _instant(at: Any) -> str | None:
    return at.isoformat() if at else None


def _json(value: Any) -> bytes:
    return orjson.dumps(value, option=_SPELLING)


def _lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    return b"".join(orjson.dumps(row, option=orjson.OPT_SORT_KEYS) + b"\n" for row in rows)


def _safe(name: str) -> str:
    return _PLAIN.sub("_", name)[:120]
