"""The draft of a task: what was typed and not yet submitted, sealed like everything that is filled in."""

from __future__ import annotations

from typing import Any

from engine.actions.casework.work import CaseWork
from engine.storage import submissions
from engine.storage.submissions import SubmissionRow
from engine.storage.tasks import TaskRow


def draft_row(work: CaseWork, row: TaskRow) -> SubmissionRow | None:
    """The draft of this task as it lies there; None if there is none."""
    return submissions.get(work.connection, row.draft) if row.draft else None


def read_draft(work: CaseWork, row: TaskRow) -> dict[str, Any]:
    """The draft of this task, opened; empty if there is none."""
    kept = draft_row(work, row)
    return work.opened(kept) if kept else {}
