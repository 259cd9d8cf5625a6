"""One paper: its pages as pictures, files to take along, the signed scan back into the file, its number given up."""

from __future__ import annotations

from collections.abc import Sequence

from engine.actions.cases.case_view import view_case
from engine.actions.house.names import unit_words
from engine.actions.papers.keep_scan import keep_scan
from engine.actions.papers.paper_pdf import makes_pdf, pdf_of
from engine.actions.papers.paper_view import PaperView, draw_paper_for, view_paper
from engine.actions.papers.void_paper import void_paper
from engine.cases.acts import Act
from engine.documents.pages import page_picture, page_sizes
from engine.errors import FieldError, Invalid, Unavailable, Unknown
from webhooks.pages.answers import Answer, Bytes, Fragment, Goto, Screen
from webhooks.pages.page import page
from webhooks.pages.papers.room import DOCX, PDF, PNG, papers
from webhooks.pages.visits import Visit


@page(papers, "GET", "/papers/<paper>")
def paper(visit: Visit, paper: str) -> Answer:
    """The paper with what may be done with it; its pages come by themselves."""
    seen = view_paper(visit.office, visit.actor, paper, visit.lang)
    offers = view_case(visit.office, visit.actor, seen.case_id).offers
    open_acts = {offer.act for offer in offers if offer.open}
    values = {
        "paper": seen,
        "units": unit_words(visit.office, visit.lang),
        "real": _real(visit, seen),
        "makes_pdf": makes_pdf(),
        "may_scan": Act.KEEP_SCAN in open_acts,
        "may_void": Act.VOID_PAPER in open_acts and seen.voided_at is None,
        "may_draw": Act.DRAW_PAPER in open_acts,
    }
    return Screen("papers/paper.html", values)


@page(papers, "GET", "/papers/<paper>/preview")
def preview(visit: Visit, paper: str) -> Answer:
    """The pages of the paper, or why there are none."""
    seen = view_paper(visit.office, visit.actor, paper, visit.lang)
    real = _real(visit, seen)
    drawn = draw_paper_for(visit.office, visit.actor, paper, real=real)
    try:
        made = pdf_of(drawn)
    except Unavailable as refusal:
        return Fragment(
            "papers/_no_preview.html", {"paper": seen, "real": real, "key": refusal.key, "params": refusal.params}
        )
    values = {"paper": seen, "real": real, "sizes": page_sizes(made.content), "stand_ins": made.stand_ins}
    rare = {"missing": _named(made.rare.missing), "borrowed": _named(made.rare.borrowed)}
    return Fragment("papers/_preview.html", values | rare)


@page(papers, "GET", "/papers/<paper>/pages/<int:number>.png")
def picture(visit: Visit, paper: str, number: int) -> Answer:
    """One page as a picture."""
    seen = view_paper(visit.office, visit.actor, paper, visit.lang)
    drawn = draw_paper_for(visit.office, visit.actor, paper, real=_real(visit, seen))
    shown = page_picture(pdf_of(drawn).content, number)
    if shown is None:
        raise Unknown("papers.unknown")
    return Bytes(shown, PNG, inline=True)


@page(papers, "GET", "/papers/<paper>/file.docx")
def docx(visit: Visit, paper: str) -> Answer:
    """The paper as a Word file, named by kind and number."""
    seen = view_paper(visit.office, visit.actor, paper, visit.lang)
    drawn = draw_paper_for(visit.office, visit.actor, paper, real=_real(visit, seen), taken="docx", lang=visit.lang)
    return Bytes(drawn.docx, DOCX, f"{drawn.name}.docx")


@page(papers, "GET", "/papers/<paper>/file.pdf")
def pdf(visit: Visit, paper: str) -> Answer:
    """The paper as PDF: to keep, or with `print` to be shown by the browser and printed there."""
    seen = view_paper(visit.office, visit.actor, paper, visit.lang)
    prints = bool(visit.query.get("print"))
    taken = "print" if prints else "pdf"
    drawn = draw_paper_for(visit.office, visit.actor, paper, real=_real(visit, seen), taken=taken, lang=visit.lang)
    return Bytes(pdf_of(drawn).content, PDF, f"{drawn.name}.pdf", inline=prints)


@page(papers, "POST", "/papers/<paper>/scans")
def scan(visit: Visit, paper: str) -> Answer:
    """Keep the scan of the signed paper with it."""
    seen = view_paper(visit.office, visit.actor, paper, visit.lang)
    brought = visit.files.get("scan")
    if brought is None or not brought.filename:
        raise Invalid("papers.no_scan", fields=[FieldError("scan", "papers.no_scan")])
    keep_scan(visit.office, visit.actor, seen.case_id, paper, brought.filename, brought.read())
    return Goto(f"/papers/{paper}", "papers.said.scanned")


@page(papers, "POST", "/papers/<paper>/void")
def void(visit: Visit, paper: str) -> Answer:
    """Give the number up."""
    seen = view_paper(visit.office, visit.actor, paper, visit.lang)
    void_paper(visit.office, visit.actor, seen.case_id, paper, visit.form.to_dict())
    return Goto(f"/papers/{paper}", "papers.said.voided")


def _named(characters: Sequence[str]) -> str:
    """Characters with their places in Unicode, by which a font can be looked for where the character is a box."""
    return "、".join(f"{one}（U+{ord(one):04X}）" for one in characters)


def _real(visit: Visit, seen: PaperView) -> bool:
    """Whether the uncovered version was asked for by somebody who may read it."""
    return seen.may_read_real and visit.query.get("real") == "1"
