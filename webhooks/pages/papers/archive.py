"""The archive package of a closed case, to be taken along, and a package looked over."""

from __future__ import annotations

from typing import Final

from flask import current_app, request

from engine.actions.cases.case_view import view_case
from engine.actions.house.office import Office
from engine.actions.papers.archive_case import ask_for_archive, may_archive, verify_archive
from engine.actions.papers.paper_pdf import makes_pdf
from engine.documents.packages import MAX_FILE
from engine.errors import FieldError, Invalid
from webhooks.operations import EXTENSION
from webhooks.pages.answers import Answer, Goto, Screen
from webhooks.pages.page import page
from webhooks.pages.papers.room import papers
from webhooks.pages.visits import Visit
from webhooks.uploads import AROUND

#: the largest package that is looked over here, in bytes; larger ones by the command
LARGEST: Final = 200_000_000


@papers.before_request
def _allow_files() -> None:
    """Only these addresses take large bodies."""
    office: Office = current_app.extensions[EXTENSION]
    largest = {
        "paper_pages.scan": office.settings.max_file,
        "paper_pages.bring": MAX_FILE,
        "paper_pages.look_over": LARGEST,
    }.get(request.endpoint or "")
    if largest is not None:
        request.max_content_length = largest + AROUND


@page(papers, "GET", "/cases/<case>/archive")
def archive(visit: Visit, case: str) -> Answer:
    """What the package of this case holds, and the button that packs it."""
    seen = view_case(visit.office, visit.actor, case)
    values = {
        "case": seen.case,
        "may": may_archive(visit.office, visit.actor, case),
        "closed": seen.case.closed_at is not None,
        "makes_pdf": makes_pdf(),
    }
    return Screen("papers/archive.html", values)


@page(papers, "POST", "/cases/<case>/archive")
def pack(visit: Visit, case: str) -> Answer:
    """Have it packed; how far it is and the package itself stand on the page of long work."""
    return Goto(f"/progress/{ask_for_archive(visit.office, visit.actor, case)}")


@page(papers, "GET", "/papers/verify")
def verify(_visit: Visit) -> Answer:
    """The field for a package."""
    return Screen("papers/verify.html", {"looked": None})


@page(papers, "POST", "/papers/verify")
def look_over(visit: Visit) -> Answer:
    """What is wrong with a package, the first bad item first. Nothing of it is kept."""
    brought = visit.files.get("package")
    if brought is None or not brought.filename:
        raise Invalid("papers.archive.no_package", fields=[FieldError("package", "papers.archive.no_package")])
    return Screen("papers/verify.html", {"looked": verify_archive(brought.read())})
