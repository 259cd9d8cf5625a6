"""Which records also leave the house as an event of the outbox, and under what name.

The name is the audit word with dots, so record and event can always be matched. An event carries ids, pseudonyms and
states, never a person's data.
"""

from __future__ import annotations

from engine.cases.audit_words import Word

#: records that stay inside: reading, unfinished work, logins, and the engine's own bookkeeping
INSIDE = frozenset(
    {
        Word.REAL_DATA_READ,
        Word.TASK_DRAFTED,
        Word.LOGGED_IN,
        Word.LOGIN_REFUSED,
        Word.LOGIN_UNLOCKED,
        Word.LOGGED_OUT,
        Word.SESSION_ENDED,
        Word.FACTOR_ENROLLED,
        Word.FACTOR_REFUSED,
        Word.FACTOR_RESET,
        Word.RECOVERY_CODE_USED,
        Word.GUEST_LINK_ISSUED,
        Word.GUEST_LINK_OPENED,
        Word.GUEST_LINK_REFUSED,
        Word.GUEST_LINK_ENDED,
        Word.TABLE_EVALUATED,
        Word.DUPLICATES_SEARCHED,
        Word.RECORDS_VERIFIED,
        Word.RECORDS_EXPORTED,
        Word.REGISTER_EXPORTED,
    }
)


def event_of(word: Word) -> str | None:
    """The name of the outgoing event, such as `case.task.completed`; None where the record stays inside."""
    return None if word in INSIDE else word.value.replace(":", ".")


#: every event a receiver may subscribe to
EVENTS = tuple(sorted(name for word in Word if (name := event_of(word)) is not None))
