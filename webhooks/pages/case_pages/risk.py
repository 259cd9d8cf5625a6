"""Grading the risk of a case: a page with its form, so that it works without scripts and shows its errors in place."""

from __future__ import annotations

from engine.actions.case_page.head import Head, view_head
from engine.actions.cases.grade_risk import grade_risk
from engine.cases.risks import RiskGrade
from engine.errors import Invalid
from webhooks.pages.answers import Answer, Goto, Screen
from webhooks.pages.case_pages.blueprint import case_pages
from webhooks.pages.page import page
from webhooks.pages.visits import Visit


@page(case_pages, "GET", "/cases/<case_id>/risk")
def show_risk(visit: Visit, case_id: str) -> Answer:
    """The form."""
    return _form(visit, view_head(visit.office, visit.actor, case_id, visit.lang), None)


@page(case_pages, "POST", "/cases/<case_id>/risk")
def save_risk(visit: Visit, case_id: str) -> Answer:
    """Give the grade."""
    try:
        grade_risk(visit.office, visit.actor, case_id, visit.form.to_dict())
    except Invalid as refused:
        return _form(visit, view_head(visit.office, visit.actor, case_id, visit.lang), refused)
    return Goto(f"/cases/{case_id}", "case_pages.risk.done")


def _form(visit: Visit, head: Head, refused: Invalid | None) -> Answer:
    errors = {field.path: field for field in refused.fields} if refused else {}
    values = {
        "head": head,
        "errors": errors,
        "typed": visit.form,
        "grades": [(grade.value, grade.label(visit.lang)) for grade in RiskGrade],
    }
    return Screen("case_pages/risk.html", values, 422 if refused else 200)
