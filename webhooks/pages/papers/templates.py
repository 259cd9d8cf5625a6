"""Templates of papers: take one home, bring a changed one, see what is wrong with it, put it into force."""

from __future__ import annotations

from typing import Any

from engine.actions.casework.paper_values import known_names
from engine.actions.papers import paper_templates
from engine.errors import Invalid
from engine.texts.catalogue import say
from webhooks.pages.answers import Answer, Bytes, Goto, Screen
from webhooks.pages.page import page
from webhooks.pages.papers.room import DOCX, PROCEDURE, papers
from webhooks.pages.visits import Visit

PATH = "/papers/templates"


@page(papers, "GET", PATH)
def templates(visit: Visit) -> Answer:
    """Every kind of paper and the version of its template in force."""
    kinds = paper_templates.list_templates(visit.office, visit.actor, PROCEDURE)
    return Screen("papers/templates.html", {"kinds": kinds})


@page(papers, "GET", f"{PATH}/<kind>")
def template(visit: Visit, kind: str) -> Answer:
    """One kind: its versions, the values it may use, and the field for a new version."""
    return Screen("papers/template.html", _values(visit, kind))


@page(papers, "GET", f"{PATH}/<kind>/<int:version>.docx")
def template_docx(visit: Visit, kind: str, version: int) -> Answer:
    """A version as a Word file; 0 is the one that ships."""
    raw = paper_templates.template_file(visit.office, visit.actor, PROCEDURE, kind, version)
    return Bytes(raw, DOCX, f"{kind}-{version}.docx")


@page(papers, "POST", f"{PATH}/<kind>")
def bring(visit: Visit, kind: str) -> Answer:
    """Check a changed template and keep it as a draft; what is wrong is told beside the field."""
    brought = visit.files.get("template")
    raw, note = brought.read() if brought is not None else b"", visit.form.get("note", "")
    try:
        kept = paper_templates.upload_template(visit.office, visit.actor, PROCEDURE, kind, raw, note)
    except Invalid as refusal:
        return Screen("papers/template.html", _values(visit, kind, refusal), status=422)
    return Goto(f"{PATH}/{kind}", "papers.said.template_kept", {"version": kept["version"]})


@page(papers, "POST", f"{PATH}/<kind>/<int:version>/publish")
def publish(visit: Visit, kind: str, version: int) -> Answer:
    """Put a draft into force."""
    paper_templates.publish_template(visit.office, visit.actor, PROCEDURE, kind, version)
    return Goto(f"{PATH}/{kind}", "papers.said.template_published", {"version": version})


@page(papers, "POST", f"{PATH}/<kind>/<int:version>/discard")
def discard(visit: Visit, kind: str, version: int) -> Answer:
    """Give a draft up."""
    paper_templates.discard_template(visit.office, visit.actor, PROCEDURE, kind, version)
    return Goto(f"{PATH}/{kind}", "papers.said.template_discarded", {"version": version})


def _values(visit: Visit, kind: str, refused: Invalid | None = None) -> dict[str, Any]:
    seen = paper_templates.view_template(visit.office, visit.actor, PROCEDURE, kind)
    wrong = [(field.path, say(field.key, visit.lang, **field.params)) for field in refused.fields] if refused else []
    return {
        "seen": seen.view,
        "names": known_names(seen.view.kind, seen.schemas),
        "remarks": seen.remarks,
        "may_publish": seen.may_publish,
        "refused": say(refused.key, visit.lang, **refused.params) if refused else "",
        "wrong": wrong,
    }
