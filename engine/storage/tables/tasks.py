"""Tasks of people: a row for each user task that is or was open, and the groups whose inbox shows it."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table, Text, text

from engine.storage.column_types import Instant, Json
from engine.storage.tables.base import metadata

OPEN = text("status = 'open'")
FREE = text("held_by IS NULL")
#: that a task is open, written out: as a parameter SQLite would read each row to see what its index of open tasks says
IS_OPEN = text("tasks.status = 'open'")

tasks = Table(
    "tasks",
    metadata,
    #: the engine's own id of the task
    Column("id", Text, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("element", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("lane", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("form", Text),
    #: group tokens as the diagram resolved them; task_candidates holds them one by one
    Column("groups", Json, nullable=False),
    Column("status", Text, nullable=False),
    Column("claimed_by", Text),
    Column("claimed_at", Instant),
    #: handed over to one person by name
    Column("assigned_to", Text),
    #: the deadline it stands under and that deadline's due day
    Column("deadline", Text),
    Column("due", Date),
    Column("opened_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("ended_by", Text),
    Column("draft", Text),
    #: the unit that has it to do, for supervision; empty where the drawing names a role alone
    Column("unit", Text, nullable=False, server_default=text("''")),
    #: as drawn: how urgent, and from which day on it is to be looked at again
    Column("priority", Integer, nullable=False, server_default=text("50")),
    Column("follow_up", Date),
    Index("ix_tasks_case", "case_id", "status"),
    Index("ix_tasks_claimed", "claimed_by", "due", "id", sqlite_where=OPEN, postgresql_where=OPEN),
    Index("ix_tasks_done", "ended_by", "ended_at"),
    #: what lists are narrowed by, so that a filter need not read whole tasks; SQLite asks for the status again
    Index("ix_tasks_listed", "id", "case_id", "status", "element", "unit", sqlite_where=OPEN, postgresql_where=OPEN),
    Index("ix_tasks_opened", "opened_at", sqlite_where=OPEN, postgresql_where=OPEN),
    Index("ix_tasks_due", "due", "id", sqlite_where=OPEN, postgresql_where=OPEN),
    Index("ix_tasks_unit", "unit", "due", "id", sqlite_where=OPEN, postgresql_where=OPEN),
)

#: only of open tasks, so that an inbox reads one index and nothing else; `due` lies beside the group for its order
task_candidates = Table(
    "task_candidates",
    metadata,
    Column("task_id", ForeignKey("tasks.id", ondelete="CASCADE"), primary_key=True),
    Column("group", Text, primary_key=True),
    #: the due day, or the end of time where none is set: one order for all
    Column("due_order", Date, nullable=False),
    #: who has claimed the task, so that what is still free reads one index as well
    Column("held_by", Text),
    Index("ix_task_candidates_inbox", "group", "due_order", "task_id"),
    Index("ix_task_candidates_free", "group", "due_order", "task_id", sqlite_where=FREE, postgresql_where=FREE),
)
