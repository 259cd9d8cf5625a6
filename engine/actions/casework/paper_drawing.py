"""The end of an act that issues papers: what each says is gathered, sealed and bound to the template it is drawn from.

A paper is kept as its values and its template's digest, never as a file: drawn again it is the same to the byte.
"""

from __future__ import annotations

import hashlib
import zlib
from functools import cache
from typing import Any

import orjson

from engine.actions.casework.paper_kinds import PaperKind, kinds_of, template_shipped
from engine.actions.casework.paper_sources import Sources
from engine.actions.casework.paper_values import INDEX, Issue, values_of
from engine.actions.casework.work import CaseWork, PaperDue
from engine.cases.audit_words import Word
from engine.documents.filling import digest_of
from engine.storage import documents, paper_templates
from engine.storage.documents import context_of


def draw(work: CaseWork) -> None:
    """Enter the papers this act issues, with what they say. The index of the file comes last: it lists the others."""
    if not work.papers:
        return
    kinds = kinds_of(work.case.procedure)
    due = sorted(work.papers, key=lambda one: one.row["kind"] == INDEX)
    documents.add(work.connection, [one.row for one in due])
    sources, own = Sources(work, work.acted_on), paper_templates.current(work.connection, work.case.procedure)
    contents = [_content(sources, one, kinds[one.row["kind"]], own) for one in due if one.row["kind"] in kinds]
    documents.add_contents(work.connection, contents)
    work.papers.clear()


def _content(sources: Sources, due: PaperDue, kind: PaperKind, own: dict[str, str]) -> dict[str, Any]:
    work, row = sources.work, due.row
    sources.day = row["issued_on"]  # names are those of the day of the paper
    issue = Issue(row, kind, due.addressees, due.about)
    said = {name: values_of(sources, issue, real=name == "real") for name in ("real", "covered")}
    sealed = work.seal(zlib.compress(orjson.dumps(said)), context_of(work.case.id, row["id"]))
    office = str(work.case.facts.get("office_unit", ""))
    author = (due.unit or office) if kind.to in ("office", "participant") else office
    template = _template(work, kind, own)
    sources.drawn.append((kind.key, row["number"], row["issued_on"], author))
    work.record(
        Word.PAPER_ISSUED,
        kind.key,
        row["item"],
        paper=row["id"],
        number=row["number"],
        template=template,
        content=hashlib.sha256(sealed).hexdigest(),
    )
    return {
        "paper": row["id"],
        "template": template,
        "content": sealed,
        "drawn_at": work.now,
        "author_unit": author,
        "addressees": list(due.addressees),
        "retention": kind.retention,
    }


def _template(work: CaseWork, kind: PaperKind, own: dict[str, str]) -> str:
    """The digest of the template in force; the one that ships is kept the first time it is used."""
    if kind.key in own:
        return own[kind.key]
    raw, digest = _shipped(work.case.procedure, kind.key)
    paper_templates.keep_file(work.connection, digest, raw, work.now)
    return digest


@cache
def _shipped(procedure: str, kind: str) -> tuple[bytes, str]:
    """The template that ships, with its digest; both stay as long as the process."""
    raw = template_shipped(procedure, kind)
    return raw, digest_of(raw)
