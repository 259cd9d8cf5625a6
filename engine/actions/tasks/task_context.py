"""What is needed to decide a task, put together for its reader: covered as the rights say, most useful first.

The application as it stands now; what was said of the same matter; earlier rounds of this very step; the opinions of
others; and the steps before, newest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.actions.casework.parts import LEAD
from engine.actions.casework.work import CaseWork
from engine.actions.files.read_file import FileLine, file_lines
from engine.actions.tasks.content_view import Content, ContentReader
from engine.cases.acts import Act
from engine.storage import submissions, uploads
from engine.storage.submissions import SubmissionRow
from engine.storage.tasks import TaskRow


class Topic(StrEnum):
    """What a piece is to the task. Its label is the sentence `tasks.topic.<value>`."""

    APPLICATION = "application"
    MATTER = "matter"
    ROUNDS = "rounds"
    OPINIONS = "opinions"
    DECISIONS = "decisions"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class Section:
    """Pieces of one topic, the one to be read first in front. `count` tells of those too that were left for later."""

    topic: Topic
    pieces: tuple[Content, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Context:
    """Everything beside the form."""

    sections: tuple[Section, ...]
    files: tuple[FileLine, ...]


#: what stands folded on the page, and is fetched when somebody unfolds it
LATER = frozenset({Topic.STEPS})


def context_of(work: CaseWork, task: TaskRow, later: frozenset[Topic] = frozenset()) -> Context:
    """What the reader at hand may know of the case beside this task, covered; topics of `later` are only counted."""
    rows = [row for row in submissions.of_case(work.connection, task.case_id) if row.form]
    reader = ContentReader(work, rows)
    by_topic: dict[Topic, list[SubmissionRow]] = {}
    for row in reversed(rows):
        if reader.may(Act.VIEW_CONTENT, row):
            by_topic.setdefault(_topic(work, task, row), []).append(row)
    sections = [
        Section(
            topic,
            () if topic in later else tuple(reader.content(row, real=False) for row in by_topic[topic]),
            len(by_topic[topic]),
        )
        for topic in Topic
        if topic in by_topic
    ]
    files = file_lines(work, uploads.of_case(work.connection, task.case_id))
    return Context(tuple(sections), tuple(files))


def _topic(work: CaseWork, task: TaskRow, row: SubmissionRow) -> Topic:
    drawn = work.loaded.procedure.definition
    if row.element == drawn.start or row.form == drawn.start_form:
        return Topic.APPLICATION
    if row.element == task.element and row.item == task.item:
        return Topic.ROUNDS
    if task.item and row.item == task.item:
        return Topic.MATTER
    if not row.item and _is_decision(work, task.item) and _decides(work, row):
        return Topic.MATTER
    if not row.item or not _is_written(work, row):
        return Topic.STEPS
    return Topic.DECISIONS if _is_decision(work, row.item) else Topic.OPINIONS


def _is_decision(work: CaseWork, item: str) -> bool:
    return any(one.key == item and one.kind == LEAD for one in work.parts.rows)


def _decides(work: CaseWork, row: SubmissionRow) -> bool:
    """Whether it is the record of a meeting: what was decided is what is to be carried out."""
    form = work.loaded.procedure.forms.get(row.form or "")
    return form is not None and "decisions" in form.shape.members


def _is_written(work: CaseWork, row: SubmissionRow) -> bool:
    """Whether somebody put something in words, rather than only ticked a receipt."""
    form = work.loaded.procedure.forms.get(row.form or "")
    return form is not None and any(getattr(one, "type", "") == "textarea" for one in form.shape.members.values())
