"""Every verb of the house in one closed list.

Rights, the audit record and the outbox all speak of acts by these words, so a verb that is not here cannot be done.
"""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """One verb. Its label is the sentence `cases.act.<value>`."""

    # doors of the procedure
    OPEN_CASE = "open_case"
    SUGGEST = "suggest"
    REFER_SUGGESTION = "refer_suggestion"
    PLAN_MEETING = "plan_meeting"
    ANSWER_INVITATION = "answer_invitation"
    TAKE_IN = "take_in"
    # reading
    VIEW_CASE = "view_case"
    VIEW_HISTORY = "view_history"
    VIEW_TASK = "view_task"
    VIEW_CONTENT = "view_content"  #: the forms, identifying fields covered
    VIEW_REAL_DATA = "view_real_data"  #: the forms as they were filled in
    VIEW_SUGGESTIONS = "view_suggestions"
    VIEW_MEETINGS = "view_meetings"
    VIEW_MONITORING = "view_monitoring"
    VIEW_PAPER_REGISTERS = "view_paper_registers"
    VIEW_REGISTERS = "view_registers"
    VIEW_STATISTICS = "view_statistics"
    EXPORT_REGISTER = "export_register"
    VIEW_PROCEDURES = "view_procedures"
    VIEW_MIGRATIONS = "view_migrations"
    VIEW_CALENDARS = "view_calendars"
    VIEW_PEOPLE = "view_people"
    VIEW_AUDIT = "view_audit"
    VIEW_ACCOUNTS = "view_accounts"
    VIEW_SESSIONS = "view_sessions"
    VIEW_SECURITY = "view_security"
    EXPORT_CASE = "export_case"
    # any task
    CLAIM = "claim"
    RELEASE = "release"
    SAVE_DRAFT = "save_draft"
    COMPLETE = "complete"
    HAND_OVER = "hand_over"
    # tasks whose completion is a verb of its own (`huishang:act`)
    SELECT_PARTICIPANTS = "select_participants"
    RECEIPT = "receipt"
    SETTLE_PARTICIPANT = "settle_participant"
    RECORD_MEETING = "record_meeting"
    SETTLE_UNRESOLVED = "settle_unresolved"
    COUNTERSIGN = "countersign"
    ISSUE_MINUTES = "issue_minutes"
    REPORT = "report"
    FILE_OR_RETURN = "file_or_return"
    DECIDE_EXTENSION = "decide_extension"
    SIGN_LETTER = "sign_letter"
    DECIDE_WITHDRAWAL = "decide_withdrawal"
    PUBLISH_GUIDANCE = "publish_guidance"
    CLOSE_CASE = "close_case"
    # messages that a diagram waits for
    MARK_DANGER = "mark_danger"
    WITHDRAW = "withdraw"
    CLOSE_ROUND = "close_round"
    EXCUSE_PARTICIPANT = "excuse_participant"
    DECLARE_CONFLICT = "declare_conflict"
    CLOSE_COUNTERSIGNING = "close_countersigning"
    ASK_EXTENSION = "ask_extension"
    REPORT_PROGRESS = "report_progress"
    REPORT_PART = "report_part"
    POLICY_ISSUED = "policy_issued"
    TERMINATE_DECISION = "terminate_decision"
    SEND_MESSAGE = "send_message"  #: a message of another procedure, known by its sender's groups alone
    # work of programs outside
    FETCH_EXTERNAL = "fetch_external"
    REPORT_EXTERNAL = "report_external"
    # repairs: each a right of its own, with a reason and on the record
    RETRY_INCIDENT = "retry_incident"
    RESOLVE_INCIDENT = "resolve_incident"
    SET_VALUE = "set_value"
    MOVE_TOKEN = "move_token"  # noqa: S105 — a verb, no token
    # acts on a case beside its diagram
    SERVE = "serve"
    ADD_PARTICIPANT = "add_participant"
    URGE = "urge"
    TERMINATE = "terminate"
    MERGE = "merge"
    SPLIT = "split"
    ENTER_AFTERWARDS = "enter_afterwards"
    CORRECT = "correct"
    RECORD_INSTRUCTION = "record_instruction"
    CIRCULATE = "circulate"
    COMPLAIN = "complain"
    GRADE_RISK = "grade_risk"
    REQUEST_REAL_DATA = "request_real_data"
    REFUSE_REAL_DATA = "refuse_real_data"
    ISSUE_GUEST_LINK = "issue_guest_link"
    REVOKE_GUEST_LINK = "revoke_guest_link"
    GRANT_REAL_DATA = "grant_real_data"
    END_REAL_DATA = "end_real_data"  #: early: withdrawn, or given back
    DRAW_PAPER = "draw_paper"
    VOID_PAPER = "void_paper"
    KEEP_SCAN = "keep_scan"
    # procedures, calendars, people, records
    DRAW_UP = "draw_up"
    PUBLISH_DIAGRAM = "publish_diagram"
    PLAN_MIGRATION = "plan_migration"
    MIGRATE_CASES = "migrate_cases"
    UNDO_MIGRATION = "undo_migration"
    IMPORT_CALENDAR = "import_calendar"
    CREATE_PERSON = "create_person"
    DEACTIVATE_PERSON = "deactivate_person"
    SET_PASSWORD = "set_password"  # noqa: S105 — a verb, no password
    ASSIGN_POST = "assign_post"
    REMOVE_POST = "remove_post"
    APPOINT_DEPUTY = "appoint_deputy"
    END_DEPUTY = "end_deputy"
    HAND_OVER_WORK = "hand_over_work"
    UNLOCK_LOGIN = "unlock_login"
    ENROL_FACTOR = "enrol_factor"
    RESET_FACTOR = "reset_factor"
    END_SESSION = "end_session"
    ISSUE_TOKEN = "issue_token"  # noqa: S105 — a verb, no token
    REVOKE_TOKEN = "revoke_token"  # noqa: S105 — a verb, no token
    CREATE_BODY = "create_body"
    RENAME_BODY = "rename_body"
    LOAD_OFFICE = "load_office"
    VERIFY_RECORDS = "verify_records"
    EXPORT_AUDIT = "export_audit"
    # what the clock does
    FIRE_DUE_TIMERS = "fire_due_timers"
    SEND_DUE_NOTICES = "send_due_notices"
    LAPSE_DEADLINES = "lapse_deadlines"
    ALARM_CALENDAR = "alarm_calendar"
    ROTATE_KEYS = "rotate_keys"
    SEAL_DAY = "seal_day"


#: message names that differ from their verb
MESSAGE_NAMES = {"request_withdrawal": Act.WITHDRAW}


def act_of_task(word: str | None) -> Act:
    """The verb of a user task: its `huishang:act`, else `complete`. Raises ValueError for a word that is no task's."""
    if not word:
        return Act.COMPLETE
    act = Act(word)
    if act not in TASK_VERBS:
        raise ValueError(f"Expected the verb of a task, but {word!r} is none.")
    return act


def act_of_message(name: str) -> Act:
    """The verb of a message: message names are verbs; a name of another procedure is plain `send_message`."""
    if name in MESSAGE_NAMES:
        return MESSAGE_NAMES[name]
    return Act(name) if name in MESSAGE_ACTS else Act.SEND_MESSAGE


def _between(first: Act, last: Act) -> frozenset[Act]:
    """The acts from `first` to `last` as listed above."""
    listed = list(Act)
    return frozenset(listed[listed.index(first) : listed.index(last) + 1])


#: done by completing a task
TASK_VERBS = _between(Act.SELECT_PARTICIPANTS, Act.CLOSE_CASE) | {Act.COMPLETE}
#: about one task
TASK_ACTS = _between(Act.CLAIM, Act.CLOSE_CASE) | {Act.VIEW_TASK}
#: about a message that one case waits for
MESSAGE_ACTS = _between(Act.MARK_DANGER, Act.SEND_MESSAGE)
#: mend a case that cannot go on, or goes on wrongly
REPAIRS = _between(Act.RETRY_INCIDENT, Act.MOVE_TOKEN)
#: about one case, beside its diagram
CASE_ACTS = (
    _between(Act.SERVE, Act.KEEP_SCAN)
    | REPAIRS
    | {
        Act.VIEW_CASE,
        Act.VIEW_HISTORY,
        Act.VIEW_CONTENT,
        Act.VIEW_REAL_DATA,
        Act.EXPORT_CASE,
    }
)
#: done by the clock alone
SYSTEM_ACTS = _between(Act.FIRE_DUE_TIMERS, Act.SEAL_DAY)
#: about no single case
OFFICE_ACTS = frozenset(Act) - TASK_ACTS - MESSAGE_ACTS - CASE_ACTS - SYSTEM_ACTS
#: read only, though carrying away is on record; fetching holds a task for a while
READING_ACTS = _between(Act.VIEW_CASE, Act.EXPORT_CASE) | {Act.FETCH_EXTERNAL, Act.VERIFY_RECORDS, Act.EXPORT_AUDIT}
