"""What somebody wrote in the round before, to begin the next one with: an opinion asked for again, a report or an
application that came back.

Only the very person's own words are taken over, never a colleague's; never files, ticks or conclusions, which are
given anew. It is shown as taken over, and nothing of it is kept until its writer saves or submits it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from engine.actions.casework.children import FIELD
from engine.actions.casework.hands import hand_of
from engine.actions.casework.parts import PARTICIPANTS
from engine.actions.casework.subjects import case_facts
from engine.actions.casework.work import CaseWork
from engine.cases.acts import Act
from engine.forms.form import Form
from engine.forms.shape import FILE_TYPE, Leaf
from engine.people.rights import may
from engine.people.subjects import ContentFacts
from engine.storage import submissions
from engine.storage.submissions import SubmissionRow
from engine.storage.tasks import TaskRow

#: fields by which an opinion is known, whatever its form is called
OPINION: Final = frozenset({"facts_opinion", "law_opinion"})
#: given anew each time: files belong to their submission, a tick is a pledge
ANEW: Final = frozenset({FILE_TYPE, "checkbox"})


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The own words of the round before, and when they were submitted."""

    values: Mapping[str, Any]
    at: datetime


def is_opinion(work: CaseWork, form: str | None) -> bool:
    """Whether this form gives an opinion on the facts and on the law."""
    shape = work.loaded.procedure.form(form)
    return shape is not None and shape.shape.members.keys() >= OPINION


def taken_over(work: CaseWork, task: TaskRow) -> TakenOver | None:
    """What the form of this task may begin with out of the actor's own last round; None for most tasks."""
    shape = work.loaded.procedure.form(task.form)
    if shape is None or work.loaded.cipher is None or not _comes_again(shape, task):
        return None
    own = [row for row in submissions.of_case(work.connection, work.case.id) if _is_own(work, row, task, shape)]
    if not own:
        return None
    content = shape.seen(_fitting(shape, work.opened(own[-1])), hand_of(work, task.element))
    return TakenOver(content, own[-1].written_at) if content else None


def _comes_again(shape: Form, task: TaskRow) -> bool:
    """Opinions, reports and applications: who writes them a second time goes on from the first."""
    members = shape.shape.members.keys()
    return members >= OPINION or FIELD in members or task.act == Act.REPORT.value


def _is_own(work: CaseWork, row: SubmissionRow, task: TaskRow, shape: Form) -> bool:
    """Written by this very person for the same matter, and still theirs to read as it was filled in."""
    if row.kind != submissions.FINAL or row.written_by != work.actor.id or not _same_matter(work, row, task):
        return False
    form = work.loaded.procedure.form(row.form)
    alike = row.form == task.form or (form is not None and FIELD in form.shape.members and FIELD in shape.shape.members)
    return alike and may(work.actor, Act.VIEW_REAL_DATA, ContentFacts(case_facts(work), "", row.written_by)).allowed


def _same_matter(work: CaseWork, row: SubmissionRow, task: TaskRow) -> bool:
    """The same part or decision; each round of opinions gives the participants new keys."""
    parts = {part.key for part in work.parts.rows if part.kind in PARTICIPANTS}
    return row.item == task.item or (row.item in parts and task.item in parts)


def _fitting(shape: Form, content: Mapping[str, Any]) -> dict[str, Any]:
    """What this form asks for too, files and ticks apart."""
    members = shape.shape.members
    return {key: value for key, value in content.items() if key in members and not _is_anew(members[key])}


def _is_anew(member: Any) -> bool:
    return isinstance(member, Leaf) and (member.type in ANEW or member.formula is not None)
