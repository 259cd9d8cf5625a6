"""The states of a case, and what each of them is for.

A state is set by the diagram (`huishang:state`). How a clock stands is another matter, see `lamps`.
"""

from __future__ import annotations

from enum import StrEnum

from engine.texts.catalogue import say


class CaseState(StrEnum):
    """One state of a case or, inside a multi-instance, of one decision."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    AWAITING_CORRECTION = "awaiting_correction"
    NOT_ACCEPTED = "not_accepted"
    ACCEPTED = "accepted"
    PREPARING = "preparing"
    COLLECTING_OPINIONS = "collecting_opinions"
    IN_SESSION = "in_session"
    CONSENSUS_REACHED = "consensus_reached"
    NO_CONSENSUS = "no_consensus"
    IMPLEMENTING = "implementing"
    EXTENSION_PENDING = "extension_pending"
    EXTENDED = "extended"
    REPORT_AWAITING_FILING = "report_awaiting_filing"
    REPORT_RETURNED = "report_returned"
    FILED = "filed"
    CLOSED = "closed"
    ARCHIVED = "archived"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    MERGED = "merged"

    def label(self, lang: str) -> str:
        """The word for people, such as 落实中."""
        return say(f"cases.state.{self.value}", lang)


def _between(first: CaseState, last: CaseState) -> frozenset[CaseState]:
    listed = list(CaseState)
    return frozenset(listed[listed.index(first) : listed.index(last) + 1])


#: nothing more happens to the case itself; its records may still be read and corrected
ENDED = frozenset({CaseState.CLOSED, CaseState.ARCHIVED, CaseState.WITHDRAWN, CaseState.TERMINATED, CaseState.MERGED})
#: a declined application may still be reviewed once (复核), so it counts as running until its diagram ends
RUNNING = frozenset(CaseState) - ENDED
BEFORE_ACCEPTANCE = frozenset({CaseState.DRAFT, CaseState.SUBMITTED, CaseState.AWAITING_CORRECTION})
#: matters are being prepared, opinions gathered or the meeting held; experts are in the case just this long
CONSULTING = _between(CaseState.ACCEPTED, CaseState.IN_SESSION) | {CaseState.NO_CONSENSUS}
#: a round is being prepared or collected, so its participants may still change
GATHERING = _between(CaseState.PREPARING, CaseState.IN_SESSION)
#: decisions are taken and being carried out
FOLLOW_UP = frozenset({CaseState.CONSENSUS_REACHED}) | _between(CaseState.IMPLEMENTING, CaseState.FILED)


_BY_WORD = {state.value: state for state in CaseState}


def read_state(word: str) -> CaseState | None:
    """The state of this word; None for a word of another procedure."""
    return _BY_WORD.get(word)
