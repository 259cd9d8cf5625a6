"""The vocabulary of the record: a closed list of words `chain:subject:action`.

The first part is the chain the record is linked into: a case's own, or one of the house's. No event is ever spelled by
hand at a call site, and each word has a label for people.
"""

from __future__ import annotations

from enum import StrEnum

from engine.texts.catalogue import say


class Word(StrEnum):
    """What happened, in three parts. Its label is the sentence `cases.word.<value>`."""

    # a case and its tasks
    CASE_OPENED = "case:case:opened"
    CASE_TAKEN_IN = "case:case:taken_in"
    CASE_WITHDRAWAL_ASKED = "case:case:withdrawal_asked"
    CASE_WITHDRAWAL_DECIDED = "case:case:withdrawal_decided"
    CASE_TERMINATED = "case:case:terminated"
    CASE_MERGED = "case:case:merged"
    CASE_SPLIT = "case:case:split"
    CASE_MIGRATED = "case:case:migrated"
    CASE_MIGRATION_UNDONE = "case:case:migration_undone"
    CASE_CLOSED = "case:case:closed"
    DUPLICATES_WEIGHED = "case:duplicates:weighed"
    CASE_EXPORTED = "case:case:exported"
    OFFICER_APPOINTED = "case:officer:appointed"
    CASE_STATE_CHANGED = "case:state:changed"
    CASE_INCIDENT = "case:incident:raised"
    TASK_OPENED = "case:task:opened"
    TASK_ENDED = "case:task:ended"
    TASK_CLAIMED = "case:task:claimed"
    TASK_RELEASED = "case:task:released"
    TASK_DRAFTED = "case:task:drafted"
    TASK_COMPLETED = "case:task:completed"
    TASK_HANDED_OVER = "case:task:handed_over"
    FILE_REFUSED = "case:file:refused"
    MESSAGE_SENT = "case:message:sent"
    EXTERNAL_COMPLETED = "case:external:completed"
    EXTERNAL_FAILED = "case:external:failed"
    EXTERNAL_ERROR = "case:external:error_raised"
    EVENT_TOLD = "case:event:told"
    TABLE_EVALUATED = "case:table:evaluated"
    NOTICE_WRITTEN = "case:notice:written"
    NOTICE_SENT = "case:notice:sent"
    NOTICE_OMITTED = "case:notice:omitted"
    TIMER_FIRED = "case:timer:fired"
    # its deadlines
    DEADLINE_OPENED = "case:deadline:opened"
    DEADLINE_EXTENDED = "case:deadline:extended"
    DEADLINE_RECOMPUTED = "case:deadline:recomputed"
    DEADLINE_SUSPENDED = "case:deadline:suspended"
    DEADLINE_RESUMED = "case:deadline:resumed"
    DEADLINE_CORRECTED = "case:deadline:corrected"
    DEADLINE_MET = "case:deadline:met"
    DEADLINE_MISSED = "case:deadline:missed"
    DEADLINE_CLOSED = "case:deadline:closed"
    # repairs
    INCIDENT_RETRIED = "case:incident:retried"
    INCIDENT_RESOLVED = "case:incident:resolved"
    VALUE_SET = "case:value:set"
    TOKEN_MOVED = "case:token:moved"  # noqa: S105 — a word of the record, no token
    # the verbs of the procedure
    DANGER_MARKED = "case:danger:marked"
    RISK_GRADED = "case:risk:graded"
    DANGER_ANSWERED = "case:danger:answered"
    PARTICIPANTS_SELECTED = "case:participants:selected"
    PARTICIPANT_ADDED = "case:participant:added"
    PARTICIPANT_EXCUSED = "case:participant:excused"
    PARTICIPANT_SETTLED = "case:participant:settled"
    CONFLICT_DECLARED = "case:conflict:declared"
    ROUND_CLOSED = "case:round:closed"
    MATTERS_SERVED = "case:matters:served"
    RECEIPT_GIVEN = "case:receipt:given"
    MEETING_RECORDED = "case:meeting:recorded"
    UNRESOLVED_SETTLED = "case:unresolved:settled"
    MINUTES_COUNTERSIGNED = "case:minutes:countersigned"
    COUNTERSIGNING_CLOSED = "case:countersigning:closed"
    MINUTES_ISSUED = "case:minutes:issued"
    PROGRESS_REPORTED = "case:progress:reported"
    PART_REPORTED = "case:part:reported"
    POLICY_ISSUED = "case:policy:issued"
    EXTENSION_ASKED = "case:extension:asked"
    EXTENSION_DECIDED = "case:extension:decided"
    REPORT_MADE = "case:report:made"
    REPORT_REVIEWED = "case:report:reviewed"
    DECISION_TERMINATED = "case:decision:terminated"
    URGED = "case:case:urged"
    LETTER_DECIDED = "case:letter:decided"
    GUIDANCE_PUBLISHED = "case:guidance:published"
    INSTRUCTION_RECORDED = "case:instruction:recorded"
    CIRCULATED = "case:circulation:sent"
    CIRCULATION_READ = "case:circulation:read"
    CIRCULATION_RECALLED = "case:circulation:recalled"
    COMPLAINT_RECEIVED = "case:complaint:received"
    ENTERED_AFTERWARDS = "case:record:entered_afterwards"
    RECORD_CORRECTED = "case:record:corrected"
    # papers
    PAPER_ISSUED = "case:paper:issued"
    PAPER_EXPORTED = "case:paper:exported"
    PAPER_VOIDED = "case:paper:voided"
    SCAN_KEPT = "case:scan:kept"
    # a child's real data
    REAL_DATA_READ = "case:real_data:read"
    REAL_DATA_REQUESTED = "case:real_data:requested"
    REAL_DATA_REFUSED = "case:real_data:refused"
    REAL_DATA_GRANTED = "case:real_data:granted"
    REAL_DATA_ENDED = "case:real_data:ended"
    # a way in for one person
    GUEST_LINK_ISSUED = "case:guest_link:issued"
    GUEST_LINK_OPENED = "case:guest_link:opened"
    GUEST_LINK_REFUSED = "case:guest_link:refused"
    GUEST_LINK_ENDED = "case:guest_link:ended"
    # people and bodies
    PERSON_CREATED = "people:person:created"
    PERSON_DEACTIVATED = "people:person:deactivated"
    PASSWORD_SET = "people:password:set"  # noqa: S105 — a word of the record, no password
    LOGGED_IN = "people:person:logged_in"
    LOGIN_REFUSED = "people:person:login_refused"
    LOGIN_UNLOCKED = "people:person:login_unlocked"
    LOGGED_OUT = "people:person:logged_out"
    SESSION_ENDED = "people:session:ended"
    FACTOR_ENROLLED = "people:factor:enrolled"
    FACTOR_REFUSED = "people:factor:refused"
    FACTOR_RESET = "people:factor:reset"
    RECOVERY_CODE_USED = "people:factor:recovery_code_used"
    POST_ASSIGNED = "people:post:assigned"
    POST_REMOVED = "people:post:removed"
    DEPUTY_APPOINTED = "people:deputy:appointed"
    DEPUTY_ENDED = "people:deputy:ended"
    TOKEN_ISSUED = "people:token:issued"  # noqa: S105 — a word of the record, no token
    TOKEN_REVOKED = "people:token:revoked"  # noqa: S105 — a word of the record, no token
    BODY_CREATED = "people:body:created"
    BODY_RENAMED = "people:body:renamed"
    OFFICE_LOADED = "people:office:loaded"
    OFFICE_SET_UP = "people:office:set_up"
    # the office, its procedures and its calendar
    SUGGESTION_MADE = "office:suggestion:made"
    SUGGESTION_REFERRED = "office:suggestion:referred"
    MEETING_PLANNED = "office:meeting:planned"
    MEETING_CHANGED = "office:meeting:changed"
    MEETING_CANCELLED = "office:meeting:cancelled"
    MEETING_INVITED = "office:meeting:invited"
    INVITATION_ANSWERED = "office:invitation:answered"
    DUPLICATES_SEARCHED = "office:duplicates:searched"
    REGISTER_EXPORTED = "office:register:exported"
    DIAGRAM_DRAWN_UP = "procedures:diagram:drawn_up"
    DIAGRAM_REPLACED = "procedures:diagram:replaced"
    DIAGRAM_DISCARDED = "procedures:diagram:discarded"
    DIAGRAM_PUBLISHED = "procedures:diagram:published"
    DIAGRAM_WITHDRAWN = "procedures:diagram:withdrawn"
    TEMPLATE_DRAWN_UP = "procedures:template:drawn_up"
    TEMPLATE_PUBLISHED = "procedures:template:published"
    TEMPLATE_DISCARDED = "procedures:template:discarded"
    MIGRATION_PLANNED = "procedures:migration:planned"
    MIGRATION_APPLIED = "procedures:migration:applied"
    CALENDAR_IMPORTED = "calendar:notice:imported"
    CALENDAR_ALARMED = "calendar:year:missing"
    # the house itself
    RECORDS_VERIFIED = "system:records:verified"
    RECORDS_EXPORTED = "system:records:exported"
    DAY_SEALED = "system:day:sealed"
    KEYS_ROTATED = "system:keys:rotated"

    @property
    def chain(self) -> str:
        """The chain this record is linked into; `case` means the chain of its own case."""
        return self.value.partition(":")[0]

    def label(self, lang: str) -> str:
        """The word for people, such as 办结任务."""
        return say(f"cases.word.{self.value}", lang)
