"""Which act is possible in which state of its case.

This is the coarse sieve that lets a page say *why not now*; whether a task is ready or a message is waited for is
known by the running diagram alone, which has the last word. Danger may be marked at any time before closing, a
complaint may come and a record be corrected even after it.
"""

from __future__ import annotations

from engine.cases.acts import CASE_ACTS, MESSAGE_ACTS, TASK_ACTS, Act
from engine.cases.states import (
    BEFORE_ACCEPTANCE,
    CONSULTING,
    ENDED,
    FOLLOW_UP,
    GATHERING,
    RUNNING,
    CaseState,
)

ALWAYS = frozenset(CaseState)

_STATES: dict[Act, frozenset[CaseState]] = {
    # reading, and what may come after the end
    Act.VIEW_CASE: ALWAYS,
    Act.VIEW_HISTORY: ALWAYS,
    Act.VIEW_TASK: ALWAYS,
    Act.VIEW_CONTENT: ALWAYS,
    Act.VIEW_REAL_DATA: ALWAYS,
    Act.EXPORT_CASE: ALWAYS,
    Act.REQUEST_REAL_DATA: ALWAYS,
    Act.REFUSE_REAL_DATA: ALWAYS,
    Act.GRANT_REAL_DATA: ALWAYS,
    Act.END_REAL_DATA: ALWAYS,
    Act.DRAW_PAPER: ALWAYS,
    Act.VOID_PAPER: ALWAYS,
    Act.KEEP_SCAN: ALWAYS,
    Act.CORRECT: ALWAYS,
    Act.CIRCULATE: ALWAYS,
    Act.COMPLAIN: ALWAYS,
    Act.ISSUE_GUEST_LINK: CONSULTING,
    Act.REVOKE_GUEST_LINK: ALWAYS,
    # messages and acts that belong to one part of the procedure
    Act.WITHDRAW: (BEFORE_ACCEPTANCE | CONSULTING) - {CaseState.DRAFT},
    Act.CLOSE_ROUND: GATHERING,
    Act.EXCUSE_PARTICIPANT: GATHERING,
    Act.DECLARE_CONFLICT: GATHERING,
    Act.ADD_PARTICIPANT: GATHERING,
    Act.CLOSE_COUNTERSIGNING: FOLLOW_UP | {CaseState.IN_SESSION, CaseState.NO_CONSENSUS},
    Act.ASK_EXTENSION: FOLLOW_UP,
    Act.REPORT_PROGRESS: FOLLOW_UP,
    Act.REPORT_PART: FOLLOW_UP,
    Act.POLICY_ISSUED: FOLLOW_UP,
    Act.TERMINATE_DECISION: FOLLOW_UP,
    Act.SERVE: CONSULTING | FOLLOW_UP,
    Act.MERGE: BEFORE_ACCEPTANCE | CONSULTING,
    Act.SPLIT: CONSULTING | FOLLOW_UP,
}


def states_of(act: Act) -> frozenset[CaseState]:
    """The states in which this act on a case, task or message can be done at all.

    A closed case may still have the tasks of its guidance; every other ended state has none.
    """
    if act in _STATES:
        return _STATES[act]
    if act in TASK_ACTS:
        return RUNNING | {CaseState.CLOSED}
    return RUNNING if act in CASE_ACTS or act in MESSAGE_ACTS else ALWAYS


_POSSIBLE = {act: states_of(act) for act in Act}


def possible(act: Act, state: CaseState | None, *, ended: bool = False) -> bool:
    """Whether the act can be done to a case in this state; a state of another procedure (None) hinders nothing.

    `ended` tells that the diagram itself has come to its end, whatever the word of the state.
    """
    if ended and not _POSSIBLE[act] >= ENDED:
        return False
    return state is None or state in _POSSIBLE[act]
