"""Papers of a case: what was issued, what may be drawn up, and each as a file."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from typing import Any

from flask import Blueprint

from engine.actions.papers.draw_paper import draw_paper
from engine.actions.papers.keep_scan import keep_scan
from engine.actions.papers.paper_pdf import pdf_of
from engine.actions.papers.paper_view import PaperView, draw_paper_for, list_papers
from engine.actions.papers.void_paper import void_paper
from engine.errors import FieldError, Invalid
from webhooks.api.answers import done
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import papers as shapes
from webhooks.shapes.common import DONE, DONE_EXAMPLE

papers = Blueprint("papers", __name__)
ANSWERS: dict[str, Any] = {"answer": DONE, "answer_example": DONE_EXAMPLE, "versioned": True, "tag": "papers"}


@operation(
    papers, "GET", "/cases/<case>/papers", answer=shapes.PAPERS, answer_example=shapes.PAPERS_EXAMPLE, tag="papers"
)
def list_case_papers(call: Call, case: str) -> Reply:
    """The papers of a case that you may read, oldest first."""
    return Reply({"items": [_row(one) for one in list_papers(call.office, call.actor, case, call.lang)]})


@operation(papers, "POST", "/cases/<case>/papers", body=shapes.DRAW, body_example=shapes.DRAW_EXAMPLE, **ANSWERS)
def draw_up_paper(call: Call, case: str) -> Reply:
    """Draw up a paper on demand; `details` name it."""
    beside = {name: call.body.get(name, "") for name in ("about", "participant")}
    return done(draw_paper(call.office, call.actor, case, call.body["kind"], **beside, once=call.once))


@operation(papers, "POST", "/cases/<case>/papers/voids", body=shapes.VOID, body_example=shapes.VOID_EXAMPLE, **ANSWERS)
def void_issued_paper(call: Call, case: str) -> Reply:
    """Void a paper; its number stays in the register."""
    return done(void_paper(call.office, call.actor, case, call.body["paper"], call.body, once=call.once))


@operation(papers, "POST", "/cases/<case>/papers/scans", body=shapes.SCAN, body_example=shapes.SCAN_EXAMPLE, **ANSWERS)
def keep_paper_scan(call: Call, case: str) -> Reply:
    """Keep the scan of a signed paper with it."""
    try:
        content = b64decode(call.body["content"], validate=True)
    except (binascii.Error, ValueError):
        raise Invalid("papers.no_scan", fields=[FieldError("content", "papers.no_scan")]) from None
    return done(keep_scan(call.office, call.actor, case, call.body["paper"], "scan", content, once=call.once))


@operation(
    papers,
    "POST",
    "/papers/<paper>/file",
    body=shapes.TAKE,
    body_example=shapes.TAKE_EXAMPLE,
    answer=shapes.TAKEN,
    answer_example=shapes.TAKEN_EXAMPLE,
    tag="papers",
)
def take_paper_file(call: Call, paper: str) -> Reply:
    """A paper as a Word file or PDF, on record; covered unless `real` and yours to read."""
    form, real = call.body["form"], bool(call.body.get("real"))
    drawn = draw_paper_for(call.office, call.actor, paper, real=real, taken=form, lang=call.lang)
    content = pdf_of(drawn).content if form == "pdf" else drawn.docx
    return Reply({"name": f"{drawn.name}.{form}", "content": b64encode(content).decode()})


def _row(paper: PaperView) -> dict[str, Any]:
    return {
        "id": paper.id,
        "kind": paper.kind,
        "title": paper.title,
        "item": paper.item,
        "number": paper.number,
        "addressees": paper.addressees,
        "issued_on": paper.issued_on,
        "issued_by": paper.issued_by,
        "has_file": paper.has_file,
        "may_read_real": paper.may_read_real,
        "template": paper.template,
        "retention": paper.retention,
        "voided": paper.voided_at is not None,
        "scans": [{"file": scan.file, "sha256": scan.sha256} for scan in paper.scans],
    }
