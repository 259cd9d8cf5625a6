"""What a form begins with before anybody typed: the minutes out of the record of their meeting.

A person goes over it and answers for it; until something is typed nothing of it is kept.
"""

from __future__ import annotations

from typing import Any

from engine.actions.casework.parts import UNIT
from engine.actions.casework.work import CaseWork
from engine.actions.tasks.minutes_text import Heard, minutes_form
from engine.storage import meetings, submissions
from engine.storage.submissions import FINAL
from engine.storage.tasks import TaskRow

#: the forms of the minutes and of the record they are written out of
MINUTES, RECORD = "draft_minutes", "record_meeting"


def beginning_of(work: CaseWork, row: TaskRow, lang: str = "zh") -> dict[str, Any]:
    """What the form of this task, which has no draft, may begin with; empty for most.

    Minutes that came back begin with their last wording, those of a newer meeting with its record.
    """
    if row.form != MINUTES or work.loaded.cipher is None:
        return {}
    written = [one for one in submissions.of_case(work.connection, work.case.id) if one.form in (MINUTES, RECORD)]
    last = next((one for one in reversed(written) if one.kind == FINAL), None)
    if last is None:
        return {}
    content = work.opened(last)
    return content if last.form == MINUTES else minutes_form(work.office, _heard(work), content, lang)


def _heard(work: CaseWork) -> Heard:
    """Where the case was heard last, and the units that take part in it."""
    held = meetings.last_held(work.connection, work.case.id)
    place = " ".join(part for part in (held["place"], held["room"]) if part) if held else ""
    units = [part.unit for part in work.parts.rows if part.kind == UNIT and part.unit and part.ended_at is None]
    return Heard(work.case.number, place, list(dict.fromkeys(units)))
