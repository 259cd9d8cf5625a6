"""What a program's token may be good for. A scope only ever narrows the rights of the person it was issued to."""

from __future__ import annotations

from engine.cases.acts import CASE_ACTS, MESSAGE_ACTS, READING_ACTS, SYSTEM_ACTS, TASK_ACTS, Act

#: reading a child's real data is never part of a wider scope
REAL_DATA = "real_data:read"

_AREAS: dict[Act, str] = {
    Act.OPEN_CASE: "cases",
    Act.SUGGEST: "cases",
    Act.REFER_SUGGESTION: "cases",
    Act.PLAN_MEETING: "cases",
    Act.ANSWER_INVITATION: "cases",
    Act.TAKE_IN: "cases",
    Act.VIEW_SUGGESTIONS: "cases",
    Act.VIEW_MEETINGS: "cases",
    Act.VIEW_MONITORING: "monitoring",
    Act.VIEW_PAPER_REGISTERS: "monitoring",
    Act.VIEW_REGISTERS: "monitoring",
    Act.VIEW_STATISTICS: "monitoring",
    Act.EXPORT_REGISTER: "monitoring",
    Act.VIEW_PROCEDURES: "procedures",
    Act.DRAW_UP: "procedures",
    Act.PUBLISH_DIAGRAM: "procedures",
    Act.VIEW_MIGRATIONS: "procedures",
    Act.PLAN_MIGRATION: "procedures",
    Act.MIGRATE_CASES: "procedures",
    Act.UNDO_MIGRATION: "procedures",
    Act.VIEW_CALENDARS: "calendars",
    Act.IMPORT_CALENDAR: "calendars",
    Act.FETCH_EXTERNAL: "externals",
    Act.REPORT_EXTERNAL: "externals",
    Act.VIEW_AUDIT: "audit",
    Act.VERIFY_RECORDS: "audit",
    Act.EXPORT_AUDIT: "audit",
}


def scope_of(act: Act) -> str:
    """The scope a token needs for this act, `area:read` or `area:write`."""
    if act in (Act.VIEW_REAL_DATA, Act.EXPORT_CASE):
        return REAL_DATA
    return f"{_area(act)}:{'read' if act in READING_ACTS else 'write'}"


def _area(act: Act) -> str:
    if act in TASK_ACTS:
        return "tasks"
    if act in CASE_ACTS or act in MESSAGE_ACTS:
        return "cases"
    return _AREAS.get(act, "people")


#: every scope that can be issued; the clock's own acts need no token
SCOPES = frozenset(scope_of(act) for act in Act if act not in SYSTEM_ACTS)
