"""Reading cases: lists, one case, its history, its deadlines, its drawing, what was filled in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from engine.actions.cases import case_view
from engine.actions.tasks.content_view import read_covered, read_real
from engine.storage.case_lists import Filters, ListedCase
from engine.storage.cases import CaseRow
from webhooks.api.proof_rows import proof_row
from webhooks.api.rows import due_row, offer_row, record_row, state_label, task_row
from webhooks.operations import Call, Reply, operation
from webhooks.paging import a_number, a_text, an_instant, cursor_of, key_of, limit_of
from webhooks.shapes import cases as shapes

cases = Blueprint("cases", __name__)
#: query parameter → what it narrows
FILTERED = {"state": "status", "procedure": "procedure", "unit": "applicant_unit", "number": "number"}


def _case_row(case: CaseRow | ListedCase, lang: str) -> dict[str, Any]:
    """One case as lists show it."""
    return {
        "id": case.id,
        "number": case.number,
        "procedure": case.procedure,
        "state": case.status,
        "state_label": state_label(case.status, lang),
        "applicant_unit": case.applicant_unit,
        "officer": case.officer,
        "opened_at": case.opened_at,
        "ended_at": case.closed_at,
        "outcome": case.outcome,
        "danger": case.danger,
        "version": case.version,
    }


def _deadline(view: case_view.DeadlineView, lang: str) -> dict[str, Any]:
    """One deadline with its original day and its explanation."""
    one = view.deadline
    return {
        "name": one.name,
        "item": one.item,
        "occurrence": one.occurrence,
        "start": one.start,
        "start_rule": one.start_rule,
        "length": one.length,
        "unit": one.unit.value,
        "basis": one.basis,
        "proposed": one.proposed,
        "original_due": one.original_due,
        "due": one.due,
        "estimate": one.estimate,
        "certainty": one.reading.certainty.value,
        "calendar": one.reading.calendar,
        "open": one.is_open,
        "days_left": view.days_left,
        "status": view.status.value,
        "explanation": view.explanation,
        "proof": proof_row(view.proof, lang),
    }


@operation(
    cases,
    "GET",
    "/cases",
    query=shapes.CASE_QUERY,
    answer=shapes.CASE_PAGE,
    answer_example={"items": [shapes.CASE_ROW_EXAMPLE], "next": None},
)
def list_cases(call: Call) -> Reply:
    """Cases that I may know of, the latest opened first."""
    asked = call.query
    filters = Filters(is_open=asked.get("open"), **{name: asked.get(given, "") for given, name in FILTERED.items()})
    after, most = key_of(asked.get("cursor"), an_instant, a_text), limit_of(asked)
    page = case_view.list_cases(call.office, call.actor, filters, after=after, most=most)
    items = [_case_row(row.case, call.lang) | {"due": due_row(row.due)} for row in page.rows]
    return Reply({"items": items, "next": cursor_of(page.next)})


@operation(cases, "GET", "/cases/<case>", answer=shapes.CASE, answer_example=shapes.CASE_EXAMPLE, versioned=True)
def show_case(call: Call, case: str) -> Reply:
    """One case: how it stands, the tasks I may know of, and what I may do now or why not."""
    view = case_view.view_case(call.office, call.actor, case)
    body = _case_row(view.case, call.lang) | {
        "due": due_row(view.due),
        "item_states": view.case.item_states,
        "halted": view.case.halted,
        "tasks": [task_row(task, view.case.number, None) for task in view.tasks],
        "acts": [offer_row(offer, view.case.id, call.lang) for offer in view.offers],
    }
    return Reply(body, version=view.case.version)


@operation(
    cases,
    "GET",
    "/cases/<case>/history",
    query=shapes.PAGE_QUERY,
    answer=shapes.HISTORY,
    answer_example=shapes.HISTORY_EXAMPLE,
)
def show_history(call: Call, case: str) -> Reply:
    """The record of a case in its order, each entry with its hash."""
    key = key_of(call.query.get("cursor"), a_number)
    after = key[0] if key else 0
    page = case_view.view_history(call.office, call.actor, case, after=after, most=limit_of(call.query))
    items = [record_row(one, page.names, call.lang) for one in page.records]
    return Reply({"items": items, "next": cursor_of(None if page.next is None else (page.next,))})


@operation(
    cases,
    "GET",
    "/cases/<case>/deadlines",
    answer=shapes.DEADLINES,
    answer_example=shapes.DEADLINES_EXAMPLE,
)
def show_deadlines(call: Call, case: str) -> Reply:
    """Every deadline with its original day, its state, and how it came about."""
    views = case_view.view_deadlines(call.office, call.actor, case, call.lang)
    return Reply({"items": [_deadline(view, call.lang) for view in views]})


@operation(
    cases,
    "GET",
    "/cases/<case>/diagram",
    answer=shapes.DIAGRAM,
    answer_example=shapes.DIAGRAM_EXAMPLE,
)
def show_diagram(call: Call, case: str) -> Reply:
    """The pinned diagrams of the case as XML, and where its tokens stand now."""
    view = case_view.view_diagram(call.office, call.actor, case)
    drawn = {name: content.decode() for name, content in view.files.items() if name.endswith(shapes.DRAWN)}
    return Reply({"digest": view.digest, "files": drawn, "positions": view.positions})


@operation(
    cases,
    "GET",
    "/cases/<case>/content",
    answer=shapes.CONTENTS,
    answer_example=shapes.CONTENTS_EXAMPLE,
)
def show_content(call: Call, case: str) -> Reply:
    """What was filled in, identifying fields covered."""
    return Reply({"items": read_covered(call.office, call.actor, case)})


@operation(
    cases,
    "POST",
    "/cases/<case>/real-data",
    body=shapes.PURPOSE,
    body_example=shapes.PURPOSE_EXAMPLE,
    answer=shapes.CONTENTS,
    answer_example=shapes.CONTENTS_EXAMPLE,
)
def show_real_data(call: Call, case: str) -> Reply:
    """What was filled in, as it is; the reading and its purpose go on record."""
    return Reply({"items": read_real(call.office, call.actor, case, call.body["purpose"])})
