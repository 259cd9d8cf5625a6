"""Which verbs have something special; all others are plain completions or messages.

Each verb's file holds its own `SPECIAL`; adding a verb is one line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from engine.actions.deeds import (
    decide_extension,
    declare_conflict,
    excuse_participant,
    issue_minutes,
    publish_guidance,
    receipt,
    record_meeting,
    select_participants,
    settle_participant,
    sign_letter,
)
from engine.actions.deeds.deeds import PLAIN, Special
from engine.cases.acts import Act

SPECIALS: Mapping[Act, Special] = MappingProxyType(
    {
        Act.SELECT_PARTICIPANTS: select_participants.SPECIAL,
        Act.RECEIPT: receipt.SPECIAL,
        Act.EXCUSE_PARTICIPANT: excuse_participant.SPECIAL,
        Act.DECLARE_CONFLICT: declare_conflict.SPECIAL,
        Act.SETTLE_PARTICIPANT: settle_participant.SPECIAL,
        Act.RECORD_MEETING: record_meeting.SPECIAL,
        Act.ISSUE_MINUTES: issue_minutes.SPECIAL,
        Act.DECIDE_EXTENSION: decide_extension.SPECIAL,
        Act.SIGN_LETTER: sign_letter.SPECIAL,
        Act.PUBLISH_GUIDANCE: publish_guidance.SPECIAL,
    }
)


def special_of(act: Act) -> Special:
    """What is special about this verb."""
    return SPECIALS.get(act, PLAIN)
