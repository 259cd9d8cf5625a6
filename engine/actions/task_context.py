"""What is needed to decide a task, put together for its reader: covered as the rights say, most useful first.

The application as it stands now; what was said of the same matter; earlier rounds of this very step; the opinions of
others; and the steps before, newest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.actions.content_view import Content, content_of, may_read
from engine.actions.read_file import FileLine, file_lines
from engine.actions.work import CaseWork
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
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class Section:
    """Pieces of one topic, the one to be read first in front."""

    topic: Topic
    pieces: tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """Everything beside the form."""

    sections: tuple[Section, ...]
    files: tuple[FileLine, ...]


def context_of(work: CaseWork, task: TaskRow) -> Context:
    """What the reader at hand may know of the case beside this task, covered."""
    rows = [row for row in submissions.of_case(work.connection, task.case_id) if row.form]
    readable = [row for row in rows if may_read(work, Act.VIEW_CONTENT, row)]
    by_topic: dict[Topic, list[SubmissionRow]] = {}
    for row in reversed(readable):
        by_topic.setdefault(_topic(work, task, row), []).append(row)
    sections = [
        Section(topic, tuple(content_of(work, row, real=False) for row in by_topic[topic]))
        for topic in Topic
        if topic in by_topic
    ]
    files = file_lines(work, uploads.of_case(work.connection, task.case_id))
    return Context(tuple(sections), tuple(files))


def _topic(work: CaseWork, task: TaskRow, row: SubmissionRow) -> Topic:
    start = work.loaded.procedure.definition
    if row.element == start.start or row.form == start.start_form:
        return Topic.APPLICATION
    if row.element == task.element and row.item == task.item:
        return Topic.ROUNDS
    if task.item and row.item == task.item:
        return Topic.MATTER
    return Topic.OPINIONS if row.item else Topic.STEPS
