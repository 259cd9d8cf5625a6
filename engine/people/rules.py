"""Who may do what: one table for acts about a case, one for acts about none. Read it as law; `rights` applies it."""

from __future__ import annotations

from engine.cases.acts import Act
from engine.people.capacities import CONCERNED, OFFICE, Capacity
from engine.people.roles import ADMINISTRATORS, Role

_C = Capacity
_PARTIES = frozenset({_C.APPLICANT, _C.LEAD, _C.SUPPORT, _C.PARTICIPANT})

#: acts about one case, by capacity; task acts are decided by candidacy instead (`task_rights`)
IN_CASE: dict[Act, frozenset[Capacity]] = {
    Act.VIEW_CASE: CONCERNED,
    Act.VIEW_HISTORY: OFFICE | {_C.APPLICANT, _C.LEAD},
    Act.VIEW_CONTENT: CONCERNED,
    # least authorisation: the officer of the case, the person in charge, who must act on it, who was given leave
    Act.VIEW_REAL_DATA: frozenset({_C.OWN_OFFICER, _C.DIRECTOR, _C.LEAD, _C.GRANTEE}),
    Act.EXPORT_CASE: frozenset({_C.OWN_OFFICER, _C.DIRECTOR}),
    # whoever knows of the case may ask, but for experts: theirs is the de-identified pack
    Act.REQUEST_REAL_DATA: _PARTIES | {_C.OFFICER, _C.REVIEWER, _C.SUPERVISOR, _C.LEADER},
    Act.REFUSE_REAL_DATA: frozenset({_C.DIRECTOR}),
    Act.GRANT_REAL_DATA: frozenset({_C.DIRECTOR}),
    Act.END_REAL_DATA: frozenset({_C.DIRECTOR, _C.GRANTEE}),
    # papers: drawn and taken back by the office; a number is given up by the person in charge
    Act.DRAW_PAPER: frozenset({_C.OFFICER, _C.DIRECTOR}),
    Act.VOID_PAPER: frozenset({_C.DIRECTOR}),
    Act.KEEP_SCAN: frozenset({_C.OFFICER, _C.DIRECTOR}),
    # messages, where the diagram names no sender
    Act.MARK_DANGER: CONCERNED,
    Act.WITHDRAW: frozenset({_C.APPLICANT}),
    Act.CLOSE_ROUND: frozenset({_C.OFFICER}),
    Act.EXCUSE_PARTICIPANT: frozenset({_C.OFFICER}),
    Act.DECLARE_CONFLICT: frozenset({_C.PARTICIPANT, _C.EXPERT, _C.OFFICER}),
    Act.CLOSE_COUNTERSIGNING: frozenset({_C.OFFICER}),
    Act.ASK_EXTENSION: frozenset({_C.LEAD}),
    Act.REPORT_PROGRESS: frozenset({_C.LEAD}),
    Act.REPORT_PART: frozenset({_C.SUPPORT}),
    Act.POLICY_ISSUED: frozenset({_C.LEAD}),
    Act.TERMINATE_DECISION: frozenset({_C.DIRECTOR}),
    Act.SEND_MESSAGE: frozenset(),
    # repairs: an officer tries again, the person in charge decides
    Act.RETRY_INCIDENT: frozenset({_C.OFFICER, _C.DIRECTOR}),
    Act.RESOLVE_INCIDENT: frozenset({_C.DIRECTOR}),
    Act.SET_VALUE: frozenset({_C.DIRECTOR}),
    Act.MOVE_TOKEN: frozenset({_C.DIRECTOR}),
    # beside the diagram
    Act.SERVE: frozenset({_C.OFFICER}),
    Act.ADD_PARTICIPANT: frozenset({_C.OFFICER}),
    Act.GRADE_RISK: frozenset({_C.OFFICER, _C.DIRECTOR}),
    Act.URGE: frozenset({_C.OFFICER, _C.SUPERVISOR, _C.DIRECTOR}),
    Act.TERMINATE: frozenset({_C.DIRECTOR}),
    Act.MERGE: frozenset({_C.OFFICER}),
    Act.SPLIT: frozenset({_C.OFFICER}),
    Act.ENTER_AFTERWARDS: frozenset({_C.OFFICER}),
    Act.CORRECT: frozenset({_C.OFFICER, _C.DIRECTOR}),
    Act.RECORD_INSTRUCTION: frozenset({_C.OFFICER, _C.DIRECTOR}),
    Act.ISSUE_GUEST_LINK: frozenset({_C.OFFICER}),
    Act.REVOKE_GUEST_LINK: frozenset({_C.OFFICER, _C.DIRECTOR}),
    # to people who may know of the case anyway; an expert is asked in person and passes nothing round
    Act.CIRCULATE: OFFICE | _PARTIES,
    Act.COMPLAIN: _PARTIES | {_C.OFFICER},
}

#: acts that decide on what somebody applied for: never by the applicant's own hand or unit
DECIDES_ON_APPLICANT = frozenset({Act.TERMINATE, Act.DECIDE_WITHDRAWAL})
#: acts that decide on what a lead unit did or asked: never by that unit
DECIDES_ON_LEAD = frozenset({Act.DECIDE_EXTENSION, Act.FILE_OR_RETURN, Act.TERMINATE_DECISION, Act.SIGN_LETTER})

_EVERYBODY = frozenset(Role)
_OFFICE = frozenset({Role.CASE_OFFICER, Role.REVIEWER, Role.DIRECTOR, Role.SUPERVISOR, Role.LEADER})
_UNITS = frozenset({Role.LIAISON, Role.CITY_OFFICER})

#: acts about no case, by role anywhere
AT_LARGE: dict[Act, frozenset[Role]] = {
    Act.OPEN_CASE: _UNITS | {Role.CASE_OFFICER},
    Act.SUGGEST: frozenset({Role.LIAISON}),
    Act.REFER_SUGGESTION: frozenset({Role.CASE_OFFICER}),
    Act.PLAN_MEETING: frozenset({Role.CASE_OFFICER}),
    # whoever may be invited may answer; whether there is an invitation is the action's to see
    Act.ANSWER_INVITATION: _OFFICE | _UNITS | {Role.EXPERT},
    Act.TAKE_IN: frozenset({Role.CASE_OFFICER}),
    Act.VIEW_SUGGESTIONS: _OFFICE | {Role.LIAISON},
    Act.VIEW_MEETINGS: _OFFICE | _UNITS | {Role.EXPERT},
    Act.VIEW_MONITORING: _OFFICE | {Role.VIEWER},
    Act.VIEW_PAPER_REGISTERS: _OFFICE,
    # line by line for those who run the procedure; who only looks on is told counts, small ones hidden
    Act.VIEW_REGISTERS: _OFFICE,
    Act.VIEW_STATISTICS: _OFFICE | {Role.VIEWER},
    Act.EXPORT_REGISTER: _OFFICE | {Role.VIEWER},
    Act.VIEW_PROCEDURES: _EVERYBODY,
    Act.VIEW_CALENDARS: _EVERYBODY,
    Act.VIEW_PEOPLE: _EVERYBODY - {Role.EXPERT, Role.VIEWER, Role.WORKER},
    Act.FETCH_EXTERNAL: frozenset({Role.WORKER}),
    Act.REPORT_EXTERNAL: frozenset({Role.WORKER}),
    Act.VIEW_AUDIT: frozenset({Role.AUDITOR}),
    Act.VERIFY_RECORDS: frozenset({Role.AUDITOR}),
    Act.EXPORT_AUDIT: frozenset({Role.AUDITOR}),
    Act.VIEW_ACCOUNTS: frozenset({Role.SYSADMIN, Role.SECADMIN}),
    Act.VIEW_SESSIONS: frozenset({Role.SECADMIN}),
    Act.VIEW_SECURITY: ADMINISTRATORS,
    Act.DRAW_UP: frozenset({Role.DESIGNER}),
    Act.PUBLISH_DIAGRAM: frozenset({Role.DESIGNER}),
    # a plan names cases by their numbers: for those who carry it, and for the auditor
    Act.VIEW_MIGRATIONS: frozenset({Role.DESIGNER, Role.DIRECTOR, Role.AUDITOR}),
    # a designer knows whether cases can move, the person in charge answers for it that they do
    Act.PLAN_MIGRATION: frozenset({Role.DESIGNER}),
    Act.MIGRATE_CASES: frozenset({Role.DESIGNER, Role.DIRECTOR}),
    Act.UNDO_MIGRATION: frozenset({Role.DESIGNER, Role.DIRECTOR}),
    Act.IMPORT_CALENDAR: frozenset({Role.DESIGNER, Role.SYSADMIN}),
    # 三员分立: the system administrator makes people and bodies, the security administrator gives them rights
    Act.CREATE_PERSON: frozenset({Role.SYSADMIN}),
    Act.DEACTIVATE_PERSON: frozenset({Role.SYSADMIN}),
    Act.SET_PASSWORD: frozenset({Role.SYSADMIN}),
    Act.CREATE_BODY: frozenset({Role.SYSADMIN}),
    Act.RENAME_BODY: frozenset({Role.SYSADMIN}),
    Act.LOAD_OFFICE: frozenset({Role.SYSADMIN}),
    Act.ASSIGN_POST: frozenset({Role.SECADMIN}),
    Act.REMOVE_POST: frozenset({Role.SECADMIN}),
    Act.APPOINT_DEPUTY: frozenset({Role.SECADMIN}),
    Act.END_DEPUTY: frozenset({Role.SECADMIN}),
    # whoever leaves cannot be asked any more; the person in charge passes the work on
    Act.HAND_OVER_WORK: frozenset({Role.DIRECTOR}),
    Act.UNLOCK_LOGIN: frozenset({Role.SECADMIN}),
    Act.ENROL_FACTOR: frozenset(),
    Act.RESET_FACTOR: frozenset({Role.SECADMIN}),
    Act.END_SESSION: frozenset({Role.SECADMIN}),
    Act.ISSUE_TOKEN: frozenset({Role.SECADMIN}),
    Act.REVOKE_TOKEN: frozenset({Role.SECADMIN}),
}

#: may be done by anybody for themselves; who is absent names the colleague who stands in
FOR_ONESELF = frozenset(
    {
        Act.SET_PASSWORD,
        Act.ISSUE_TOKEN,
        Act.REVOKE_TOKEN,
        Act.APPOINT_DEPUTY,
        Act.END_DEPUTY,
        Act.ENROL_FACTOR,
        Act.END_SESSION,
    }
)
#: may be done by nobody to themselves: an administrator does not widen the own rights
NEVER_TO_ONESELF = frozenset(
    {Act.ASSIGN_POST, Act.REMOVE_POST, Act.DEACTIVATE_PERSON, Act.RESET_FACTOR, Act.UNLOCK_LOGIN}
)
#: what a guest who came by a link for one case may do beside that case
FOR_GUESTS = frozenset({Act.VIEW_CALENDARS, Act.VIEW_PROCEDURES})
#: acts about no case that are casework all the same
CASEWORK_AT_LARGE = frozenset(
    {
        Act.OPEN_CASE,
        Act.SUGGEST,
        Act.REFER_SUGGESTION,
        Act.PLAN_MEETING,
        Act.ANSWER_INVITATION,
        Act.TAKE_IN,
    }
)


def who_at_large(act: Act) -> frozenset[Role]:
    """The roles that may do an act about no case; administrators never do casework."""
    return AT_LARGE[act] - ADMINISTRATORS if act in CASEWORK_AT_LARGE else AT_LARGE[act]
