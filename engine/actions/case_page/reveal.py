"""One submission as it was filled in, with its labels: the looking is `content_view.read_real`, on record."""

from __future__ import annotations

from dataclasses import replace

from engine.actions.case_page.content import Contents
from engine.actions.case_page.info import ShownSubmission, shown_submission
from engine.actions.case_page.names import Names
from engine.actions.casework.reading import reading_case
from engine.actions.house.office import Office
from engine.actions.tasks.content_view import read_real
from engine.errors import Unknown
from engine.people.actor import Actor
from engine.storage.submissions import CORRECTION


def reveal(office: Office, actor: Actor, case_id: str, submission: str, purpose: str, lang: str) -> ShownSubmission:
    """The submission uncovered. Raises Unknown or Forbidden for whom it is not, Invalid without a purpose."""
    (real,) = read_real(office, actor, case_id, purpose, only=submission)
    with reading_case(office, actor, case_id) as work:
        names = Names(work, lang)
        contents = Contents.of(work, names, [submission])
        row = contents.get(submission)
        if row is None:
            raise Unknown("actions.nothing_to_read")
        values = real.values.get("content", {}) if row.kind == CORRECTION else real.values
        shown = shown_submission(contents, row, names)
        return replace(shown, fields=contents.labelled(row, values), corrections=())
